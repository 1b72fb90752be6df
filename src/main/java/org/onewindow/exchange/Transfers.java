package org.onewindow.exchange;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseEnded;
import org.onewindow.casework.CaseEvent.Act;
import org.onewindow.casework.CaseStatus;
import org.onewindow.casework.Cases;
import org.onewindow.casework.CorrectionNotified;
import org.onewindow.catalogue.Catalogue;
import org.onewindow.catalogue.ServiceItem;
import org.onewindow.catalogue.ServiceItem.Scope;
import org.onewindow.exchange.ExchangeRepository.Known;
import org.onewindow.exchange.Letter.Kind;
import org.onewindow.exchange.Transfer.Part;
import org.onewindow.identity.Accounts;
import org.onewindow.identity.Person;
import org.onewindow.service.ServiceApplication;
import org.onewindow.service.ServiceApplication.Delivery;
import org.onewindow.service.ServiceApplications;
import org.onewindow.shared.Actor;
import org.onewindow.shared.CitizenId;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.onewindow.vault.Keyring;
import org.onewindow.vault.SigningKey;
import org.onewindow.workflow.Decisions;
import org.onewindow.workflow.Workflow;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The verbs of a case that two cities share. */
@Service
@Transactional
public class Transfers {

    /** @param caseNumber number of the case to which the letter belongs at the receiver's */
    record Receipt(String letter, String caseNumber) {}

    private static final String ACCEPTED_HERE = "cross-region";
    private static final String POSTING = "exchange-letter";
    private static final int LONGEST_NAME = 60;
    private static final String ANSWERED = "exchange-answered";

    private final ExchangeRepository kept;
    private final Cities cities;
    private final ServiceApplications applications;
    private final Cases cases;
    private final Catalogue catalogue;
    private final Accounts accounts;
    private final Workflow workflow;
    private final Decisions decisions;
    private final Post post;
    private final Keyring keyring;
    private final Clock clock;

    Transfers(
            ExchangeRepository kept,
            Cities cities,
            ServiceApplications applications,
            Cases cases,
            Catalogue catalogue,
            Accounts accounts,
            Workflow workflow,
            Decisions decisions,
            Post post,
            Keyring keyring,
            Clock clock) {
        this.kept = kept;
        this.cities = cities;
        this.applications = applications;
        this.cases = cases;
        this.catalogue = catalogue;
        this.accounts = accounts;
        this.workflow = workflow;
        this.decisions = decisions;
        this.post = post;
        this.keyring = keyring;
        this.clock = clock;
    }

    /**
     * Accepted here, decided in another city.
     *
     * @param region of the place of competence
     * @throws Refusal {@code region-unknown}, {@code item-not-across}, and those of {@link ServiceApplications}
     */
    public Case apply(Actor applicant, String region, ServiceApplication application) {
        City city = cities.in(region).orElseThrow(() -> Refusal.invalid("region", "region-unknown"));
        requireScope(application.item(), city);
        applications.requireNoneRunning(applicant, application);
        Case received = applications.receive(applicant, application, ACCEPTED_HERE);
        kept.insert(new Transfer(received.id(), Part.ACCEPTING, region, received.id(), null, null, null, null, null));
        return received;
    }

    private ServiceItem requireScope(String code, City city) {
        ServiceItem item = catalogue.offered(code, LocalDate.ofInstant(now(), WorkingCalendar.ZONE));
        if (!across(item, city)) {
            throw Refusal.conflict("item-not-across", code);
        }
        return item;
    }

    private boolean across(ServiceItem item, City city) {
        return item.scope() == Scope.CROSS_PROVINCE
                || item.scope() == Scope.PROVINCE && city.sameProvince(cities.ourRegion());
    }

    /** Names of the cities that decide on the item when it is accepted here, by their division codes. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<String, String> cities(ServiceItem item, Locale locale) {
        Map<String, String> names = new TreeMap<>();
        cities.all().stream()
                .filter(city -> across(item, city))
                .forEach(city -> names.put(city.region(), city.name(locale)));
        return names;
    }

    /** Where the other half of a case is; empty when it has none. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Transfer> find(Case visible) {
        return kept.find(visible.id());
    }

    /** What the other city is called; its code when it no longer takes part. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public String city(Transfer transfer, Locale locale) {
        return cities.in(transfer.region()).map(city -> city.name(locale)).orElse(transfer.region());
    }

    /** @throws Refusal {@code case-unknown} when it is no case of two cities */
    @Transactional(propagation = Propagation.SUPPORTS)
    Transfer of(Case visible) {
        return kept.find(visible.id()).orElseThrow(() -> Refusal.notFound("case-unknown"));
    }

