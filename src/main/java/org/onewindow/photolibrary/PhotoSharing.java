package org.onewindow.photolibrary;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.catalogue.Catalogue;
import org.onewindow.catalogue.ServiceItem;
import org.onewindow.identity.Accounts;
import org.onewindow.identity.Units;
import org.onewindow.photo.Photographs;
import org.onewindow.photolibrary.LibraryRules.Purpose;
import org.onewindow.photolibrary.PhotoAccess.Result;
import org.onewindow.photolibrary.PhotoConsent.Standing;
import org.onewindow.photolibrary.PhotoRequest.Basis;
import org.onewindow.photolibrary.PhotoRequest.Status;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.shared.Times;
import org.onewindow.workflow.Decisions;
import org.onewindow.workflow.Workflow;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who may see somebody's photograph, and who has. A law or the owner opens it to a unit for one purpose; which of the two, and
 * whether he is asked, is told by {@code photo-sharing.dmn}. Consent is looked at again with every read. Whatever is read or
 * refused is on record for the owner. The machine of a department asks like a clerk of it, as long as it holds the
 * department's mandate.
 */
@Service
@Transactional
public class PhotoSharing {

    private static final String PROCESS = "photo-sharing";
    private static final int MOST_SHOWN = 200;

    private final SharingRepository shares;
    private final PhotoLibrary library;
    private final LibraryRules rules;
    private final Photographs photographs;
    private final Catalogue catalogue;
    private final Units units;
    private final Accounts accounts;
    private final Decisions decisions;
    private final Workflow workflow;
    private final TransactionTemplate together;
    private final Clock clock;

    PhotoSharing(
            SharingRepository shares,
            PhotoLibrary library,
            LibraryRules rules,
            Photographs photographs,
            Catalogue catalogue,
            Units units,
            Accounts accounts,
            Decisions decisions,
            Workflow workflow,
            TransactionTemplate together,
            Clock clock) {
        this.shares = shares;
        this.library = library;
        this.rules = rules;
        this.photographs = photographs;
        this.catalogue = catalogue;
        this.units = units;
        this.accounts = accounts;
        this.decisions = decisions;
        this.workflow = workflow;
        this.together = together;
        this.clock = clock;
    }

    /**
     * Asks for a rendition in the name of the asker's unit. It is allowed at once, refused at once, or waits for the owner.
     *
     * @throws Refusal {@code citizen-id-malformed}, {@code account-unknown}, {@code photo-purpose-unknown},
     *     {@code photo-spec-unknown}, {@code photo-department-unknown}
     */
    public PhotoRequest request(Actor asker, String citizenId, String spec, String purpose, String about) {
        Actor clerk = ofUnit(asker);
        Purpose wanted = rules.purpose(purpose);
        if (!photographs.specs().contains(spec)) {
            throw Refusal.invalid("spec", "photo-spec-unknown");
        }
        String owner = library.citizen(citizenId).id();
        Instant now = now();
        var request = new PhotoRequest(
                UUID.randomUUID().toString(),
                owner,
                clerk.unit(),
                clerk.id(),
                spec,
                purpose,
                about,
                now,
                Status.WAITING,
                null,
                now.plus(Duration.ofDays(rules.answerDays())),
                0);
        shares.insert(request);
        String sharing = decisions
                .decide(
                        PROCESS,
                        Map.of(
                                "byLaw",
                                wanted.byLawFor(clerk.unit()),
                                "consent",
                                standing(request).name()))
                .text("sharing");
        workflow.start(PROCESS, request.id(), Map.of("sharing", sharing));
        return running(request.id());
    }

