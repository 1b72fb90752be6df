package org.onewindow.desk;

import java.util.List;
import java.util.Locale;
import org.onewindow.photo.Photographs;
import org.onewindow.photolibrary.PhotoSharing;
import org.onewindow.photolibrary.PhotoViews;
import org.onewindow.photolibrary.PhotoViews.Coded;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A unit asks for a person's photograph for a document and a purpose, and looks at what it was allowed. */
@Controller
@RequestMapping("/desk/photo/requests")
class DeskPhotoRequestController {

    private static final int LONGEST = 60;

    private final PhotoSharing sharing;
    private final PhotoViews views;
    private final Photographs photographs;
    private final Words words;

    DeskPhotoRequestController(PhotoSharing sharing, PhotoViews views, Photographs photographs, Words deskWords) {
        this.sharing = sharing;
        this.views = views;
        this.photographs = photographs;
        words = deskWords;
    }

    /** @param look id of the request whose photograph is shown; without it nobody's is */
    @GetMapping
    ModelAndView requests(Actor clerk, Locale locale, @RequestParam(defaultValue = "") String look) {
        return page(clerk, locale).addObject("look", look);
    }

    @PostMapping
    Object ask(
            Actor clerk,
            Locale locale,
            @RequestParam(defaultValue = "") String citizenId,
            @RequestParam(defaultValue = "") String spec,
            @RequestParam(defaultValue = "") String purpose,
            @RequestParam(defaultValue = "") String about) {
        try {
            new Defects()
                    .require(!citizenId.isBlank(), "citizenId", "missing")
                    .require(!about.isBlank(), "about", "missing")
                    .require(about.length() <= LONGEST, "about", "length")
                    .refuse();
            sharing.request(clerk, citizenId.strip(), spec, purpose, about.strip());
            return See.other("/desk/photo/requests");
        } catch (Refusal refusal) {
            ModelAndView page = page(clerk, locale);
            page.setStatus(HttpStatus.valueOf(refusal.kind().status()));
            page.addObject("wrong", words.wrong(refusal));
            return page;
        }
    }

    /** Each call is on record for the person. */
    @GetMapping("/{id}/picture")
    ResponseEntity<byte[]> picture(Actor clerk, @PathVariable String id) {
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .cacheControl(CacheControl.noStore())
                .body(sharing.read(clerk, id));
    }

    private ModelAndView page(Actor clerk, Locale locale) {
        var page = new ModelAndView("desk/photo-requests");
        page.addObject("requests", views.requests(clerk, locale));
        page.addObject("purposes", views.purposes(locale));
        page.addObject(
                "specs",
                photographs.specs().stream()
                        .map(code -> new Coded(code, photographs.name(code, locale)))
                        .toList());
        page.addObject("look", "");
        page.addObject("wrong", List.of());
        return page;
    }
}
