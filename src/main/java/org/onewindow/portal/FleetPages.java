package org.onewindow.portal;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseView;
import org.onewindow.casework.Cases;
import org.onewindow.fleet.FleetApplication;
import org.onewindow.fleet.FleetApplications;
import org.onewindow.fleet.FleetRow;
import org.onewindow.fleet.FleetRow.State;
import org.onewindow.identity.Accounts;
import org.onewindow.identity.Person;
import org.onewindow.pass.PassApplication;
import org.onewindow.pass.PassApplications;
import org.onewindow.restriction.Zones;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Page;
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

/** Passes for a whole fleet: what all vehicles have in common, and the list; begun here, looked up whenever one likes. */
@Controller
@RequestMapping("/portal/fleets")
class FleetPages {

    private static final int PER_PAGE = 20;
    private static final List<Step> SHARED = List.of(Step.VEHICLE, Step.WHERE, Step.GOODS, Step.APPLICANT);

    /** A line of headings names columns, a line of vehicles has numbers. */
    private static final Pattern VEHICLE = Pattern.compile(".*\\d.*");

    private static final List<String> COLUMNS = List.of("plate", "plate_type", "pass_class");

    /**
     * @param state in words
     * @param caseId where it can be followed, or mended; {@code null} when nothing was kept
     * @param why it was not sent, or empty
     */
    record Row(FleetRow row, String state, String caseId, List<String> why) {}

    private final FleetApplications fleets;
    private final PassApplications applications;
    private final Cases cases;
    private final CaseView.Maker views;
    private final Accounts accounts;
    private final Zones zones;
    private final Validator validator;
    private final Words words;
    private final Clock clock;

    FleetPages(
            FleetApplications fleets,
            PassApplications applications,
            Cases cases,
            CaseView.Maker views,
            Accounts accounts,
            Zones zones,
            Validator validator,
            Words words,
            Clock clock) {
        this.fleets = fleets;
        this.applications = applications;
        this.cases = cases;
        this.views = views;
        this.accounts = accounts;
        this.zones = zones;
        this.validator = validator;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping
    String mine(Actor actor, @RequestParam(required = false) String cursor, Model page) {
        Page<FleetApplication> found = fleets.list(actor, cursor, PER_PAGE);
        page.addAttribute("fleets", found.items());
        page.addAttribute("next", found.next());
        return "portal/fleets";
    }

    @GetMapping("/application")
    String begin(Actor actor, Model page) {
        var typed = new Typed(new LinkedMultiValueMap<>());
        Person known = accounts.person(actor.id());
        typed.put("contact.name", known.name());
        typed.put("contact.mobile", known.mobile());
        return form(actor, typed, page);
    }

    @PostMapping("/application")
    Object submit(
            Actor actor, @RequestParam MultiValueMap<String, String> fields, Model page, HttpServletResponse response) {
        var typed = new Typed(fields);
        try {
            FleetApplication fleet = fleets.submit(actor, shared(typed), list(typed.one("vehicles")));
            return See.other("/portal/fleets/" + fleet.id());
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.INVALID) {
                throw refused;
            }
            response.setStatus(refused.kind().status());
            page.addAttribute("errors", words.wrong(plain(refused.defects())));
            return form(actor, typed, page);
        }
    }

    private PassApplication shared(Typed typed) {
        var defects = new Defects();
        PassApplication shared = ApplyPages.NOTHING;
        for (Step step : SHARED) {
            shared = typed.onto(step, shared, defects);
        }
        validator
                .validate(shared)
                .forEach(v ->
                        defects.require(false, v.getPropertyPath().toString().replaceFirst("\\[.*", ""), "length"));
        defects.require(!typed.one("vehicles").isBlank(), "vehicles", "missing");
        applications.defects(shared).stream()
                .filter(d -> !d.field().startsWith("plate"))
                .forEach(d -> defects.require(
                        false, d.field(), d.code(), d.arguments().toArray()));
        defects.refuse();
        return shared;
    }

    /** What is pasted out of a spreadsheet has tabs, and often no headings. */
    private static String list(String typed) {
        String text = typed.strip();
        String first = text.lines().findFirst().orElse("");
        if (!VEHICLE.matcher(first).matches()) {
            return text;
        }
        String between = first.contains("\t") ? "\t" : first.contains(";") ? ";" : ",";
        int cells = Math.min(COLUMNS.size(), Math.max(2, first.split(between, -1).length));
        return String.join(between, COLUMNS.subList(0, cells)) + "\n" + text;
    }

    private static List<Refusal.Defect> plain(List<Refusal.Defect> defects) {
        return defects.stream()
                .map(d -> new Refusal.Defect(d.field().replaceFirst("^shared\\.", ""), d.code(), d.arguments()))
                .toList();
    }

    private String form(Actor actor, Typed typed, Model page) {
        Locale locale = words.locale();
        page.addAttribute("typed", typed);
        page.addAttribute("kinds", applications.kinds(locale));
        page.addAttribute("projects", applications.projects(locale));
        page.addAttribute("zones", zones.names(locale));
        page.addAttribute("answers", words.all(ApplyPages.YES_OR_NO));
        page.addAttribute("plateTypes", words.all(ApplyPages.PLATE_TYPES));
        var applicants = new LinkedHashMap<String, String>();
        LocalDate today = LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
        accounts.mandates(actor.id(), today)
                .forEach(mandate -> applicants.put(mandate.creditCode(), mandate.companyName()));
        applicants.put(Typed.SELF, words.text("page.portal.self"));
        page.addAttribute("applicants", applicants);
        return "portal/fleet-application";
    }

    /** How far it is, and what has become of each vehicle. */
    @GetMapping("/{id}")
    String one(Actor actor, Locale locale, @PathVariable String id, Model page) {
        FleetApplication fleet = fleets.ownedBy(actor, id);
        List<FleetRow> rows = fleets.rows(fleet);
        Map<String, Case> sent =
                cases
                        .all(rows.stream()
                                .filter(row -> row.state() == State.SENT)
                                .map(FleetRow::caseId)
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(Case::id, Function.identity()));
        page.addAttribute("fleet", fleet);
        page.addAttribute(
                "refused",
                rows.stream().filter(row -> row.state() == State.NOT_SENT).count());
        page.addAttribute(
                "rows",
                rows.stream()
                        .map(row -> shown(row, sent.get(row.caseId()), locale))
                        .toList());
        return "portal/fleet";
    }

    private Row shown(FleetRow row, Case sent, Locale locale) {
        String state = sent == null
                ? words.text("fleet.state." + row.state())
                : views.of(sent, locale, false).status().text();
        return new Row(
                row,
                state,
                row.caseId(),
                row.defects().stream()
                        .map(d ->
                                words.text("problem." + d.code(), d.arguments().toArray()))
                        .toList());
    }
}
