package org.onewindow.service;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseStatus;
import org.onewindow.casework.Cases;
import org.onewindow.catalogue.Catalogue;
import org.onewindow.catalogue.ServiceItem;
import org.onewindow.catalogue.ServiceItem.Applicant;
import org.onewindow.catalogue.ServiceItem.StationMode;
import org.onewindow.identity.Units;
import org.onewindow.outlet.Outlet;
import org.onewindow.outlet.Outlets;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The verbs of whoever applies for a service item. */
@Service
@Transactional
public class ServiceApplications {

    /** Diagrams that ask for no more than this form. */
    private static final Set<String> PROCESSES =
            Set.of("standard-case", "consultation", "licence-renewal", "joint-permit");

    private final ServiceApplicationRepository kept;
    private final Cases cases;
    private final Catalogue catalogue;
    private final Units units;
    private final Outlets outlets;
    private final Receptions receptions;
    private final Commitments commitments;
    private final Clock clock;

    ServiceApplications(
            ServiceApplicationRepository kept,
            Cases cases,
            Catalogue catalogue,
            Units units,
            Outlets outlets,
            Receptions receptions,
            Commitments commitments,
            Clock clock) {
        this.kept = kept;
        this.cases = cases;
        this.catalogue = catalogue;
        this.units = units;
        this.outlets = outlets;
        this.receptions = receptions;
        this.commitments = commitments;
        this.clock = clock;
    }

    /**
     * Hands in at once.
     *
     * @param actor the applicant, or the clerk who takes it down for the visitor of a reception
     * @throws Refusal what {@link #draft} throws, {@code missing}, {@code applied-already} with the number of the earlier case,
     *     {@code reception-missing}, {@code reception-unknown}, {@code reception-elsewhere}
     */
    public Case apply(Actor actor, ServiceApplication application) {
        Actor applicant = applicant(actor, application);
        requireNoneRunning(applicant, application);
        requireDeliverable(application, offered(applicant, application.item()), true);
        Case draft = draft(applicant, application);
        cases.submit(actor, draft);
        return cases.running(draft.id());
    }

    /**
     * Hands in at once, for another order of work than the item's.
     *
     * @throws Refusal what {@link #draft} throws
     */
    public Case receive(Actor applicant, ServiceApplication application, String process) {
        ServiceItem item = offered(applicant, application.item());
        requireSound(applicant.id(), application, item);
        Case received = cases.receive(applicant, item.code(), application.unit(), item.code(), process);
        kept.insert(received.id(), application);
        return cases.running(received.id());
    }

    /**
     * Keeps what there is; nothing is sent yet.
     *
     * @throws Refusal what {@link #offered} throws, {@code unit-unknown}, {@code not-electronic}, {@code address-missing}
     */
    public Case draft(Actor applicant, ServiceApplication application) {
        ServiceItem item = offered(applicant, application.item());
        requireSound(applicant.id(), application, item);
        Case draft = cases.open(applicant, item.code(), application.unit(), item.code());
        kept.insert(draft.id(), application);
        return draft;
    }

    /**
     * What the applicant may apply for today.
     *
     * @throws Refusal {@code item-unknown}, {@code item-not-offered}, {@code item-elsewhere}, {@code item-for-organisations},
     *     {@code competent-unit-unknown}
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public ServiceItem offered(Actor applicant, String code) {
        ServiceItem item = catalogue.offered(code, LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE));
        if (!PROCESSES.contains(item.process())) {
            throw Refusal.conflict("item-elsewhere", item.code());
        }
        if (item.applicant() == Applicant.ENTERPRISE && !applicant.is(Role.AGENT)) {
            throw Refusal.forbidden("item-for-organisations", item.code());
        }
        if (item.stationMode() == StationMode.ACCEPT_FORWARD && !units.exists(item.competent())) {
            throw Refusal.conflict("competent-unit-unknown", item.code());
        }
        return item;
    }

    /** Whatever somebody may apply for by this form today, in the order of the catalogue. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<ServiceItem> offered() {
        return catalogue.search("", null, LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE)).stream()
                .filter(item -> PROCESSES.contains(item.process()))
                .filter(item -> item.stationMode() != StationMode.ACCEPT_FORWARD || units.exists(item.competent()))
                .toList();
    }

    private void requireSound(String applicant, ServiceApplication application, ServiceItem item) {
        if (!units.exists(application.unit())) {
            throw Refusal.invalid("unit", "unit-unknown");
        }
        requireDeliverable(application, item, false);
        if (Boolean.TRUE.equals(application.commitment())) {
            commitments.requireTrusted(applicant);
        }
    }

    /** Changes a draft, or an application that is to be corrected; nothing is sent yet. */
    public void change(Case own, ServiceApplication application) {
        requireSound(own.applicant(), application, cases.itemOf(own));
        cases.readdress(own, own.item(), application.unit(), own.subject());
        kept.update(own.id(), application);
    }

