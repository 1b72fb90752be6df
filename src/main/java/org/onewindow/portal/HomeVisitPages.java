package org.onewindow.portal;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.onewindow.catalogue.Catalogue;
import org.onewindow.catalogue.ServiceItem;
import org.onewindow.homevisit.HomeVisit;
import org.onewindow.homevisit.HomeVisit.Status;
import org.onewindow.homevisit.HomeVisits;
import org.onewindow.outlet.Outlet;
import org.onewindow.outlet.Outlets;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Asking for a visit at home (上门服务): district first, then who, what and where; and what becomes of it. Nobody knows the
 * degrees of his flat, so it lies where the outlet lies that he names as the nearest to it.
 */
@Controller
class HomeVisitPages {

    private static final int LONGEST_ADDRESS = 200;

    /** What became of one item; done is {@code null} while nobody was there. */
    record Line(String name, Boolean done, String note) {}

    record Visit(
            String id,
            Status status,
            Instant requestedAt,
            Instant planBy,
            Instant startsAt,
            Instant endsAt,
            String outlet,
            String address,
            List<Line> lines) {

        /** Never where somebody lives. */
        @Override
        public String toString() {
            return "Visit[" + id + "]";
        }
    }

    private final HomeVisits visits;
    private final Outlets outlets;
    private final Catalogue catalogue;
    private final Words words;

    HomeVisitPages(HomeVisits visits, Outlets outlets, Catalogue catalogue, Words words) {
        this.visits = visits;
        this.outlets = outlets;
        this.catalogue = catalogue;
        this.words = words;
    }

    @GetMapping("/portal/home-visits")
    String mine(Actor actor, Model page) {
        page.addAttribute("visits", visits.of(actor).stream().map(this::visit).toList());
        return "portal/home-visits";
    }

    /**
     * @param item that it is about, from its guide
     * @param division where it is; the districts are shown when it is none of them
     */
    @GetMapping("/portal/home-visits/new")
    String ask(
            @RequestParam(defaultValue = "") String item,
            @RequestParam(defaultValue = "") String division,
            Model page) {
        var fields = new LinkedMultiValueMap<String, String>();
        fields.set("items", item);
        return form(new Typed(fields), division, page);
    }

    @PostMapping("/portal/home-visits")
    Object request(
            Actor actor, @RequestParam MultiValueMap<String, String> fields, Model page, HttpServletResponse response) {
        var typed = new Typed(fields);
        String division = typed.one("division");
        try {
            Outlet nearest = nearest(division, typed.one("near"));
            String address = typed.one("home").strip();
            new Defects()
                    .require(nearest != null, "near", "missing")
                    .require(!address.isEmpty(), "home", "missing")
                    .require(address.length() <= LONGEST_ADDRESS, "home", "length")
                    .require(visits.reasons().contains(typed.one("reason")), "reason", "missing")
                    .require(!items(fields).isEmpty(), "items", "missing")
                    .refuse();
            HomeVisit asked =
                    visits.request(actor, typed.one("reason"), items(fields), division, address, nearest.point());
            return See.other("/portal/home-visits/" + asked.id());
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.INVALID) {
                throw refused;
            }
            response.setStatus(refused.kind().status());
            page.addAttribute("errors", words.wrong(refused.defects()));
            return form(typed, division, page);
        }
    }

    private Outlet nearest(String division, String code) {
        return ofDivision(division).stream()
                .filter(outlet -> outlet.code().equals(code))
                .findFirst()
                .orElse(null);
    }

    private List<Outlet> ofDivision(String division) {
        return outlets.offering(null, null).stream()
                .filter(outlet -> outlet.division().equals(division))
                .toList();
    }

    private static List<String> items(MultiValueMap<String, String> fields) {
        return Stream.of("items", "more")
                .flatMap(input -> fields.getOrDefault(input, List.of()).stream())
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private String form(Typed typed, String division, Model page) {
        page.addAttribute("typed", typed);
        page.addAttribute("division", null);
        List<Outlet> near = ofDivision(division);
        if (near.isEmpty()) {
            var divisions = new LinkedHashMap<String, String>();
            new TreeSet<>(outlets.offering(null, null).stream()
                            .map(Outlet::division)
                            .toList())
                    .forEach(code -> divisions.put(code, words.text("outlet.division." + code)));
            page.addAttribute("divisions", divisions);
            return "portal/home-visit-form";
        }
        page.addAttribute("division", division);
        page.addAttribute("divisionName", words.text("outlet.division." + division));
        var nearest = new LinkedHashMap<String, String>();
        nearest.put("", words.text("page.portal.home.choose"));
        near.forEach(outlet -> nearest.put(outlet.code(), name(outlet)));
        page.addAttribute("outlets", nearest);
        var reasons = new LinkedHashMap<String, String>();
        visits.reasons().forEach(reason -> reasons.put(reason, words.text("home-visit.reason." + reason)));
        page.addAttribute("reasons", reasons);
        var items = new LinkedHashMap<String, String>();
        items.put("", words.text("page.portal.home.choose"));
        catalogue.all().stream()
                .filter(item -> visits.atHome(item.code()))
                .filter(item -> near.stream()
                        .anyMatch(outlet -> outlet.itemGroup(item.code()).isPresent()))
                .forEach(item -> items.put(item.code(), name(item)));
        page.addAttribute("items", items);
        return "portal/home-visit-form";
    }

    @GetMapping("/portal/home-visits/{id}")
    String one(Actor actor, @PathVariable String id, Model page) {
        page.addAttribute("v", visit(visits.own(actor, id)));
        return "portal/home-visit";
    }

    @PostMapping("/portal/home-visits/{id}/cancellation")
    Object cancel(Actor actor, @PathVariable String id, Model page, HttpServletResponse response) {
        try {
            visits.cancel(actor, id);
            return See.other("/portal/home-visits/" + id);
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.CONFLICT) {
                throw refused;
            }
            response.setStatus(refused.kind().status());
            page.addAttribute("errors", List.of(new Words.Wrong("", "", words.text("page.portal.home.over"), "")));
            return one(actor, id, page);
        }
    }

    private Visit visit(HomeVisit told) {
        var results = new LinkedHashMap<String, Line>();
        told.items().forEach(item -> results.put(item, new Line(name(catalogue.item(item)), null, null)));
        visits.results(told.id())
                .forEach(result -> results.computeIfPresent(
                        result.item(), (item, line) -> new Line(line.name(), result.done(), result.note())));
        return new Visit(
                told.id(),
                told.status(),
                told.requestedAt(),
                told.planBy(),
                told.startsAt(),
                told.endsAt(),
                name(outlets.outlet(told.outlet())),
                told.address(),
                List.copyOf(results.values()));
    }

    private String name(ServiceItem item) {
        return item.name(words.locale());
    }

    private String name(Outlet outlet) {
        return outlet.name(words.locale());
    }
}
