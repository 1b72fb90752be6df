package org.onewindow.portal;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.catalogue.Catalogue;
import org.onewindow.catalogue.ServiceItem;
import org.onewindow.exchange.Transfers;
import org.onewindow.service.ServiceApplication;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Applying here for what another city decides (跨城通办): one form, then the answers once more. Nothing is kept before it is
 * sent, for the letter to the other city goes with it.
 */
@Controller
@RequestMapping("/portal/items/{code}/elsewhere")
class ElsewherePages {

    private final Transfers transfers;
    private final ServicePages services;
    private final Catalogue catalogue;
    private final Words words;
    private final Clock clock;

    ElsewherePages(Transfers transfers, ServicePages services, Catalogue catalogue, Words words, Clock clock) {
        this.transfers = transfers;
        this.services = services;
        this.catalogue = catalogue;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping
    String ask(@PathVariable String code, Model page) {
        return form(code, new Typed(new LinkedMultiValueMap<>()), page);
    }

    /** Shows the answers, to be sent or changed. */
    @PostMapping
    String check(
            @PathVariable String code,
            @RequestParam MultiValueMap<String, String> fields,
            @RequestParam(required = false) String change,
            Model page,
            HttpServletResponse response) {
        var typed = new Typed(fields);
        try {
            if (change != null) {
                return form(code, typed, page);
            }
            read(code, typed);
            return answers(code, typed, page);
        } catch (Refusal refused) {
            return again(code, typed, refused, page, response);
        }
    }

    @PostMapping("/submission")
    Object send(
            Actor actor,
            @PathVariable String code,
            @RequestParam MultiValueMap<String, String> fields,
            Model page,
            HttpServletResponse response) {
        var typed = new Typed(fields);
        try {
            ServiceApplication application = read(code, typed);
            return See.other("/portal/cases/"
                    + transfers.apply(actor, typed.one("region"), application).id() + "/sent");
        } catch (Refusal refused) {
            return again(code, typed, refused, page, response);
        }
    }

    private String again(String code, Typed typed, Refusal refused, Model page, HttpServletResponse response) {
        if (refused.kind() == Refusal.Kind.NOT_FOUND) {
            throw refused;
        }
        response.setStatus(refused.kind().status());
        page.addAttribute("errors", services.wrong(item(code), refused));
        return form(code, typed, page);
    }

    private ServiceApplication read(String code, Typed typed) {
        new Defects()
                .require(cities(code).containsKey(typed.one("region")), "region", "missing")
                .refuse();
        return ServicePages.read(item(code), typed);
    }

    private ServiceItem item(String code) {
        return catalogue.offered(code, LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE));
    }

    /** @throws Refusal when no other city decides on it */
    private Map<String, String> cities(String code) {
        Map<String, String> names = transfers.cities(item(code), words.locale());
        if (names.isEmpty()) {
            throw Refusal.notFound("item-not-across", code);
        }
        return names;
    }

    private String form(String code, Typed typed, Model page) {
        page.addAttribute("regions", cities(code));
        page.addAttribute("code", code);
        page.addAttribute("item", item(code).name(words.locale()));
        page.addAttribute("typed", typed);
        page.addAttribute("units", services.unitNames());
        page.addAttribute("deliveries", services.deliveries(item(code)));
        page.addAttribute("fields", services.asked(item(code)));
        return "portal/elsewhere";
    }

    private String answers(String code, Typed typed, Model page) {
        List<ApplyPages.Row> rows = new ArrayList<>();
        add(rows, "region", cities(code).get(typed.one("region")));
        add(rows, "unit", services.unitNames().get(typed.one("unit")));
        add(rows, "delivery", services.deliveries(item(code)).get(typed.one("delivery")));
        add(rows, "address", typed.one("address"));
        List<String> kept = new ArrayList<>(List.of("region", "unit", "delivery", "address", "note"));
        item(code).form().forEach(field -> {
            String name = ServicePages.FORM + field.name();
            String answer = typed.one(name);
            kept.add(name);
            if (!answer.isBlank()) {
                String shown = field.options().containsKey(answer)
                        ? field.options().get(answer).in(words.locale())
                        : answer;
                rows.add(new ApplyPages.Row(field.label().in(words.locale()), shown, name));
            }
        });
        add(rows, "note", typed.one("note"));
        page.addAttribute("code", code);
        page.addAttribute("item", item(code).name(words.locale()));
        page.addAttribute("rows", rows);
        page.addAttribute("typed", typed);
        page.addAttribute("kept", kept);
        return "portal/elsewhere-check";
    }

    private void add(List<ApplyPages.Row> rows, String field, String value) {
        if (value != null && !value.isBlank()) {
            rows.add(new ApplyPages.Row(words.field(field), value, field));
        }
    }
}
