package org.onewindow.portal;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseStatus;
import org.onewindow.casework.Cases;
import org.onewindow.catalogue.ServiceItem;
import org.onewindow.catalogue.ServiceItem.FieldKind;
import org.onewindow.identity.Unit;
import org.onewindow.identity.Units;
import org.onewindow.outlet.Outlet;
import org.onewindow.outlet.Outlets;
import org.onewindow.photolibrary.PhotoLibrary;
import org.onewindow.portal.ApplyPages.Row;
import org.onewindow.service.ServiceApplication;
import org.onewindow.service.ServiceApplication.Delivery;
import org.onewindow.service.ServiceApplications;
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
import org.springframework.web.servlet.view.RedirectView;

/**
 * Applying for an item that has no form of its own: where and how the result comes, then what there is to say, then the
 * answers once more. Kept as a draft from the first step on; a correction goes through the same pages.
 */
@Controller
class ServicePages {

    static final String PLACE = "/portal/service-applications/";

    static final String FORM = "form.";
    private static final String COMMITMENT = "commitment";
    private static final String PROMISED = "promised";
    private static final int LONGEST_NOTE = 500;
    private static final int LONGEST_ADDRESS = 200;

    /** A field of the item's own form, as the page shows it. */
    record Asked(String id, String label, FieldKind kind, Map<String, String> options) {}

    /** The small steps, in their order. */
    private enum Part {
        WHERE("where", "page.portal.service.where"),
        REQUEST("request", "page.portal.service.request");

        private final String path;
        private final String title;

        Part(String path, String title) {
            this.path = path;
            this.title = title;
        }

        static Part at(String path) {
            return Arrays.stream(values())
                    .filter(part -> part.path.equals(path))
                    .findFirst()
                    .orElseThrow(() -> Refusal.notFound("status-404"));
        }
    }

    private static final Map<Delivery, String> DELIVERIES = new LinkedHashMap<>();

    static {
        DELIVERIES.put(Delivery.COUNTER, "page.portal.delivery.counter");
        DELIVERIES.put(Delivery.POST, "page.portal.delivery.post");
        DELIVERIES.put(Delivery.ELECTRONIC, "page.portal.delivery.electronic");
    }

    private final ServiceApplications applications;
    private final Cases cases;
    private final Units units;
    private final Outlets outlets;
    private final PhotoLibrary library;
    private final Words words;

    ServicePages(
            ServiceApplications applications,
            Cases cases,
            Units units,
            Outlets outlets,
            PhotoLibrary library,
            Words words) {
        this.applications = applications;
        this.cases = cases;
        this.units = units;
        this.outlets = outlets;
        this.library = library;
        this.words = words;
    }

    @GetMapping("/portal/items/{code}/application")
    String begin(Actor actor, @PathVariable String code, Model page) {
        ServiceItem item = applications.offered(actor, code);
        return form(item, begun(code), Part.WHERE, true, new Typed(new LinkedMultiValueMap<>()), page);
    }

    @PostMapping("/portal/items/{code}/application")
    Object keepFirst(
            Actor actor,
            @PathVariable String code,
            @RequestParam MultiValueMap<String, String> fields,
            Model page,
            HttpServletResponse response) {
        ServiceItem item = applications.offered(actor, code);
        var typed = new Typed(fields);
        var nothing = new ServiceApplication(code, null, null, null, null);
        return kept(
                () -> to(applications.draft(actor, read(Part.WHERE, typed, item, nothing, true)), Part.REQUEST),
                () -> form(item, begun(code), Part.WHERE, true, typed, page),
                item,
                page,
                response);
    }

    @GetMapping("/portal/service-applications/{id}/{part}")
    String part(Actor actor, @PathVariable String id, @PathVariable String part, Model page) {
        Case own = editable(actor, id);
        return form(item(own), place(own), Part.at(part), isDraft(own), typed(applications.of(own)), page);
    }

    @PostMapping("/portal/service-applications/{id}/{part}")
    Object keep(
            Actor actor,
            @PathVariable String id,
            @PathVariable String part,
            @RequestParam MultiValueMap<String, String> fields,
            Model page,
            HttpServletResponse response) {
        Case own = editable(actor, id);
        Part answered = Part.at(part);
        var typed = new Typed(fields);
        return kept(
                () -> {
                    applications.change(own, read(answered, typed, item(own), applications.of(own), isDraft(own)));
                    return See.other(place(own));
                },
                () -> form(item(own), place(own), answered, isDraft(own), typed, page),
                item(own),
                page,
                response);
    }