    /** Sends a draft, or sends a corrected application again. */
    public Case send(Actor applicant, Case own) {
        ServiceApplication application = of(own);
        if (own.status() == CaseStatus.DRAFT) {
            requireNoneRunning(applicant, application);
        }
        requireDeliverable(
                application,
                own.status() == CaseStatus.DRAFT ? offered(applicant, application.item()) : cases.itemOf(own),
                true);
        return cases.submit(applicant, own);
    }

    public void discard(Case draft) {
        of(draft);
        cases.discard(draft);
        kept.delete(draft.id());
    }

    /**
     * Applies again after a case that ended without a result: a draft with what was asked for then.
     *
     * @throws Refusal {@code case-status} while the earlier case is open or when it was granted
     */
    public Case again(Actor applicant, Case ended) {
        if (ended.status().isOpen() || ended.status() == CaseStatus.GRANTED || ended.status() == CaseStatus.DELIVERED) {
            throw Refusal.conflict("case-status", ended.status());
        }
        ServiceApplication before = of(ended);
        return draft(applicant, ended.status() == CaseStatus.RESCINDED ? before.proving() : before);
    }

    /** Who works at a window applies for the visitor in front of him and for nobody else. */
    private Actor applicant(Actor actor, ServiceApplication application) {
        if (actor.unit().isEmpty()) {
            if (application.reception() != null) {
                throw Refusal.invalid("reception", "reception-unknown");
            }
            return actor;
        }
        if (application.reception() == null) {
            throw Refusal.invalid("reception", "reception-missing");
        }
        Reception visit = receptions.visibleTo(actor, application.reception());
        if (!visit.unit().equals(application.unit())) {
            throw Refusal.invalid("unit", "reception-elsewhere");
        }
        return receptions.visitor(visit);
    }

    /** @throws Refusal {@code applied-already} with the number of the earlier case */
    public void requireNoneRunning(Actor applicant, ServiceApplication application) {
        ServiceItem item = offered(applicant, application.item());
        kept.lock(applicant.id());
        if (Boolean.TRUE.equals(application.again()) && item.severalAtOnce()) {
            return;
        }
        cases.underWay(applicant, item.code()).stream().findFirst().ifPresent(running -> {
            throw Refusal.conflict("applied-already", running.number());
        });
    }

    private void requireDeliverable(ServiceApplication application, ServiceItem item, boolean whole) {
        application.requireDeliverable(
                item,
                outlets.offering(item.code(), null).stream().map(Outlet::code).collect(Collectors.toSet()),
                whole);
    }

    /** @throws Refusal {@code case-unknown} when there is none of this kind, or it is not the actor's to see: told alike */
    @Transactional(propagation = Propagation.SUPPORTS)
    public ServiceApplication of(Case visible) {
        return find(visible).orElseThrow(() -> Refusal.notFound("case-unknown"));
    }

    /** Empty when the case is of another kind. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<ServiceApplication> find(Case visible) {
        return kept.find(visible);
    }

    /** Where somebody who was told that he is ready chooses a time; empty for everybody else. */
    @Transactional(propagation = Propagation.SUPPORTS)
    Optional<String> appointment(Case c) {
        return c.status() == CaseStatus.ADVISED
                        && cases.lastCompletion(c.id()).outcome().equals("ready")
                ? Optional.of("/api/slots?item=" + c.item())
                : Optional.empty();
    }

    /**
     * Sends an application again that was corrected where it was handed in.
     *
     * @param note what the applicant has to say now, or {@code null} when that has not changed
     */
    public Case corrected(Actor by, Case c, String note) {
        return correct(by, c, of(c).corrected(note, null, null, null, null));
    }

    /** Sends a corrected application again. */
    Case correct(Actor applicant, Case c, ServiceApplication corrected) {
        c.requireEditable();
        requireDeliverable(corrected, cases.itemOf(c), !corrected.form().isEmpty());
        kept.update(c.id(), corrected);
        cases.submit(applicant, c);
        return cases.running(c.id());
    }
}
