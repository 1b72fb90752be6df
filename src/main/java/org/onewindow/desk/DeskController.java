package org.onewindow.desk;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.onewindow.audit.Audit;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseView;
import org.onewindow.casework.Cases;
import org.onewindow.casework.Colour;
import org.onewindow.desk.Matter.Sheet;
import org.onewindow.identity.Unit;
import org.onewindow.identity.Units;
import org.onewindow.pass.CheckView;
import org.onewindow.photolibrary.PhotoLibrary;
import org.onewindow.photolibrary.PhotoSharing;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Page;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Version;
import org.onewindow.workflow.Diagrams;
import org.onewindow.worklist.WorkItem;
import org.onewindow.worklist.Worklist;
import org.onewindow.worklist.Worklist.Holder;
import org.onewindow.worklist.Worklist.Load;
import org.onewindow.worklist.Worklist.Query;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

@Controller
@RequestMapping("/desk")
class DeskController {

    private static final int ROWS = 20;
    private static final String TOP = "/desk";

    private final Worklist worklist;
    private final Cases cases;
    private final CaseView.Maker caseViews;
    private final List<Matter> matters;
    private final Units units;
    private final PhotoLibrary library;
    private final PhotoSharing photos;
    private final Diagrams diagrams;
    private final Words words;

    DeskController(
            Worklist worklist,
            Cases cases,
            CaseView.Maker caseViews,
            List<Matter> matters,
            Units units,
            PhotoLibrary library,
            PhotoSharing photos,
            Diagrams diagrams,
            Words deskWords) {
        this.worklist = worklist;
        this.cases = cases;
        this.caseViews = caseViews;
        this.matters = matters;
        this.units = units;
        this.library = library;
        this.photos = photos;
        this.diagrams = diagrams;
        words = deskWords;
    }

    @ModelAttribute
    void common(Actor actor, Model page) {
        page.addAttribute("me", actor.id());
        page.addAttribute("colours", Colour.values());
    }

    /** @param done outcome of the decision that led back here */
    @GetMapping
    String queue(
            Actor actor,
            @RequestParam(required = false) Holder holder,
            @RequestParam(required = false) Colour colour,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String item,
            @RequestParam(required = false) String cursor,
            @RequestParam(required = false) String done,
            @RequestParam(required = false) String nothing,
            Model page) {
        page.addAttribute("news", news(done, nothing == null ? "page.desk.done" : "page.desk.doneAll", nothing));
        page.addAttribute("holder", holder);
        page.addAttribute("colour", colour);
        page.addAttribute("unit", unit);
        page.addAttribute("item", item);
        Query query = new Query(unit.isEmpty() ? null : unit, item.isEmpty() ? null : item, null, colour, holder, null);
        return queue(
                actor, worklist.list(actor, query, cursor == null || cursor.isEmpty() ? null : cursor, ROWS), page);
    }

    private String news(String done, String key, String nothing) {
        return done != null && words.isOutcome(done)
                ? words.text(key, words.outcome(done))
                : nothing == null ? null : words.text("page.desk.nothing");
    }

    /** A number or a plate is typed into no address. */
    @PostMapping("/search")
    String search(Actor actor, @RequestParam(defaultValue = "") String text, Model page) {
        page.addAttribute("text", text);
        page.addAttribute("unit", "");
        page.addAttribute("item", "");
        return queue(actor, worklist.list(actor, new Query(null, null, null, null, null, text), null, ROWS), page);
    }

    private String queue(Actor actor, Page<WorkItem> found, Model page) {
        page.addAttribute("page", found);
        page.addAttribute("units", unitsOf(actor));
        page.addAttribute(
                "outcomes",
                found.items().stream()
                        .flatMap(item -> item.outcomes().stream())
                        .distinct()
                        .toList());
        page.addAttribute(
                "items",
                worklist.loads(actor).stream()
                        .map(Load::item)
                        .distinct()
                        .sorted()
                        .toList());
        return "desk/queue";
    }

    /** The most urgent of what nobody holds. */
    @PostMapping("/next")
    RedirectView next(Actor actor) {
        return next(actor, "");
    }

    /** @param done what to say of the one before, as part of an address */
    private RedirectView next(Actor actor, String done) {
        return worklist.claimNext(actor)
                .map(item -> {
                    Audit.about(item.caseId());
                    return See.other(place(item.id()) + (done.isEmpty() ? "" : "?" + done));
                })
                .orElseGet(() -> See.other(TOP + "?nothing" + (done.isEmpty() ? "" : "&" + done)));
    }

    @PostMapping("/work-items/{id}/claim")
    RedirectView claim(Actor actor, @PathVariable String id) {
        Audit.about(worklist.claim(actor, id).caseId());
        return See.other(place(id));
    }

    @PostMapping("/work-items/{id}/release")
    RedirectView release(Actor actor, @PathVariable String id) {
        Audit.about(worklist.release(actor, id).caseId());
        return See.other(TOP);
    }

