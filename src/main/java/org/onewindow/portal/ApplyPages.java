package org.onewindow.portal;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseStatus;
import org.onewindow.casework.CaseView;
import org.onewindow.casework.Cases;
import org.onewindow.identity.Accounts;
import org.onewindow.identity.Person;
import org.onewindow.pass.PassApplication;
import org.onewindow.pass.PassApplications;
import org.onewindow.restriction.Zones;
import org.onewindow.service.ServiceApplications;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Refusal.Defect;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Applying, one thing per page. Each step is kept as a draft, so it can be left and found again among the cases; a correction
 * goes through the same pages.
 */
@Controller
class ApplyPages {

    static final PassApplication NOTHING =
            new PassApplication(null, null, null, null, null, null, null, null, null, null, null, null, null);

    /** Keys of words by code, in the order in which they are shown. */
    static final Map<String, String> PLATE_TYPES = Words.ordered(
            "01", "page.plate.large",
            "02", "page.plate.small",
            "51", "page.plate.largeNew",
            "52", "page.plate.smallNew",
            "15", "page.plate.trailer");

    static final Map<String, String> YES_OR_NO = Words.ordered("false", "page.portal.no", "true", "page.portal.yes");

    /** An answer to be checked before sending. */
    record Row(String label, String value, String step) {}

    private final PassApplications applications;
    private final ServiceApplications services;
    private final Cases cases;
    private final CaseView.Maker views;
    private final Accounts accounts;
    private final Zones zones;
    private final Validator validator;
    private final Words words;
    private final Clock clock;

    ApplyPages(
            PassApplications applications,
            ServiceApplications services,
            Cases cases,
            CaseView.Maker views,
            Accounts accounts,
            Zones zones,
            Validator validator,
            Words words,
            Clock clock) {
        this.applications = applications;
        this.services = services;
        this.cases = cases;
        this.views = views;
        this.accounts = accounts;
        this.zones = zones;
        this.validator = validator;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/portal/apply")
    String start() {
        return "portal/apply";
    }

    @PostMapping("/portal/applications")
    RedirectView begin(Actor actor) {
        return to(applications.draft(actor, NOTHING).id(), Step.VEHICLE);
    }

    @GetMapping("/portal/applications/{id}/{step}")
    String step(Actor actor, @PathVariable String id, @PathVariable String step, Model page) {
        Step asked = known(step);
        PassApplication written = applications.written(actor, id);
        Typed typed = Typed.of(written);
        if (asked == Step.APPLICANT
                && (written.contact() == null || written.contact().mobile() == null)) {
            Person known = accounts.person(actor.id());
            typed.put("contact.name", known.name());
            typed.put("contact.mobile", known.mobile());
        }
        return form(actor, id, asked, typed, page);
    }

    @PostMapping("/portal/applications/{id}/{step}")
    Object keep(
            Actor actor,
            @PathVariable String id,
            @PathVariable String step,
            @RequestParam MultiValueMap<String, String> fields,
            Model page,
            HttpServletResponse response) {
        Step answered = known(step);
        Typed typed = new Typed(fields);
        try {
            Case kept = cases.ownedBy(actor, id);
            PassApplication application = read(answered, typed, applications.written(actor, id));
            applications.change(actor, kept, application);
            return missing(application) == null ? to(id) : to(id, missing(application));
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.INVALID) {
                throw refused;
            }
            response.setStatus(refused.kind().status());
            page.addAttribute("errors", words.wrong(refused.defects(), field -> place(id, field, answered)));
            return form(actor, id, answered, typed, page);
        }
    }

    /** The first step that is not finished, or {@code null}. */
    private Step missing(PassApplication application) {
        List<Defect> defects = applications.defects(application);
        return Arrays.stream(Step.values())
                .filter(step -> defects.stream().anyMatch(d -> step.asksFor(d.field())))
                .findFirst()
                .orElse(null);
    }

    /** @throws Refusal that names everything that is wrong with the answers of this step */
    private PassApplication read(Step step, Typed typed, PassApplication before) {
        var defects = new Defects();
        PassApplication application = typed.onto(step, before, defects);
        validator.validate(application).forEach(v -> {
            String field = v.getPropertyPath().toString().replaceFirst("\\[.*", "");
            defects.require(!step.asksFor(field), field, "length");
        });
        // A field that cannot be read is not missing.
        if (!defects.any()) {
            applications.defects(application).stream()
                    .filter(d -> step.asksFor(d.field()))
                    .forEach(d -> defects.require(
                            false, d.field(), d.code(), d.arguments().toArray()));
        }
        defects.refuse();
        return application;
    }

    private String form(Actor actor, String id, Step step, Typed typed, Model page) {
        Locale locale = words.locale();
        page.addAttribute("id", id);
        page.addAttribute("typed", typed);
        page.addAttribute("step", step.path());
        page.addAttribute("title", words.text(step.title()));
        page.addAttribute("place", step.ordinal() + 1);
        page.addAttribute(
                "back",
                step.ordinal() == 0
                        ? "/portal"
                        : "/portal/applications/" + id + "/" + Step.values()[step.ordinal() - 1].path());
        page.addAttribute("places", Step.values().length);
        switch (step) {
            case VEHICLE -> {
                page.addAttribute("kinds", applications.kinds(locale));
                page.addAttribute("projects", applications.projects(locale));
                page.addAttribute("plateTypes", words.all(PLATE_TYPES));
            }
            case WHERE -> page.addAttribute("zones", zones.names(locale));
            case GOODS -> page.addAttribute("answers", words.all(YES_OR_NO));
            case APPLICANT -> page.addAttribute("applicants", applicants(actor));
        }
        return "portal/step";
    }

