package org.onewindow.portal;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.onewindow.appointment.CaseVisits;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseStatus;
import org.onewindow.casework.CaseView;
import org.onewindow.casework.Cases;
import org.onewindow.pass.CheckView;
import org.onewindow.pass.PassApplications;
import org.onewindow.pass.PassView;
import org.onewindow.pass.Passes;
import org.onewindow.service.ServiceApplications;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Cursor;
import org.onewindow.shared.Page;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.workflow.Diagrams;
import org.onewindow.workflow.Diagrams.Milestone;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.view.RedirectView;

/** The citizen's own cases: all of them, and each with where it stands. */
@Controller
class CasePages {

    private static final int PER_PAGE = 10;
    private static final int MOST_PASSES = 50;
    private static final int LONGEST_REASON = 500;

    private static final Set<CaseStatus> GIVEN = EnumSet.of(CaseStatus.GRANTED, CaseStatus.DELIVERED);

    /** What the milestones of the diagrams are called. */
    static final Map<String, String> STAGES = Map.of(
            "received", "page.portal.stage.received",
            "checked", "page.portal.stage.checked",
            "acceptance", "page.portal.stage.acceptance",
            "examined", "page.portal.stage.examined",
            "officer", "page.portal.stage.officer",
            "decided", "page.portal.stage.decided",
            "made", "page.portal.stage.made",
            "delivered", "page.portal.stage.delivered");

    private static final Set<CaseStatus> WERE_GIVEN =
            EnumSet.of(CaseStatus.GRANTED, CaseStatus.DELIVERED, CaseStatus.RESCINDED);

    private static final Set<String> AFTER_GRANT = Set.of("made", "delivered");

    /**
     * A step on the way of every application.
     *
     * @param state {@code done}, {@code now}, {@code ahead} or {@code skipped}
     */
    record Stage(String name, String state) {}

    private final Cases cases;
    private final CaseView.Maker views;
    private final CheckView.Maker checks;
    private final PassApplications applications;
    private final ServiceApplications services;
    private final Passes passes;
    private final Particulars particulars;
    private final Diagrams diagrams;
    private final CaseVisits caseVisits;
    private final Words words;

    CasePages(
            Cases cases,
            CaseView.Maker views,
            CheckView.Maker checks,
            PassApplications applications,
            ServiceApplications services,
            Passes passes,
            Particulars particulars,
            Diagrams diagrams,
            CaseVisits caseVisits,
            Words words) {
        this.cases = cases;
        this.views = views;
        this.checks = checks;
        this.applications = applications;
        this.services = services;
        this.passes = passes;
        this.particulars = particulars;
        this.diagrams = diagrams;
        this.caseVisits = caseVisits;
        this.words = words;
    }

    @GetMapping("/portal")
    String mine(Actor actor, Locale locale, @RequestParam(required = false) String cursor, Model page) {
        long before = cursor == null ? Long.MAX_VALUE : Cursor.read(cursor).number(0);
        List<Case> found = cases.ofApplicant(actor, before, PER_PAGE + 1);
        Page<Case> shown = Page.of(found, PER_PAGE, c -> Cursor.of(c.serial()), null);
        page.addAttribute(
                "cases",
                shown.items().stream().map(c -> views.of(c, locale, false)).toList());
        page.addAttribute("next", shown.next());
        page.addAttribute("agent", actor.is(Role.AGENT));
        page.addAttribute("passes", passesOf(actor, locale));
        return "portal/cases";
    }

    private List<PassView> passesOf(Actor actor, Locale locale) {
        return passes.ofHolder(actor.id(), null, null, MOST_PASSES).stream()
                .map(pass -> passes.view(pass, locale))
                .toList();
    }

    @GetMapping("/portal/cases/{id}")
    Object one(Actor actor, Locale locale, @PathVariable String id, Model page) {
        Case c = cases.ownedBy(actor, id);
        if (c.status() == CaseStatus.DRAFT) {
            return See.other(answers(c));
        }
        CaseView shown = views.of(c, locale, true);
        List<CheckView> asked = checks.of(id, locale);
        page.addAttribute("c", shown);
        page.addAttribute("answers", answers(c));
        page.addAttribute("stages", stages(c));
        page.addAttribute(
                "checks",
                asked.stream()
                        .filter(check -> check.attempt() == asked.get(0).attempt())
                        .toList());
        page.addAttribute("history", views.events(c, locale));
        page.addAttribute("accesses", views.accesses(c, locale));
        page.addAttribute("open", c.status().isOpen());
        page.addAttribute("bookable", caseVisits.serves(c));
        page.addAttribute("visits", caseVisits.ofCase(id));
        page.addAttribute("correct", c.status() == CaseStatus.CORRECTION_NOTIFIED);
        page.addAttribute("again", !c.status().isOpen() && !GIVEN.contains(c.status()));
        page.addAttribute(
                "passes",
                passesOf(actor, locale).stream()
                        .filter(pass -> pass.caseId().equals(id))
                        .toList());
        particulars.add(actor, c, locale, page);
        if (c.status() == CaseStatus.CORRECTION_NOTIFIED) {
            page.addAttribute("asked", cases.correctionAsked(c));
        }
        return "portal/case";
    }

    private boolean isService(Case c) {
        return services.find(c).isPresent();
    }

    /** The page of the answers, where they are changed and sent. */
    private String answers(Case c) {
        return (isService(c) ? ServicePages.PLACE : "/portal/applications/") + c.id();
    }

    /** The way that the diagram of the case marks; what was decided by rule needed no officer, and what was not granted is not delivered. */
    private List<Stage> stages(Case c) {
        List<Milestone> way = diagrams.milestones(c.id(), cases.itemOf(c).process());
        int now = IntStream.range(0, way.size())
                .filter(i -> way.get(i).now())
                .findFirst()
                .orElse(c.status().isOpen() ? 0 : way.size());
        boolean byRule = c.decision() != null && c.decision().by().equals(Actor.RULE.id());
        return IntStream.range(0, way.size())
                .mapToObj(i -> {
                    String code = way.get(i).code();
                    boolean skipped = byRule && code.equals("officer")
                            || AFTER_GRANT.contains(code) && !WERE_GIVEN.contains(c.status());
                    String state = i < now ? skipped ? "skipped" : "done" : i == now ? "now" : "ahead";
                    return new Stage(words.text(STAGES.get(code)), state);
                })
                .toList();
    }

    /** Asks once more before anything is withdrawn. */
    @GetMapping("/portal/cases/{id}/withdrawal")
    String askWithdrawal(Actor actor, Locale locale, @PathVariable String id, Model page) {
        page.addAttribute("c", views.of(cases.ownedBy(actor, id), locale, false));
        return "portal/withdrawal";
    }

    @PostMapping("/portal/cases/{id}/withdrawal")
    RedirectView withdraw(Actor actor, @PathVariable String id, @RequestParam(required = false) String reason) {
        Case c = cases.ownedBy(actor, id);
        String why = reason == null || reason.isBlank() ? null : reason.strip();
        if (why != null && why.length() > LONGEST_REASON) {
            throw Refusal.invalid("reason", "length");
        }
        cases.withdraw(actor, c, why);
        return See.other("/portal/cases/" + id);
    }

    /** Applies again after an end without a result, with what was asked for then. */
    @PostMapping("/portal/cases/{id}/again")
    RedirectView again(Actor actor, @PathVariable String id) {
        Case ended = cases.ownedBy(actor, id);
        Case draft = isService(ended) ? services.again(actor, ended) : applications.again(actor, ended);
        return See.other(answers(draft));
    }
}