    /** The place of competence gets the application. */
    void forward(Case c) {
        Transfer transfer = of(c);
        if (transfer.forwardedAt() == null) {
            Person person = accounts.person(c.applicant());
            Map<String, String> body = new TreeMap<>();
            body.put("item", c.item());
            body.put("number", c.number());
            put(body, "name", person.name());
            put(body, "idNo", person.idNo());
            put(body, "mobile", person.mobile());
            put(body, "note", applications.of(c).note());
            kept.forwarded(c.id(), now());
            send(transfer, Kind.APPLICATION, body);
        }
    }

    /**
     * The answer becomes the decision of our case, by the authority that decided, unless it asks for a correction first; what
     * follows is told by a table.
     */
    String settle(Case c) {
        Transfer transfer = of(c);
        if (transfer.result() != null) {
            cases.decideElsewhere(c, transfer.result(), actor(transfer.region()).id(), transfer.reason());
        }
        String result = transfer.result() == null
                ? Kind.CORRECTION.name()
                : transfer.result().name();
        return decisions.decide("exchange-answer", Map.of("result", result)).text("answer");
    }

    /** What the applicant has corrected goes to the city that asked for it. */
    void passOn(Case c) {
        Map<String, String> body = new TreeMap<>();
        put(body, "note", applications.of(c).note());
        send(of(c), Kind.CORRECTED, body);
        cases.passOn(c);
    }

    /** Whoever applied in the other city corrects there what we ask for here. */
    @EventListener
    void correctionNotified(CorrectionNotified told) {
        kept.find(told.caseId())
                .filter(transfer -> transfer.part() == Part.COMPETENT)
                .ifPresent(transfer -> send(transfer, Kind.CORRECTION, Letter.asking(told.defects(), told.until())));
    }

    /** Whoever waits in the other city hears how it ended, on either side. */
    @EventListener
    void ended(CaseEnded ended) {
        kept.find(ended.caseId()).ifPresent(transfer -> {
            Map<String, String> body = new TreeMap<>();
            put(body, "reason", ended.reason());
            if (transfer.part() == Part.COMPETENT && ended.status() != CaseStatus.WITHDRAWN) {
                body.put("result", told(ended.status()).name());
                send(transfer, Kind.ANSWER, body);
            } else if (transfer.part() == Part.ACCEPTING
                    && ended.status() == CaseStatus.WITHDRAWN
                    && transfer.forwardedAt() != null) {
                send(transfer, Kind.WITHDRAWAL, body);
            }
        });
    }

    /** What the document is and who hands it over is the place of acceptance's business. */
    private static CaseStatus told(CaseStatus ended) {
        return switch (ended) {
            case DELIVERED -> CaseStatus.GRANTED;
            default -> ended;
        };
    }

    private void send(Transfer transfer, Kind kind, Map<String, String> body) {
        String id = UUID.randomUUID().toString();
        Letter letter = new Letter(id, cities.ourRegion(), transfer.region(), kind, transfer.reference(), body);
        kept.insert(letter, transfer.caseId(), now());
        workflow.start(POSTING, id, Map.of());
    }

    /** Brings a letter of ours to its receiver. @throws IllegalStateException when it did not arrive */
    void deliver(String letterId) {
        Letter letter = kept.ours(cities.ourRegion(), letterId)
                .orElseThrow(() -> new IllegalStateException("no such letter: " + letterId));
        City city = cities.in(letter.to())
                .orElseThrow(() -> new IllegalStateException("no such city any more: " + letter.to()));
        SigningKey key = keyring.signingKey(Keyring.Purpose.EXCHANGE);
        Receipt receipt = post.bring(city, letter.signed(key.pair().getPrivate(), key.id(), now()));
        if (letter.kind() == Kind.APPLICATION) {
            kept.numbered(letter.reference(), receipt.caseNumber());
        }
        kept.delivered(letter.from(), letterId, now());
    }

    /**
     * A letter of another city; the same letter again has no further effect.
     *
     * @throws Refusal those of {@link Letter#read}; {@code letter-reused} when another letter came under this id;
     *     {@code transfer-unknown}; {@code correction-already-notified}; those of an application
     */
    Receipt receive(String signed) {
        Letter letter = Letter.read(
                signed, cities.ourRegion(), region -> cities.in(region).map(City::publicKey), now());
        Known known = kept.known(letter).orElse(null);
        if (known != null && !kept.same(known, letter)) {
            throw Refusal.conflict("letter-reused");
        }
        String caseId = known != null ? known.caseId() : obeyed(letter);
        return new Receipt(letter.id(), cases.running(caseId).number());
    }

