package org.onewindow.photolibrary;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.onewindow.audit.Audit;
import org.onewindow.audit.AuditRecord;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.catalogue.Catalogue;
import org.onewindow.catalogue.ServiceItem;
import org.onewindow.identity.Accounts;
import org.onewindow.photo.Photographs;
import org.onewindow.photo.Photographs.Master;
import org.onewindow.shared.Actor;
import org.onewindow.shared.CitizenId;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.shared.Times;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The verbs of whoever is on a photograph, and of the clerk who takes it. Pictures are judged and cut outside of the
 * transaction, so that no connection waits for them.
 */
@Service
@EnableConfigurationProperties(LibraryRules.class)
public class PhotoLibrary {

    private static final int MOST_SHOWN = 100;
    private static final Duration DAY = Duration.ofDays(1);

    /**
     * What the library has for an item.
     *
     * @param needed whether the item wants a photograph at all; without it the rest is {@code null}
     * @param spec the document it is cut for
     * @param photo id of the photograph that fits, or {@code null} when one must be taken
     * @param takenOn the day on which it was taken, or {@code null}
     * @param usableUntil the last day on which it fits, or {@code null}
     */
    public record Fitting(boolean needed, String spec, String photo, LocalDate takenOn, LocalDate usableUntil) {}

    private final PhotoRepository photos;
    private final Photographs photographs;
    private final LibraryRules rules;
    private final Catalogue catalogue;
    private final Accounts accounts;
    private final Audit audit;
    private final TransactionTemplate together;
    private final Clock clock;

    PhotoLibrary(
            PhotoRepository photos,
            Photographs photographs,
            LibraryRules rules,
            Catalogue catalogue,
            Accounts accounts,
            Audit audit,
            TransactionTemplate together,
            Clock clock) {
        this.photos = photos;
        this.photographs = photographs;
        this.rules = rules;
        this.catalogue = catalogue;
        this.accounts = accounts;
        this.audit = audit;
        this.together = together;
        this.clock = clock;
    }

    /**
     * Takes a photograph that its owner sends himself. It becomes the current one. The same picture again is the same
     * photograph. Of many the oldest pictures are destroyed.
     *
     * @throws Refusal of {@link Photographs#develop}; {@code photo-wrong-sender} for people of the authority, who take others';
     *     {@code photo-replaced} when a newer one has taken its place; {@code photo-too-many-today}
     */
    public Photo take(Actor owner, byte[] file) {
        if (!owner.unit().isEmpty()) {
            throw Refusal.forbidden("photo-wrong-sender");
        }
        return keep(owner, owner.id(), null, photographs.develop(file));
    }

    /**
     * The same by a clerk at a window, of the citizen in front of him.
     *
     * @throws Refusal also {@code photo-outlet-closed}, {@code citizen-id-malformed}, {@code account-unknown}
     */
    public Photo takeAt(Actor clerk, String outlet, String citizenId, byte[] file) {
        if (!clerk.is(Role.CLERK)) {
            throw Refusal.forbidden("photo-wrong-sender");
        }
        if (!rules.takesPhotographs(outlet)) {
            throw Refusal.conflict("photo-outlet-closed", outlet);
        }
        String owner = citizen(citizenId).id();
        return keep(clerk, owner, outlet, photographs.develop(file));
    }

    private Photo keep(Actor actor, String owner, String outlet, Master master) {
        return together.execute(status -> {
            Instant now = Times.toMillis(clock.instant());
            Photo known = photos.same(owner, master).orElse(null);
            if (known != null && !known.current()) {
                throw Refusal.conflict("photo-replaced");
            }
            Photo kept = known;
            if (kept == null) {
                photos.untilFewer(owner, rules.mostADay(), now.minus(DAY)).ifPresent(oldest -> {
                    long seconds = Duration.between(now, oldest.plus(DAY)).toSeconds() + 1;
                    throw Refusal.tooMany("photo-too-many-today", seconds, rules.mostADay());
                });
                String unit = actor.unit().isEmpty() ? null : actor.unit();
                kept = new Photo(UUID.randomUUID().toString(), owner, now, actor.id(), unit, outlet, true, null, null);
                photos.replace(owner, now);
                photos.insert(kept, master);
                photos.destroyAllBut(rules.mostKept(), owner, now);
            }
            audit.record(AuditRecord.of(now, actor, "POST /api/photos", kept.id(), AuditRecord.DONE));
            return kept;
        });
    }

    /** @throws Refusal {@code citizen-id-malformed}, {@code account-unknown} */
    Actor citizen(String citizenId) {
        return accounts.withIdNo(CitizenId.parse(citizenId).value())
                .orElseThrow(() -> Refusal.notFound("account-unknown"));
    }

    /** All there ever were, the newest first; the last hundred. */
    List<Photo> of(Actor owner) {
        return photos.of(owner.id(), MOST_SHOWN);
    }

    /** @throws Refusal {@code photo-unknown} when there is none, it is not the actor's, or it was deleted: told alike */
    public byte[] picture(Actor owner, String id) {
        return master(owned(owner, id)).jpeg();
    }

    /** @throws Refusal as {@link #picture}, and of {@link Photographs#cut} */
    Map<String, byte[]> renditions(Actor owner, String id, Collection<String> specs) {
        Master master = master(owned(owner, id));
        if (specs.isEmpty()) {
            throw Refusal.invalid("spec", "missing");
        }
        return photographs.cut(master, specs);
    }

    private Master master(Photo photo) {
        return photos.master(photo.id()).orElseThrow(() -> Refusal.notFound("photo-unknown"));
    }

    private Photo owned(Actor owner, String id) {
        return photos.find(id, owner.id()).orElseThrow(() -> Refusal.notFound("photo-unknown"));
    }

    /** Destroys it for good; once more changes nothing. */
    public void delete(Actor owner, String id) {
        Photo photo = owned(owner, id);
        together.executeWithoutResult(status -> photos.destroy(photo.id(), clock.instant()));
    }

    /** Whether photographs for the library are taken at this outlet. */
    public boolean takesPhotographs(String outlet) {
        return rules.takesPhotographs(outlet);
    }

    /** Whether the library has what an item needs of this person. */
    public Fitting fitting(String owner, String item) {
        if (catalogue.item(item).photo() == ServiceItem.Photo.NONE) {
            return new Fitting(false, null, null, null, null);
        }
        String spec = rules.spec(item);
        return usable(owner, spec)
                .map(photo -> new Fitting(true, spec, photo.id(), photo.takenOn(), usableUntil(photo, spec)))
                .orElse(new Fitting(true, spec, null, null, null));
    }

    /** The current photograph of a person, unless it is too old for the document. */
    Optional<Photo> usable(String owner, String spec) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
        return photos.current(owner).filter(photo -> !today.isAfter(usableUntil(photo, spec)));
    }

    LocalDate usableUntil(Photo photo, String spec) {
        return rules.usableUntil(spec, photo.takenOn());
    }

    /** One document's rendition of a usable photograph. */
    byte[] rendition(Photo photo, String spec) {
        return photographs.cut(master(photo), List.of(spec)).get(spec);
    }
}
