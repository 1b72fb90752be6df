package org.onewindow.portal;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
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
    private final Words words;

    CasePages(
            Cases cases,
            CaseView.Maker views,
            CheckView.Maker checks,
            PassApplications applications,
            ServiceApplications services,
            Passes passes,
            Words words) {
        this.cases = cases;
        this.views = views;
        this.checks = checks;
        this.applications = applications;
        this.services = services;
        this.passes = passes;
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
        page.addAttribute("stages", isService(c) ? serviceStages(c) : passStages(c));
        page.addAttribute(
                "checks",
                asked.stream()
                        .filter(check -> check.attempt() == asked.get(0).attempt())
                        .toList());
        page.addAttribute("history", views.events(c, locale));
        page.addAttribute("accesses", views.accesses(c, locale));
        page.addAttribute("open", c.status().isOpen());
        page.addAttribute("correct", c.status() == CaseStatus.CORRECTION_NOTIFIED);
        page.addAttribute("again", !c.status().isOpen() && !GIVEN.contains(c.status()));
        page.addAttribute(
                "passes",
                passesOf(actor, locale).stream()
                        .filter(pass -> pass.caseId().equals(id))
                        .toList());
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

    private List<Stage> serviceStages(Case c) {
        List<String> names = List.of(
                "page.portal.stage.received",
                "page.portal.stage.acceptance",
                "page.portal.stage.officer",
                "page.portal.stage.decided",
                "page.portal.stage.delivered");
        int now = switch (c.status()) {
            case RECEIVED, PENDING_ACCEPTANCE, CORRECTION_NOTIFIED -> 1;
            case UNDER_REVIEW, SPECIAL_PROCEDURE -> 2;
            default -> 4;
        };
        String last =
                c.status() == CaseStatus.GRANTED ? "now" : c.status() == CaseStatus.DELIVERED ? "done" : "skipped";
        return IntStream.range(0, names.size())
                .mapToObj(i -> new Stage(
                        words.text(names.get(i)), i < now ? "done" : i > now ? "ahead" : now == 4 ? last : "now"))
                .toList();
    }

    private List<Stage> passStages(Case c) {
        boolean received = c.status() == CaseStatus.RECEIVED;
        boolean open = c.status().isOpen();
        boolean byRule = c.decision() != null && c.decision().by().equals(Actor.RULE.id());
        return List.of(
                new Stage(words.text("page.portal.stage.received"), "done"),
                new Stage(words.text("page.portal.stage.checked"), received ? "now" : "done"),
                new Stage(
                        words.text("page.portal.stage.officer"),
                        received ? "ahead" : open ? "now" : byRule ? "skipped" : "done"),
                new Stage(words.text("page.portal.stage.decided"), open ? "ahead" : "done"));
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
