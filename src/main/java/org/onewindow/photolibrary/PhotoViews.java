package org.onewindow.photolibrary;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.onewindow.catalogue.Catalogue;
import org.onewindow.identity.Units;
import org.onewindow.photo.Photographs;
import org.onewindow.shared.Actor;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What of the library is shown, in the reader's language. */
@Component
public class PhotoViews {

    public record Coded(String code, String text) {}

    /** @param usableUntil the last day for this document */
    public record UseView(String spec, String name, LocalDate usableUntil) {}

    /**
     * @param outlet where a clerk took it, or {@code null} when its owner sent it himself
     * @param uses empty for one that is no longer current
     */
    public record PhotoView(
            String id,
            Instant takenAt,
            String outlet,
            boolean current,
            Instant replacedAt,
            Instant deletedAt,
            List<UseView> uses) {}

    /** @param law what opens photographs to that end, or {@code null} where only the person can */
    public record PurposeView(String code, String text, String law) {}

    /** @param until when waiting ends, or fetching */
    public record PhotoRequestView(
            String id, Coded unit, Coded spec, Coded purpose, String about, Instant at, Coded status, Instant until) {}

    /** @param endedAt {@code null} while it holds */
    public record PhotoConsentView(String id, Coded receiver, Coded purpose, Instant givenAt, Instant endedAt) {}

    /** @param basis why it was allowed, or {@code null} when it was not */
    public record PhotoAccessView(
            Instant at, Coded unit, Coded spec, Coded purpose, String about, Coded basis, Coded result) {}

    private final PhotoLibrary library;
    private final PhotoSharing sharing;
    private final LibraryRules rules;
    private final Photographs photographs;
    private final Catalogue catalogue;
    private final Units units;
    private final MessageSource messages;

    PhotoViews(
            PhotoLibrary library,
            PhotoSharing sharing,
            LibraryRules rules,
            Photographs photographs,
            Catalogue catalogue,
            Units units,
            MessageSource messages) {
        this.library = library;
        this.sharing = sharing;
        this.rules = rules;
        this.photographs = photographs;
        this.catalogue = catalogue;
        this.units = units;
        this.messages = messages;
    }

    /** All of a person's photographs, the newest first. */
    public List<PhotoView> photos(Actor owner, Locale locale) {
        return library.of(owner).stream().map(photo -> photo(photo, locale)).toList();
    }

    /** What people have asked of him, or what his unit has asked of people; the newest first. */
    public List<PhotoRequestView> requests(Actor actor, Locale locale) {
        return sharing.requests(actor).stream()
                .map(request -> request(request, locale))
                .toList();
    }

    public List<PhotoConsentView> consents(Actor owner, Locale locale) {
        return sharing.consents(owner).stream()
                .map(consent -> consent(consent, locale))
                .toList();
    }

    /** Who has used a person's photograph, or tried to; the newest first. */
    public List<PhotoAccessView> accesses(Actor owner, Locale locale) {
        return sharing.accesses(owner).stream()
                .map(access -> new PhotoAccessView(
                        access.at(),
                        unit(access.unit(), locale),
                        spec(access.spec(), locale),
                        purpose(access.purpose(), locale),
                        access.about(),
                        access.basis() == null ? null : coded("photo.basis.", access.basis(), locale),
                        coded("photo.access.", access.result(), locale)))
                .toList();
    }

    /** All that a photograph may be asked for. */
    public List<PurposeView> purposes(Locale locale) {
        return rules.purposes().stream()
                .map(purpose -> new PurposeView(purpose.code(), purpose.name(locale), purpose.law()))
                .toList();
    }

    PhotoView photo(Photo photo, Locale locale) {
        return new PhotoView(
                photo.id(),
                photo.takenAt(),
                photo.outlet(),
                photo.current(),
                photo.replacedAt(),
                photo.deletedAt(),
                photo.current()
                        ? photographs.specs().stream()
                                .map(spec -> new UseView(
                                        spec, photographs.name(spec, locale), library.usableUntil(photo, spec)))
                                .toList()
                        : List.of());
    }

    PhotoRequestView request(PhotoRequest request, Locale locale) {
        return new PhotoRequestView(
                request.id(),
                unit(request.unit(), locale),
                spec(request.spec(), locale),
                purpose(request.purpose(), locale),
                request.about(),
                request.requestedAt(),
                coded("photo.request.", request.status(), locale),
                request.dueAt());
    }

    PhotoConsentView consent(PhotoConsent consent, Locale locale) {
        return new PhotoConsentView(
                consent.id(),
                unit(consent.receiver(), locale),
                purpose(consent.purpose(), locale),
                consent.givenAt(),
                consent.endedAt());
    }

    private Coded unit(String code, Locale locale) {
        return new Coded(code, units.name(code, locale));
    }

    private Coded spec(String code, Locale locale) {
        return new Coded(code, photographs.name(code, locale));
    }

    private Coded purpose(String code, Locale locale) {
        return new Coded(
                code,
                rules.find(code)
                        .map(purpose -> purpose.name(locale))
                        .orElseGet(() -> catalogue.item(code).name(locale)));
    }

    private Coded coded(String prefix, Enum<?> code, Locale locale) {
        return new Coded(code.name(), messages.getMessage(prefix + code.name(), null, locale));
    }
}