    private Map<String, String> applicants(Actor actor) {
        var applicants = new LinkedHashMap<String, String>();
        applicants.put(Typed.SELF, words.text("page.portal.self"));
        accounts.mandates(actor.id(), LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE))
                .forEach(mandate -> applicants.put(mandate.creditCode(), mandate.companyName()));
        return applicants;
    }

    /** The answers, each with the way to change it. */
    @GetMapping("/portal/applications/{id}")
    Object check(Actor actor, @PathVariable String id, Model page) {
        Case kept = cases.ownedBy(actor, id);
        if (kept.status() != CaseStatus.DRAFT && kept.status() != CaseStatus.CORRECTION_NOTIFIED) {
            return See.other("/portal/cases/" + id);
        }
        PassApplication written = applications.written(actor, id);
        Step missing = missing(written);
        page.addAttribute("base", "/portal/applications/" + id);
        page.addAttribute("rows", rows(actor, Typed.of(written)));
        page.addAttribute("missing", missing == null ? null : missing.path());
        page.addAttribute("draft", kept.status() == CaseStatus.DRAFT);
        return "portal/check";
    }

    private List<Row> rows(Actor actor, Typed typed) {
        Locale locale = words.locale();
        var rows = new ArrayList<Row>();
        row(rows, Step.VEHICLE, "passClass", applications.kinds(locale).get(typed.one("passClass")));
        row(rows, Step.VEHICLE, "plate.number", typed.one("plate.number"));
        row(rows, Step.VEHICLE, "plate.type", words.all(PLATE_TYPES).get(typed.one("plate.type")));
        if (!typed.one("project").isEmpty()) {
            row(rows, Step.VEHICLE, "project", applications.projects(locale).get(typed.one("project")));
        }
        row(
                rows,
                Step.WHERE,
                "zones",
                zones.names(locale).entrySet().stream()
                        .filter(zone -> typed.has("zones", zone.getKey()))
                        .map(Map.Entry::getValue)
                        .collect(Collectors.joining(words.text("page.and"))));
        row(rows, Step.WHERE, "period.from", typed.one("period.from"));
        row(rows, Step.WHERE, "period.to", typed.one("period.to"));
        String from = typed.one("hours.from");
        String hours = from.isEmpty()
                ? words.text("page.portal.wholeDay")
                : words.text("page.portal.days", from, typed.one("hours.to"));
        rows.add(new Row(words.text("page.portal.hours"), hours, Step.WHERE.path()));
        row(rows, Step.GOODS, "purpose", typed.one("purpose"));
        row(rows, Step.GOODS, "goods.kind", typed.one("goods.kind"));
        row(rows, Step.GOODS, "goods.hazardous", words.all(YES_OR_NO).get(typed.one("goods.hazardous")));
        row(rows, Step.APPLICANT, "applicant.kind", applicants(actor).get(typed.one("applicant.kind")));
        row(rows, Step.APPLICANT, "contact.name", typed.one("contact.name"));
        row(rows, Step.APPLICANT, "contact.mobile", typed.one("contact.mobile"));
        return rows;
    }

    private void row(List<Row> rows, Step step, String field, String value) {
        rows.add(new Row(words.field(field), value == null || value.isEmpty() ? "—" : value, step.path()));
    }

    @PostMapping("/portal/applications/{id}/submission")
    Object send(Actor actor, @PathVariable String id, Model page, HttpServletResponse response) {
        try {
            applications.send(actor, cases.ownedBy(actor, id));
            return See.other("/portal/cases/" + id + "/sent");
        } catch (Refusal refused) {
            if (refused.kind() == Refusal.Kind.NOT_FOUND) {
                throw refused;
            }
            response.setStatus(refused.kind().status());
            page.addAttribute("errors", words.wrong(refused.defects(), field -> place(id, field, null)));
            return check(actor, id, page);
        }
    }

    /** What happens next, and by when. */
    @GetMapping("/portal/cases/{id}/sent")
    String sent(Actor actor, Locale locale, @PathVariable String id, Model page) {
        Case sent = cases.ownedBy(actor, id);
        page.addAttribute("c", views.of(sent, locale, false));
        page.addAttribute(
                "after",
                words.text(services.find(sent).isPresent() ? "page.portal.afterService" : "page.portal.afterText"));
        return "portal/sent";
    }

    @PostMapping("/portal/applications/{id}/discard")
    RedirectView discard(Actor actor, @PathVariable String id) {
        applications.discard(cases.ownedBy(actor, id));
        return See.other("/portal");
    }

    /** Where a field is asked for, seen from the page of a step. */
    private static String place(String id, String field, Step here) {
        return Arrays.stream(Step.values())
                .filter(step -> step != here && step.asksFor(field))
                .findFirst()
                .map(step -> "/portal/applications/" + id + "/" + step.path() + "#" + field)
                .orElse("#" + field);
    }

    private static Step known(String step) {
        return Step.at(step).orElseThrow(() -> Refusal.notFound("status-404"));
    }

    private static RedirectView to(String id) {
        return See.other("/portal/applications/" + id);
    }

    private static RedirectView to(String id, Step step) {
        return See.other("/portal/applications/" + id + "/" + step.path());
    }
}
