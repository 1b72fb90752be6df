package org.onewindow.portal;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.onewindow.audit.Audit;
import org.onewindow.catalogue.Catalogue;
import org.onewindow.identity.Units;
import org.onewindow.outlet.Outlets;
import org.onewindow.privacy.MyData;
import org.onewindow.restriction.Zones;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Mobile;
import org.onewindow.shared.Refusal;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** What the office keeps about the reader, who has seen it, and what he can do about it. */
@Controller
@RequestMapping("/portal/my-data")
class MyDataPages {

    private static final String HERE = "/portal/my-data";

    /** Names of what is kept. */
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("name", "page.privacy.field.name"),
            Map.entry("idNo", "page.privacy.field.idNo"),
            Map.entry("mobile", "page.privacy.field.mobileNow"),
            Map.entry("login", "page.privacy.field.login"),
            Map.entry("roles", "page.privacy.field.roles"),
            Map.entry("unit", "page.privacy.field.unit"),
            Map.entry("companies", "page.privacy.field.companies"),
            Map.entry("item", "page.privacy.field.item"),
            Map.entry("status", "page.privacy.field.status"),
            Map.entry("subject", "page.privacy.field.subject"),
            Map.entry("reason", "page.privacy.field.reason"),
            Map.entry("notes", "page.privacy.field.notes"),
            Map.entry("plate", "page.privacy.field.plate"),
            Map.entry("creditCode", "page.privacy.field.creditCode"),
            Map.entry("zones", "page.privacy.field.zones"),
            Map.entry("route", "page.privacy.field.route"),
            Map.entry("purpose", "page.privacy.field.purpose"),
            Map.entry("pass", "page.privacy.field.pass"),
            Map.entry("contact.name", "page.privacy.field.contactName"),
            Map.entry("contact.mobile", "page.privacy.field.contactMobile"),
            Map.entry("driver.licenceNumber", "page.privacy.field.licence"),
            Map.entry("delivery", "page.privacy.field.delivery"),
            Map.entry("note", "page.privacy.field.note"),
            Map.entry("form", "page.privacy.field.form"),
            Map.entry("owed", "page.privacy.field.owed"),
            Map.entry("address", "page.privacy.field.address"),
            Map.entry("outlet", "page.privacy.field.outlet"),
            Map.entry("startsAt", "page.privacy.field.startsAt"),
            Map.entry("text", "page.privacy.field.text"),
            Map.entry("picture", "page.privacy.field.picture"),
            Map.entry("mail", "page.privacy.field.mail"),
            Map.entry("institution", "page.privacy.field.institution"),
            Map.entry("number", "page.privacy.field.number"),
            Map.entry("examinedOn", "page.privacy.field.examinedOn"),
            Map.entry("fit", "page.privacy.field.fit"),
            Map.entry("region", "page.privacy.field.region"),
            Map.entry("letters", "page.privacy.field.letters"),
            Map.entry("level", "page.privacy.field.level"),
            Map.entry("answer", "page.privacy.field.answer"),
            Map.entry("relatives", "page.privacy.field.relatives"));

    private static final Set<String> HEADS = Set.of("item", "plate");

    /** Shown with their ends only: the owner knows them, and who looks over his shoulder need not. */
    private static final Set<String> MASKED =
            Set.of("idNo", "mobile", "mail", "contact.mobile", "driver.licenceNumber");

    /** A citizen ID number in the middle of a text. */
    private static final Pattern NUMBER = Pattern.compile("\\d{17}[\\dX]");

    /** An instant as it is kept. */
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z");

    private static final Pattern MIDDLE = Pattern.compile("(?<=.{3}).(?=.{4})");

    /**
     * @param value masked where it must be
     * @param heads whether one record is told from another of its kind by it
     */
    record Shown(String label, String value, boolean heads) {

        /** A record would print what it shows. */
        @Override
        public String toString() {
            return "Shown[" + label + "]";
        }
    }

    private final MyData data;
    private final Catalogue catalogue;
    private final Outlets outlets;
    private final Units units;
    private final Zones zones;
    private final Words words;

    MyDataPages(MyData data, Catalogue catalogue, Outlets outlets, Units units, Zones zones, Words words) {
        this.data = data;
        this.catalogue = catalogue;
        this.outlets = outlets;
        this.units = units;
        this.zones = zones;
        this.words = words;
    }

    @GetMapping
    String all(Actor actor, Locale locale, @RequestParam(required = false) String saved, Model page) {
        Audit.about(actor.id());
        show(actor, locale, page);
        page.addAttribute("saved", saved != null);
        return "portal/my-data";
    }

    private void show(Actor actor, Locale locale, Model page) {
        MyData.Everything all = data.everything(actor, locale);
        var fields = new HashMap<String, List<Shown>>();
        all.records().forEach(one -> fields.put(one.kind() + one.id(), shown(one)));
        page.addAttribute("all", all);
        page.addAttribute("fields", fields);
        page.addAttribute("looks", data.looks(actor, locale));
    }

    private List<Shown> shown(MyData.RecordView of) {
        return of.fields().entrySet().stream()
                .map(field -> new Shown(
                        words.text(FIELDS.get(field.getKey())),
                        said(of.kind(), field.getKey(), field.getValue()),
                        HEADS.contains(field.getKey())))
                .toList();
    }

    /** In words where a code is kept, and in local time. */
    private String said(String kind, String field, String value) {
        return switch (field) {
            case "roles" -> each(value, role -> words.text("page.privacy.role." + role));
            case "item" -> each(value, this::item);
            case "zones" -> each(value, zone -> zones.name(zone, words.locale()));
            case "unit" -> units.name(value, words.locale());
            case "outlet" -> outlet(value);
            case "delivery" -> words.text("page.portal.delivery." + value.toLowerCase(Locale.ROOT));
            case "status" -> kind.equals("case") ? words.text("case.status." + value) : value;
            default -> MASKED.contains(field) ? MIDDLE.matcher(value).replaceAll("*") : text(value);
        };
    }

    private String each(String codes, UnaryOperator<String> name) {
        return Arrays.stream(codes.split(",")).map(name).collect(Collectors.joining(words.text("page.and")));
    }

    private String item(String code) {
        return catalogue.all().stream()
                .filter(item -> item.code().equals(code))
                .findFirst()
                .map(item -> item.name(words.locale()))
                .orElse(code);
    }

    private String outlet(String code) {
        return outlets.offering(null, null).stream()
                .filter(outlet -> outlet.code().equals(code))
                .findFirst()
                .map(outlet -> outlet.name(words.locale()))
                .orElse(code);
    }

    private String text(String value) {
        String masked = NUMBER.matcher(value)
                .replaceAll(found -> MIDDLE.matcher(found.group()).replaceAll("*"));
        return MOMENT.matcher(masked).replaceAll(found -> words.moment(Instant.parse(found.group())));
    }

    /** The same as a file that a machine can read. */
    @GetMapping(path = "/export", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<MyData.Everything> export(Actor actor, Locale locale) {
        Audit.about(actor.id());
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"my-data.json\"")
                .body(data.everything(actor, locale));
    }

    @PostMapping("/mobile")
    Object correct(Actor actor, Locale locale, @RequestParam(defaultValue = "") String mobile, Model page) {
        try {
            data.correctMobile(actor, Mobile.parse(mobile));
        } catch (Refusal refused) {
            show(actor, locale, page);
            page.addAttribute("errors", words.wrong(refused.defects()));
            return "portal/my-data";
        }
        return See.other(HERE + "?saved");
    }

    @PostMapping("/erasure")
    View ask(Actor actor) {
        data.askErasure(actor);
        return See.other(HERE);
    }

    @PostMapping("/erasure-withdrawal")
    View takeBack(Actor actor) {
        data.takeBackErasure(actor);
        return See.other(HERE);
    }
}
