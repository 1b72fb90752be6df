package org.onewindow.catalogue;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.onewindow.catalogue.ItemViews.ItemEntry;
import org.onewindow.catalogue.ItemViews.ItemGuide;
import org.onewindow.catalogue.ItemViews.ItemVersion;
import org.onewindow.catalogue.ServiceItem.Category;
import org.onewindow.shared.Actor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue, for everybody. */
@RestController
@RequestMapping("/api/service-items")
class ItemController {

    private final ItemViews views;
    private final ItemPublications publications;

    ItemController(ItemViews views, ItemPublications publications) {
        this.views = views;
        this.publications = publications;
    }

    @GetMapping
    List<ItemEntry> serviceItems(
            Locale locale,
            @RequestParam(required = false) String q,
            @RequestParam(required = false) Category category) {
        return views.entries(q, category, locale);
    }

    /** Every version, so that anybody can see what held on a day and what will change. */
    @GetMapping("/{code}/versions")
    List<ItemVersion> itemVersions(@PathVariable String code) {
        return views.versions(code);
    }

    @PutMapping("/{code}/versions/{effectiveFrom}")
    List<ItemVersion> publish(
            Actor actor,
            @PathVariable String code,
            @PathVariable LocalDate effectiveFrom,
            @RequestBody ItemPublications.Publication publication) {
        publications.publish(actor, code, effectiveFrom, publication);
        return views.versions(code);
    }

    @GetMapping("/{code}")
    ItemGuide serviceItem(Locale locale, @PathVariable String code) {
        return views.guide(code, locale);
    }
}