    @GetMapping("/work-items/{id}")
    ModelAndView item(
            Actor actor,
            Locale locale,
            @PathVariable String id,
            @RequestParam(required = false) String photo,
            @RequestParam(required = false) String done) {
        WorkItem item;
        try {
            item = worklist.one(actor, id);
        } catch (Refusal refusal) {
            return gone(actor, locale, id, "", refusal);
        }
        Case c = cases.visibleTo(actor, item.caseId());
        Sheet sheet = sheet(actor, item, c, locale);
        return item(locale, item, c, sheet, Decision.blank(sheet, item.caseVersion()))
                .addObject("look", photo != null)
                .addObject("news", news(done, "page.desk.doneNext", null));
    }

    /** The applicant's photograph, cut for the item; each look is on record for him. */
    @GetMapping("/work-items/{id}/photo")
    ResponseEntity<byte[]> photo(Actor actor, @PathVariable String id) {
        WorkItem item = worklist.one(actor, id);
        Case c = cases.visibleTo(actor, item.caseId());
        Audit.about(c.id());
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .cacheControl(CacheControl.noStore())
                .body(photos.forItem(actor, c.applicant(), c.item(), c.number()));
    }

    /**
     * Ends the task, and takes the next one where that was asked for with it. The page is put together before the process moves: what it says when that is refused must not come from
     * a transaction that is undone.
     */
    @PostMapping("/work-items/{id}/completion")
    Object complete(Actor actor, Locale locale, @PathVariable String id, @RequestParam Map<String, String> form) {
        WorkItem item;
        try {
            item = worklist.one(actor, id);
        } catch (Refusal refusal) {
            return gone(actor, locale, id, form.getOrDefault("note", ""), refusal);
        }
        Case c = cases.visibleTo(actor, item.caseId());
        Sheet sheet = sheet(actor, item, c, locale);
        Decision decision = Decision.of(form, sheet);
        ModelAndView page = item(locale, item, c, sheet, decision.against(item.caseVersion()));
        try {
            Version.require("\"" + decision.version() + "\"", item.caseVersion());
            decision.requireReadable();
            worklist.complete(actor, item, decision.outcome(), decision.note(), decision.fields(sheet));
        } catch (Refusal refusal) {
            page.setStatus(HttpStatus.valueOf(refusal.kind().status()));
            page.addObject("wrong", words.wrong(refusal, sheet.placeOf(decision.outcome())));
            return page;
        }
        String done = "done=" + decision.outcome();
        return form.containsKey("next") ? next(actor, done) : See.other(TOP + "?" + done);
    }

    private Sheet sheet(Actor actor, WorkItem item, Case c, Locale locale) {
        return matters.stream()
                .flatMap(matter -> matter.sheet(actor, item, c, locale).stream())
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("work-item-unknown"));
    }

    private ModelAndView item(Locale locale, WorkItem item, Case c, Sheet sheet, Decision decision) {
        Audit.about(c.id());
        var page = new ModelAndView("desk/item");
        page.addObject("item", item);
        page.addObject("sheet", sheet);
        page.addObject("case", caseViews.of(c, locale, true));
        page.addObject("law", cases.itemOf(c).statutory());
        Map<Boolean, List<CheckView>> answers =
                sheet.checks().stream().collect(Collectors.partitioningBy(CheckView::isClear));
        page.addObject("doubtful", answers.get(false));
        page.addObject("clear", answers.get(true));
        page.addObject("photo", library.fitting(c.applicant(), c.item()));
        page.addObject("history", cases.history(c));
        page.addObject("standing", diagrams.standing(c.id(), locale));
        page.addObject("decision", decision);
        page.addObject("wrong", List.of());
        return page;
    }

    /** Somebody was faster: what he did, what stands now, and what was typed in vain. */
    private ModelAndView gone(Actor actor, Locale locale, String id, String note, Refusal refusal) {
        Case c = cases.ofEndedTask(actor, id).orElseThrow(() -> refusal);
        Audit.about(c.id());
        var page = new ModelAndView("desk/gone");
        page.setStatus(HttpStatus.valueOf(refusal.kind().status()));
        page.addObject("title", words.text("problem.title." + refusal.kind().status()));
        page.addObject("wrong", words.wrong(refusal));
        page.addObject("case", caseViews.of(c, locale, false));
        page.addObject(
                "ended",
                cases.history(c).stream()
                        .filter(event -> id.equals(event.task()))
                        .findFirst()
                        .orElseThrow());
        page.addObject("applicant", c.applicant());
        page.addObject("note", note);
        return page;
    }

    private List<Unit> unitsOf(Actor actor) {
        return units.all().stream().filter(unit -> actor.worksFor(unit.code())).toList();
    }

    private static String place(String id) {
        return "/desk/work-items/" + id;
    }
}
