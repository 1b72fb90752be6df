package org.onewindow.portal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.onewindow.identity.Units;
import org.onewindow.photo.PhotoReports;
import org.onewindow.photo.PhotoReports.Feedback;
import org.onewindow.photolibrary.PhotoLibrary;
import org.onewindow.photolibrary.PhotoSharing;
import org.onewindow.photolibrary.PhotoViews;
import org.onewindow.photolibrary.PhotoViews.PhotoView;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.view.RedirectView;

/** A citizen's photograph: taking it with a phone, who may have it, and who has had it. */
@Controller
@RequestMapping("/portal/photo")
class PhotoPages {

    private static final String HOME = "/portal/photo";
    private static final int MOST_BYTES = 6 * 1024 * 1024;

    private final PhotoLibrary library;
    private final PhotoSharing sharing;
    private final PhotoViews views;
    private final PhotoReports reports;
    private final Units units;
    private final Words words;

    PhotoPages(
            PhotoLibrary library,
            PhotoSharing sharing,
            PhotoViews views,
            PhotoReports reports,
            Units units,
            Words words) {
        this.library = library;
        this.sharing = sharing;
        this.views = views;
        this.reports = reports;
        this.units = units;
        this.words = words;
    }

    @GetMapping
    String mine(Actor actor, Locale locale, Model page) {
        page.addAttribute(
                "photo",
                views.photos(actor, locale).stream()
                        .filter(PhotoView::current)
                        .findFirst()
                        .orElse(null));
        page.addAttribute("requests", views.requests(actor, locale));
        page.addAttribute("consents", views.consents(actor, locale));
        page.addAttribute("accesses", views.accesses(actor, locale));
        page.addAttribute("purposes", views.purposes(locale));
        page.addAttribute("units", units.all());
        page.addAttribute("english", locale.getLanguage().equals("en"));
        return "portal/photo";
    }

    /** The only page that may use the camera. */
    @GetMapping("/camera")
    String camera(HttpServletResponse response) {
        response.setHeader("Permissions-Policy", "camera=(self)");
        return "portal/camera";
    }

    /** Keeps the photograph, or says on the same page what to change. */
    @PostMapping
    Object take(Actor actor, Locale locale, @RequestPart MultipartFile photo, HttpServletResponse response, Model page)
            throws IOException {
        byte[] file = photo.getBytes();
        try {
            library.take(actor, file);
            return See.other(HOME);
        } catch (Refusal refusal) {
            List<String> rules = refusal.code().equals("photo-fails-check")
                    ? reports.feedback(file, locale).advice()
                    : List.of();
            page.addAttribute("wrong", rules.isEmpty() ? told(refusal) : rules);
            response.setStatus(refusal.kind().status());
            return mine(actor, locale, page);
        }
    }

    private List<String> told(Refusal refusal) {
        return words.wrong(refusal.defects()).stream().map(Words.Wrong::text).toList();
    }

    /** For the camera page, while somebody stands before it. Nothing is kept. */
    @PostMapping(path = "/check", consumes = MediaType.IMAGE_JPEG_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Feedback> check(Locale locale, InputStream photo) throws IOException {
        byte[] file = photo.readNBytes(MOST_BYTES);
        try {
            return ResponseEntity.ok(reports.feedback(file, locale));
        } catch (Refusal refusal) {
            return ResponseEntity.status(HttpStatus.valueOf(refusal.kind().status()))
                    .body(new Feedback(told(refusal), List.of()));
        }
    }

    @GetMapping("/{id}/picture")
    ResponseEntity<byte[]> picture(Actor actor, @PathVariable String id) {
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .cacheControl(CacheControl.noStore())
                .body(library.picture(actor, id));
    }

    @PostMapping("/{id}/deletion")
    RedirectView delete(Actor actor, @PathVariable String id) {
        library.delete(actor, id);
        return See.other(HOME);
    }

    @PostMapping("/requests/{id}/answer")
    RedirectView answer(Actor actor, @PathVariable String id, @RequestParam boolean consent) {
        sharing.answer(actor, id, consent);
        return See.other(HOME);
    }

    @PostMapping("/consents")
    RedirectView give(Actor actor, @RequestParam String receiver, @RequestParam String purpose) {
        sharing.give(actor, receiver, purpose);
        return See.other(HOME);
    }

    @PostMapping("/consents/{id}/withdrawal")
    RedirectView withdraw(Actor actor, @PathVariable String id) {
        sharing.withdraw(actor, id);
        return See.other(HOME);
    }
}