    private String obeyed(Letter letter) {
        String caseId = switch (letter.kind()) {
            case APPLICATION -> accepted(letter);
            case ANSWER -> answered(letter);
            case CORRECTION -> correctionAsked(letter);
            case CORRECTED -> corrected(letter);
            case WITHDRAWAL -> withdrawn(letter);
        };
        kept.insert(letter, caseId, now());
        return caseId;
    }

    private String accepted(Letter letter) {
        Map<String, String> said = letter.body();
        City city = cities.in(letter.from()).orElseThrow();
        ServiceItem item = requireScope(said.getOrDefault("item", ""), city);
        String name = said.getOrDefault("name", "");
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw Refusal.invalid("body.name", "letter-malformed");
        }
        String idNo = CitizenId.parse(said.getOrDefault("idNo", "")).value();
        // The place of acceptance has seen his identity document.
        Actor applicant = accounts.present(new Person(name, idNo, said.get("mobile")));
        Case received = applications.receive(
                applicant,
                new ServiceApplication(item.code(), cities.ourUnit(), said.get("note"), Delivery.COUNTER, null),
                item.process());
        kept.insert(new Transfer(
                received.id(),
                Part.COMPETENT,
                letter.from(),
                letter.reference(),
                said.get("number"),
                null,
                null,
                null,
                null));
        return received.id();
    }

    private String answered(Letter letter) {
        Transfer transfer = shared(letter, Part.ACCEPTING);
        CaseStatus result = result(letter.body().get("result"));
        if (kept.answered(transfer.caseId(), result, letter.body().get("reason"), now())
                && cases.running(transfer.caseId()).status().isOpen()) {
            workflow.deliver(ANSWERED, transfer.caseId());
        }
        return transfer.caseId();
    }

    private static CaseStatus result(String told) {
        try {
            CaseStatus result = CaseStatus.valueOf(String.valueOf(told));
            if (!result.isOpen() && told(result) == result && result != CaseStatus.WITHDRAWN) {
                return result;
            }
        } catch (IllegalArgumentException e) {
            // Refused below like any other word that is no result.
        }
        throw Refusal.invalid("body.result", "letter-malformed");
    }

    /** Too late when it is over here: then the other city hears of that, or has heard already. */
    private String correctionAsked(Letter letter) {
        Transfer transfer = shared(letter, Part.ACCEPTING);
        Map<String, String> defects = letter.defects();
        Instant until = letter.until(now());
        Case c = cases.running(transfer.caseId());
        if (c.status() == CaseStatus.UNDER_REVIEW && transfer.result() == null) {
            if (cases.history(c).stream().anyMatch(event -> event.act() == Act.CORRECTION_ELSEWHERE)) {
                throw Refusal.conflict("correction-already-notified");
            }
            cases.notifyCorrectionElsewhere(c, actor(letter.from()).id(), defects, until);
            workflow.deliver(ANSWERED, c.id());
        }
        return c.id();
    }

    /** Too late when our time for it has run out: then the answer is on its way. */
    private String corrected(Letter letter) {
        Transfer transfer = shared(letter, Part.COMPETENT);
        Case c = cases.running(transfer.caseId());
        if (c.status() == CaseStatus.CORRECTION_NOTIFIED) {
            applications.corrected(actor(letter.from()), c, letter.body().get("note"));
        }
        return c.id();
    }

    /** Too late when it was decided already: then the answer is on its way, and both places keep what they know. */
    private String withdrawn(Letter letter) {
        Transfer transfer = shared(letter, Part.COMPETENT);
        Case c = cases.running(transfer.caseId());
        if (c.status().isOpen()) {
            cases.withdraw(actor(letter.from()), c, letter.body().get("reason"));
        }
        return c.id();
    }

    private Transfer shared(Letter letter, Part part) {
        return kept.find(letter.from(), part, letter.reference())
                .orElseThrow(() -> Refusal.notFound("transfer-unknown"));
    }

    /** A city acts for its applicant. */
    private static Actor actor(String region) {
        return new Actor("region:" + region, Set.of(), "");
    }

    private static void put(Map<String, String> body, String name, String value) {
        if (value != null && !value.isBlank()) {
            body.put(name, value);
        }
    }

    private Instant now() {
        return Times.toMillis(clock.instant());
    }
}
