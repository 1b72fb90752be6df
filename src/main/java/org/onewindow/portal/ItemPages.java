package org.onewindow.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.onewindow.catalogue.Catalogue;
import org.onewindow.catalogue.ItemViews;
import org.onewindow.catalogue.ItemViews.ItemEntry;
import org.onewindow.catalogue.ServiceItem;
import org.onewindow.catalogue.ServiceItem.Category;
import org.onewindow.catalogue.ServiceItem.Channel;
import org.onewindow.exchange.Transfers;
import org.onewindow.homevisit.HomeVisits;
import org.onewindow.shared.Role;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** For everybody: what the office does, and the guide to each item before anybody sets out (办事指南). */
@Controller
class ItemPages {

    private static final int LONGEST_SEARCH = 60;

    /** Its applications have a form of their own. */
    private static final String TRUCK_PASS = "truck-pass";

    private final ItemViews views;
    private final Catalogue catalogue;
    private final Transfers transfers;
    private final HomeVisits homeVisits;

    ItemPages(ItemViews views, Catalogue catalogue, Transfers transfers, HomeVisits homeVisits) {
        this.views = views;
        this.catalogue = catalogue;
        this.transfers = transfers;
        this.homeVisits = homeVisits;
    }

    /** @param q cut after 60 characters; an unknown category is none */
    @GetMapping("/portal/items")
    String items(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String category,
            Locale locale,
            Model page) {
        String typed = q.strip();
        String searched = typed.substring(0, Math.min(LONGEST_SEARCH, typed.length()));
        page.addAttribute("q", searched);
        Map<String, List<ItemEntry>> groups = views.entries(searched, category(category), locale).stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.category().text(), LinkedHashMap::new, Collectors.toList()));
        page.addAttribute("groups", groups);
        page.addAttribute("found", groups.values().stream().mapToInt(List::size).sum());
        return "portal/items";
    }

    @GetMapping("/portal/items/{code}")
    String item(@PathVariable String code, HttpServletRequest request, Locale locale, Model page) {
        page.addAttribute("item", views.guide(code, locale));
        page.addAttribute(
                "citizen",
                request.getRemoteUser() == null
                        || request.isUserInRole(Role.APPLICANT.name())
                        || request.isUserInRole(Role.AGENT.name()));
        ServiceItem item = catalogue.item(code);
        page.addAttribute("elsewhere", !transfers.cities(item, locale).isEmpty());
        page.addAttribute("noVisit", item.channels().contains(Channel.ONLINE) && item.electronicResult());
        page.addAttribute("atHome", homeVisits.atHome(code));
        page.addAttribute(
                "apply",
                item.process().equals(TRUCK_PASS) ? "/portal/apply" : "/portal/items/" + code + "/application");
        return "portal/item";
    }

    private static Category category(String code) {
        for (Category known : Category.values()) {
            if (known.name().equals(code)) {
                return known;
            }
        }
        return null;
    }
}