    private Object kept(
            Supplier<RedirectView> keeping,
            Supplier<String> form,
            ServiceItem item,
            Model page,
            HttpServletResponse response) {
        try {
            return keeping.get();
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.INVALID) {
                throw refused;
            }
            response.setStatus(refused.kind().status());
            page.addAttribute("errors", wrong(item, refused));
            return form.get();
        }
    }

    /** All that there is to say, on one form. */
    static ServiceApplication read(ServiceItem item, Typed typed) {
        var nothing = new ServiceApplication(item.code(), null, null, null, null);
        return read(Part.REQUEST, typed, item, read(Part.WHERE, typed, item, nothing, true), true);
    }

    /** The fields of the item's own form by their labels. */
    List<Words.Wrong> wrong(ServiceItem item, Refusal refused) {
        Map<String, String> labels = item.form().stream()
                .collect(Collectors.toMap(
                        field -> FORM + field.name(), field -> field.label().in(words.locale())));
        return words.wrong(refused.defects()).stream()
                .map(wrong -> new Words.Wrong(
                        wrong.field(), labels.getOrDefault(wrong.field(), wrong.label()), wrong.text(), wrong.href()))
                .toList();
    }

    /** @param free whether the unit can still be chosen */
    private static ServiceApplication read(
            Part part, Typed typed, ServiceItem item, ServiceApplication before, boolean free) {
        String note = typed.one("note").strip();
        String address = typed.one("address").strip();
        String unit = free ? typed.one("unit") : before.unit();
        Delivery delivery = Arrays.stream(Delivery.values())
                .filter(known -> known.name().equals(typed.one("delivery")))
                .findFirst()
                .orElse(null);
        boolean where = part == Part.WHERE;
        new Defects()
                .require(!where || !unit.isBlank(), "unit", "missing")
                .require(!where || delivery != null, "delivery", "missing")
                .require(address.length() <= LONGEST_ADDRESS, "address", "length")
                .require(note.length() <= LONGEST_NOTE, "note", "length")
                .refuse();
        Delivery chosen = where ? delivery : before.delivery();
        return new ServiceApplication(
                before.item(),
                where ? unit : before.unit(),
                where ? before.note() : note.isEmpty() ? null : note,
                chosen,
                where ? (address.isEmpty() ? null : address) : before.address(),
                chosen == Delivery.COUNTER ? (where ? outlet(typed) : before.outlet()) : null,
                before.reception(),
                before.again(),
                where ? before.commitment() : Boolean.valueOf(typed.has(COMMITMENT, PROMISED)),
                null,
                where ? before.form() : answers(typed, item));
    }

    List<Asked> asked(ServiceItem item) {
        return item.form().stream().map(this::asked).toList();
    }

    private Asked asked(ServiceItem.Field field) {
        var options = new TreeMap<String, String>();
        field.options().forEach((code, label) -> options.put(code, label.in(words.locale())));
        String label = field.label().in(words.locale());
        return new Asked(
                FORM + field.name(),
                field.required() ? label : label + words.text("page.portal.optional"),
                field.kind(),
                options);
    }

    private static Map<String, String> answers(Typed typed, ServiceItem item) {
        var answers = new HashMap<String, String>();
        item.form().forEach(field -> answers.put(field.name(), typed.one(FORM + field.name())));
        return answers;
    }

    /** {@code null} for the window of the unit. */
    private static String outlet(Typed typed) {
        String outlet = typed.one("outlet").strip();
        return outlet.isEmpty() ? null : outlet;
    }

    private static Typed typed(ServiceApplication written) {
        var typed = new Typed(new LinkedMultiValueMap<>());
        typed.put("unit", written.unit());
        typed.put("delivery", written.delivery());
        typed.put("address", written.address());
        typed.put("note", written.note());
        typed.put("outlet", written.outlet());
        written.form().forEach((name, answer) -> typed.put(FORM + name, answer));
        typed.put(COMMITMENT, Boolean.TRUE.equals(written.commitment()) ? PROMISED : "");
        return typed;
    }

    private String form(ServiceItem item, String action, Part part, boolean free, Typed typed, Model page) {
        page.addAttribute("action", action.endsWith("/application") ? action : action + "/" + part.path);
        page.addAttribute("overview", action.endsWith("/application") ? null : action);
        page.addAttribute("item", item.name(words.locale()));
        page.addAttribute("typed", typed);
        page.addAttribute("part", part.path);
        page.addAttribute("title", words.text(part.title));
        page.addAttribute("place", part.ordinal() + 1);
        page.addAttribute(
                "back",
                part.ordinal() == 0
                        ? "/portal/items/" + item.code()
                        : action + "/" + Part.values()[part.ordinal() - 1].path);
        page.addAttribute("places", Part.values().length);
        page.addAttribute("units", free ? unitNames() : Map.of());
        page.addAttribute("deliveries", deliveries(item));
        page.addAttribute("outlets", part == Part.WHERE ? outletNames(item) : Map.of());
        page.addAttribute("fields", asked(item));
        page.addAttribute("promises", item.byCommitment() ? promises() : Map.of());
        return "portal/service-step";
    }

    /** The units that have none below them: those that people go to; none of them is chosen for anybody. */
    Map<String, String> unitNames() {
        List<Unit> all = units.all();
        var names = new LinkedHashMap<String, String>();
        names.put("", words.text("page.portal.home.choose"));
        all.stream()
                .filter(unit -> all.stream().noneMatch(other -> unit.code().equals(other.parent())))
                .forEach(unit -> names.put(unit.code(), units.name(unit.code(), words.locale())));
        return names;
    }

    private Map<String, String> outletNames(ServiceItem item) {
        var names = new LinkedHashMap<String, String>();
        outlets.offering(item.code(), null).forEach(outlet -> names.put(outlet.code(), name(outlet)));
        return names;
    }

    private String name(Outlet outlet) {
        return outlet.name(words.locale());
    }

    private Map<String, String> promises() {
        var ways = new LinkedHashMap<String, String>();
        ways.put("", words.text("page.portal.commitment.proofs"));
        ways.put(PROMISED, words.text("page.portal.commitment.promise"));
        return ways;
    }

    Map<String, String> deliveries(ServiceItem item) {
        var ways = new LinkedHashMap<String, String>();
        DELIVERIES.forEach((way, key) -> {
            if (way != Delivery.ELECTRONIC || item.electronicResult()) {
                ways.put(way.name(), words.text(key));
            }
        });
        return ways;
    }

    /** The answers, each with the way to change it. */
    @GetMapping("/portal/service-applications/{id}")
    Object check(Actor actor, @PathVariable String id, Model page) {
        Case own = cases.ownedBy(actor, id);
        ServiceApplication written = applications.of(own);
        if (!isDraft(own) && own.status() != CaseStatus.CORRECTION_NOTIFIED) {
            return See.other("/portal/cases/" + id);
        }
        page.addAttribute("base", place(own));
        page.addAttribute("item", item(own).name(words.locale()));
        page.addAttribute("rows", rows(item(own), written));
        page.addAttribute("missing", null);
        page.addAttribute("photo", library.fitting(actor.id(), own.item()));
        page.addAttribute("draft", isDraft(own));
        return "portal/check";
    }

    private List<Row> rows(ServiceItem item, ServiceApplication written) {
        var rows = new ArrayList<Row>();
        rows.add(row(Part.WHERE, "unit", units.name(written.unit(), words.locale())));
        rows.add(row(Part.WHERE, "delivery", words.text(DELIVERIES.get(written.delivery()))));
        if (written.address() != null) {
            rows.add(row(Part.WHERE, "address", written.address()));
        }
        if (written.outlet() != null) {
            rows.add(row(Part.WHERE, "outlet", name(outlets.outlet(written.outlet()))));
        }
        item.form().forEach(field -> {
            String answer = written.form().get(field.name());
            rows.add(new Row(
                    field.label().in(words.locale()),
                    answer == null ? "—" : field.shown(answer, words.locale()),
                    Part.REQUEST.path));
        });
        rows.add(row(Part.REQUEST, "note", written.note() == null ? "—" : written.note()));
        if (Boolean.TRUE.equals(written.commitment())) {
            rows.add(row(Part.REQUEST, COMMITMENT, words.text("page.portal.commitment.promise")));
        }
        return rows;
    }

    private Row row(Part part, String field, String value) {
        return new Row(words.field(field), value, part.path);
    }

    @PostMapping("/portal/service-applications/{id}/submission")
    Object send(Actor actor, @PathVariable String id, Model page, HttpServletResponse response) {
        try {
            applications.send(actor, cases.ownedBy(actor, id));
            return See.other("/portal/cases/" + id + "/sent");
        } catch (Refusal refused) {
            if (refused.kind() == Refusal.Kind.NOT_FOUND) {
                throw refused;
            }
            response.setStatus(refused.kind().status());
            page.addAttribute("errors", wrong(item(cases.ownedBy(actor, id)), refused));
            return check(actor, id, page);
        }
    }

    @PostMapping("/portal/service-applications/{id}/discard")
    RedirectView discard(Actor actor, @PathVariable String id) {
        applications.discard(cases.ownedBy(actor, id));
        return See.other("/portal");
    }

    private Case editable(Actor actor, String id) {
        Case own = cases.ownedBy(actor, id);
        own.requireEditable();
        return own;
    }

    private ServiceItem item(Case own) {
        return cases.itemOf(own);
    }

    private static boolean isDraft(Case own) {
        return own.status() == CaseStatus.DRAFT;
    }

    private static String begun(String code) {
        return "/portal/items/" + code + "/application";
    }

    private static String place(Case own) {
        return PLACE + own.id();
    }

    private static RedirectView to(Case own, Part part) {
        return See.other(place(own) + "/" + part.path);
    }
}
