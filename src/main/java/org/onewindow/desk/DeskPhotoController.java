package org.onewindow.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.onewindow.counter.Counters;
import org.onewindow.outlet.Outlet;
import org.onewindow.photo.PhotoReports;
import org.onewindow.photo.PhotoReports.Feedback;
import org.onewindow.photolibrary.PhotoLibrary;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** A clerk photographs the citizen in front of him, at an outlet that takes part in the library. */
@Controller
@RequestMapping("/desk/photo")
class DeskPhotoController {

    private static final int MOST_BYTES = 6 * 1024 * 1024;

    private final PhotoLibrary library;
    private final PhotoReports reports;
    private final Counters counters;
    private final Words words;

    DeskPhotoController(PhotoLibrary library, PhotoReports reports, Counters counters, Words deskWords) {
        this.library = library;
        this.reports = reports;
        this.counters = counters;
        words = deskWords;
    }

    /** @param taken that the one before has been kept */
    @GetMapping("/camera")
    ModelAndView camera(
            Actor clerk,
            @RequestParam(required = false) String outlet,
            @RequestParam(required = false) String taken,
            HttpServletResponse response) {
        return page(clerk, outlet, response).addObject("taken", taken != null);
    }

    /** Keeps the photograph, or shows what each rule measured. */
    @PostMapping
    Object take(
            Actor clerk,
            Locale locale,
            @RequestParam(defaultValue = "") String outlet,
            @RequestParam(defaultValue = "") String citizenId,
            @RequestPart MultipartFile photo,
            HttpServletResponse response)
            throws IOException {
        byte[] file = photo.getBytes();
        try {
            new Defects()
                    .require(!outlet.isBlank(), "outlet", "missing")
                    .require(!citizenId.isBlank(), "citizenId", "missing")
                    .refuse();
            library.takeAt(clerk, outlet, citizenId.strip(), file);
            return See.other("/desk/photo/camera?taken&outlet=" + outlet);
        } catch (Refusal refusal) {
            ModelAndView page = page(clerk, outlet, response);
            page.setStatus(HttpStatus.valueOf(refusal.kind().status()));
            page.addObject("wrong", words.wrong(refusal));
            if (refusal.code().equals("photo-fails-check")) {
                page.addObject("report", reports.of(file, locale));
            }
            return page;
        }
    }

    /** While the citizen stands before the camera. Nothing is kept. */
    @PostMapping(path = "/check", consumes = MediaType.IMAGE_JPEG_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Feedback> check(Locale locale, InputStream photo) throws IOException {
        try {
            return ResponseEntity.ok(reports.feedback(photo.readNBytes(MOST_BYTES), locale));
        } catch (Refusal refusal) {
            return ResponseEntity.status(HttpStatus.valueOf(refusal.kind().status()))
                    .body(new Feedback(
                            words.wrong(refusal).stream().map(Words.Wrong::text).toList(), List.of()));
        }
    }

    private ModelAndView page(Actor clerk, String outlet, HttpServletResponse response) {
        response.setHeader("Permissions-Policy", "camera=(self)");
        List<Outlet> open = counters.of(clerk).stream()
                .filter(own -> library.takesPhotographs(own.code()))
                .toList();
        var page = new ModelAndView("desk/photo");
        page.addObject("outlets", open);
        page.addObject("outlet", outlet);
        page.addObject("taken", false);
        page.addObject("report", List.of());
        page.addObject("wrong", List.of());
        return page;
    }
}
