package org.onewindow.photolibrary;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.onewindow.photolibrary.PhotoViews.PhotoAccessView;
import org.onewindow.photolibrary.PhotoViews.PhotoConsentView;
import org.onewindow.photolibrary.PhotoViews.PhotoRequestView;
import org.onewindow.photolibrary.PhotoViews.PurposeView;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Idempotent;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SharingController {

    /** @param about number of the case it is for, as the unit that asks writes it */
    record PhotoWanted(
            @NotBlank @Size(max = 18) String citizenId,
            @NotBlank @Size(max = 40) String spec,
            @NotBlank @Size(max = 60) String purpose,
            @NotBlank @Size(max = 60) String about) {

        /** Names nobody. */
        @Override
        public String toString() {
            return "PhotoWanted[" + spec + ", " + purpose + "]";
        }
    }

    /** @param receiver code of a unit; all units below it are meant too */
    record ConsentGiven(
            @NotBlank @Size(max = 60) String receiver,
            @NotBlank @Size(max = 60) String purpose) {}

    record Answer(@NotNull Boolean consent) {}

    private final PhotoSharing sharing;
    private final PhotoViews views;

    SharingController(PhotoSharing sharing, PhotoViews views) {
        this.sharing = sharing;
        this.views = views;
    }

    /** What a photograph may be asked for, and which of it a law opens. */
    @GetMapping("/api/photo-purposes")
    List<PurposeView> photoPurposes(Locale locale) {
        return views.purposes(locale);
    }

    /** A unit asks for a person's photograph. The status says whether it is allowed, refused, or waits for the person. */
    @PostMapping("/api/photo-requests")
    @Idempotent
    ResponseEntity<PhotoRequestView> request(Actor actor, Locale locale, @Valid @RequestBody PhotoWanted wanted) {
        PhotoRequest request =
                sharing.request(actor, wanted.citizenId(), wanted.spec(), wanted.purpose(), wanted.about());
        return ResponseEntity.created(URI.create("/api/photo-requests/" + request.id()))
                .body(views.request(request, locale));
    }

    /** What is asked of the caller, or what his unit has asked. */
    @GetMapping("/api/photo-requests")
    List<PhotoRequestView> requests(Actor actor, Locale locale) {
        return views.requests(actor, locale);
    }

    @GetMapping("/api/photo-requests/{id}")
    PhotoRequestView one(Actor actor, Locale locale, @PathVariable String id) {
        return views.request(sharing.visibleTo(actor, id), locale);
    }

    /** The photograph, as long as it is allowed; each call is on record for the person. */
    @GetMapping("/api/photo-requests/{id}/rendition")
    ResponseEntity<byte[]> rendition(Actor actor, @PathVariable String id) {
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .cacheControl(CacheControl.noStore())
                .body(sharing.read(actor, id));
    }

    @PostMapping("/api/photo-requests/{id}/answer")
    PhotoRequestView answer(Actor actor, Locale locale, @PathVariable String id, @Valid @RequestBody Answer answer) {
        return views.request(sharing.answer(actor, id, answer.consent()), locale);
    }

    @GetMapping("/api/photo-consents")
    List<PhotoConsentView> consents(Actor actor, Locale locale) {
        return views.consents(actor, locale);
    }

    @PostMapping("/api/photo-consents")
    PhotoConsentView give(Actor actor, Locale locale, @Valid @RequestBody ConsentGiven given) {
        return views.consent(sharing.give(actor, given.receiver(), given.purpose()), locale);
    }

    @PostMapping("/api/photo-consents/{id}/withdrawal")
    PhotoConsentView withdraw(Actor actor, Locale locale, @PathVariable String id) {
        return views.consent(sharing.withdraw(actor, id), locale);
    }

    /** Who has used the caller's photograph, and who tried in vain. */
    @GetMapping("/api/photo-accesses")
    List<PhotoAccessView> accesses(Actor actor, Locale locale) {
        return views.accesses(actor, locale);
    }
}