    /** A machine speaks for the department whose mandate it holds today; a clerk for his unit. */
    private Actor ofUnit(Actor asker) {
        if (!asker.is(Role.PARTNER)) {
            return asker;
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
        return accounts.mandates(asker.id(), today).stream()
                .flatMap(mandate -> rules.unitOf(mandate.creditCode()).stream())
                .findFirst()
                .map(unit -> new Actor(asker.id(), asker.roles(), unit))
                .orElseThrow(() -> Refusal.forbidden("photo-department-unknown"));
    }

    private Standing standing(PhotoRequest request) {
        return shares.consents(request.owner()).stream()
                .filter(consent -> consent.purpose().equals(request.purpose()) && consent.covers(request.unit()))
                // What was said to a unit itself counts more than what was said to one above it.
                .max(Comparator.comparingInt(consent -> consent.receiver().length()))
                .map(PhotoConsent::standing)
                .orElse(Standing.NONE);
    }

    /** For steps. */
    PhotoRequest running(String id) {
        return shares.request(id)
                .orElseThrow(() -> new IllegalStateException("a process runs without its request: " + id));
    }

    void allow(PhotoRequest request) {
        if (request.status() == Status.WAITING) {
            boolean byLaw = rules.purpose(request.purpose()).byLawFor(request.unit());
            shares.update(
                    request.allowed(byLaw ? Basis.LAW : Basis.CONSENT, now().plus(Duration.ofDays(rules.openDays()))));
        }
    }

    void end(PhotoRequest request, Status how) {
        if (request.status() == Status.WAITING || request.status() == Status.ALLOWED) {
            shares.update(request.ended(how));
            if (how == Status.REFUSED) {
                record(request, request.requestedBy(), request.unit(), null);
            }
        }
    }

    /**
     * The rendition, for the unit that asked; outside of a transaction, because it is cut now. Whoever tries in vain, from
     * another unit too, is on record.
     *
     * @throws Refusal {@code photo-request-unknown}, {@code photo-not-shared}, {@code photo-none-fitting},
     *     {@code photo-department-unknown}
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public byte[] read(Actor reader, String id) {
        Actor clerk = ofUnit(reader);
        PhotoRequest request = shares.request(id).orElseThrow(() -> Refusal.notFound("photo-request-unknown"));
        if (!clerk.worksFor(request.unit())) {
            throw refused(request, clerk, Refusal.notFound("photo-request-unknown"));
        }
        boolean open = request.status() == Status.ALLOWED
                && now().isBefore(request.dueAt())
                && (request.basis() == Basis.LAW || standing(request) == Standing.GIVEN);
        if (!open) {
            throw refused(request, clerk, Refusal.forbidden("photo-not-shared"));
        }
        Photo photo = library.usable(request.owner(), request.spec())
                .orElseThrow(() -> refused(request, clerk, Refusal.notFound("photo-none-fitting")));
        byte[] rendition = library.rendition(photo, request.spec());
        together.executeWithoutResult(status -> record(request, clerk.id(), clerk.unit(), request.basis()));
        return rendition;
    }

    private Refusal refused(PhotoRequest request, Actor clerk, Refusal why) {
        together.executeWithoutResult(status -> record(request, clerk.id(), clerk.unit(), null));
        return why;
    }

    private void record(PhotoRequest request, String reader, String unit, Basis basis) {
        shares.append(new PhotoAccess(
                UUID.randomUUID().toString(),
                request.owner(),
                now(),
                reader,
                unit,
                request.spec(),
                request.purpose(),
                request.about(),
                basis,
                basis == null ? Result.REFUSED : Result.READ));
    }

    /**
     * The photograph that goes with an application for an item; the library's, before a new one is taken.
     *
     * @param reader who sees the case; the owner himself leaves no record
     * @param caseNumber for the record
     * @throws Refusal {@code photo-none-fitting} when the item needs none, or one must be taken
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public byte[] forItem(Actor reader, String owner, String item, String caseNumber) {
        if (catalogue.item(item).photo() == ServiceItem.Photo.NONE) {
            throw Refusal.notFound("photo-none-fitting");
        }
        String spec = rules.spec(item);
        Photo photo = library.usable(owner, spec).orElseThrow(() -> Refusal.notFound("photo-none-fitting"));
        byte[] rendition = library.rendition(photo, spec);
        if (!reader.id().equals(owner)) {
            together.executeWithoutResult(status -> shares.append(new PhotoAccess(
                    UUID.randomUUID().toString(),
                    owner,
                    now(),
                    reader.id(),
                    reader.unit(),
                    spec,
                    item,
                    caseNumber,
                    Basis.APPLICATION,
                    Result.READ)));
        }
        return rendition;
    }

    /** @throws Refusal {@code photo-request-unknown} when there is none, or it is neither the actor's nor his unit's */
    PhotoRequest visibleTo(Actor asker, String id) {
        Actor actor = ofUnit(asker);
        return shares.request(id)
                .filter(request -> request.owner().equals(actor.id()) || actor.worksFor(request.unit()))
                .orElseThrow(() -> Refusal.notFound("photo-request-unknown"));
    }

    /** Those to the person, or those of the unit; the last two hundred, the newest first. */
    List<PhotoRequest> requests(Actor asker) {
        Actor actor = ofUnit(asker);
        return actor.unit().isEmpty()
                ? shares.requestsTo(actor.id(), MOST_SHOWN)
                : shares.requestsOf(actor.unit(), MOST_SHOWN);
    }

    /** The owner says yes or no to one request; what he says counts for that unit and purpose from now on. */
    public PhotoRequest answer(Actor owner, String id, boolean consents) {
        PhotoRequest request = shares.request(id)
                .filter(asked -> asked.owner().equals(owner.id()))
                .orElseThrow(() -> Refusal.notFound("photo-request-unknown"));
        say(owner.id(), request.unit(), request.purpose(), consents);
        return running(id);
    }

    /** @throws Refusal {@code unit-unknown}, {@code photo-purpose-unknown} */
    public PhotoConsent give(Actor owner, String receiver, String purpose) {
        rules.purpose(purpose);
        if (!units.exists(receiver)) {
            throw Refusal.invalid("receiver", "unit-unknown");
        }
        return say(owner.id(), receiver, purpose, true);
    }

    /** @throws Refusal {@code photo-consent-unknown} */
    public PhotoConsent withdraw(Actor owner, String id) {
        PhotoConsent consent = shares.consents(owner.id()).stream()
                .filter(given -> given.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("photo-consent-unknown"));
        return say(owner.id(), consent.receiver(), consent.purpose(), false);
    }

    private PhotoConsent say(String owner, String receiver, String purpose, boolean yes) {
        Instant now = now();
        Optional<PhotoConsent> said = consent(owner, receiver, purpose);
        if (said.isPresent()) {
            shares.update(yes ? said.get().given(now) : said.get().ended(now));
        } else {
            String id = UUID.randomUUID().toString();
            shares.insert(new PhotoConsent(id, owner, receiver, purpose, yes ? now : null, yes ? null : now, 0));
        }
        for (PhotoRequest request : shares.open(owner, purpose)) {
            settle(request);
        }
        return consent(owner, receiver, purpose).orElseThrow();
    }

    private Optional<PhotoConsent> consent(String owner, String receiver, String purpose) {
        return shares.consents(owner).stream()
                .filter(consent ->
                        consent.receiver().equals(receiver) && consent.purpose().equals(purpose))
                .findFirst();
    }

    private void settle(PhotoRequest request) {
        Standing standing = standing(request);
        boolean waiting = request.status() == Status.WAITING;
        if (waiting && standing == Standing.GIVEN) {
            workflow.deliver("photo-consent-given", request.id());
        } else if (waiting && standing == Standing.ENDED) {
            workflow.deliver("photo-consent-refused", request.id());
        } else if (!waiting && standing != Standing.GIVEN) {
            workflow.deliver("photo-consent-withdrawn", request.id());
        }
    }

    List<PhotoConsent> consents(Actor owner) {
        return shares.consents(owner.id());
    }

    /** The last two hundred, the newest first. */
    List<PhotoAccess> accesses(Actor owner) {
        return shares.accesses(owner.id(), MOST_SHOWN);
    }

    private Instant now() {
        return Times.toMillis(clock.instant());
    }
}
