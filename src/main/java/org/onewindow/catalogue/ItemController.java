package org.onewindow.catalogue;

import java.util.List;
import java.util.Locale;
import org.onewindow.catalogue.ItemViews.ItemEntry;
import org.onewindow.catalogue.ItemViews.ItemGuide;
import org.onewindow.catalogue.ServiceItem.Category;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue, for everybody. */
@RestController
@RequestMapping("/api/service-items")
class ItemController {

    private final ItemViews views;

    ItemController(ItemViews views) {
        this.views = views;
    }

    @GetMapping
    List<ItemEntry> serviceItems(
            Locale locale,
            @RequestParam(required = false) String q,
            @RequestParam(required = false) Category category) {
        return views.entries(q, category, locale);
    }

    @GetMapping("/{code}")
    ItemGuide serviceItem(Locale locale, @PathVariable String code) {
        return views.guide(code, locale);
    }
}
