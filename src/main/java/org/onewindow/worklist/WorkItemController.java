package org.onewindow.worklist;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.onewindow.audit.Audit;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseView;
import org.onewindow.casework.Cases;
import org.onewindow.casework.Colour;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Page;
import org.onewindow.shared.Version;
import org.onewindow.worklist.Worklist.Holder;
import org.onewindow.worklist.Worklist.Query;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/work-items")
class WorkItemController {

    /**
     * How a task ends.
     *
     * @param fields what the outcome needs; for a correction every path of the application that is wrong, with what is wrong
     */
    record Completion(
            @NotBlank @Size(max = 20) String outcome,
            @Size(max = 1000) String note,
            @Size(max = 30) Map<@Size(max = 60) String, @NotNull @Size(max = 300) String> fields) {}

    /** @param mine held by the caller; {@code claimedAt} tells whether somebody holds it */
    record WorkItemView(
            String id,
            String caseId,
            int caseVersion,
            String number,
            String item,
            String subject,
            String unit,
            String step,
            List<String> outcomes,
            Instant dueAt,
            Colour colour,
            boolean mine,
            Instant claimedAt) {}

    private final Worklist worklist;
    private final Cases cases;
    private final CaseView.Maker caseViews;
    private final WorkingCalendar calendar;
    private final Clock clock;

    WorkItemController(
            Worklist worklist, Cases cases, CaseView.Maker caseViews, WorkingCalendar calendar, Clock clock) {
        this.worklist = worklist;
        this.cases = cases;
        this.caseViews = caseViews;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * Open work of the caller's units, what is due first.
     *
     * @param text a case number, or the beginning of a plate
     */
    @GetMapping
    Page<WorkItemView> list(
            Actor actor,
            @RequestParam(required = false) String unit,
            @RequestParam(required = false) String item,
            @RequestParam(required = false) String step,
            @RequestParam(required = false) Colour colour,
            @RequestParam(required = false) Holder holder,
            @RequestParam(required = false) String text,
            @RequestParam(required = false) String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        Page<WorkItem> page = worklist.list(actor, new Query(unit, item, step, colour, holder, text), cursor, limit);
        return new Page<>(page.items().stream().map(w -> view(w, actor)).toList(), page.next(), page.total());
    }

    @GetMapping("/{id}")
    ResponseEntity<WorkItemView> one(Actor actor, @PathVariable String id) {
        return tagged(worklist.one(actor, id), actor);
    }

    @PostMapping("/{id}/claim")
    ResponseEntity<WorkItemView> claim(Actor actor, @PathVariable String id) {
        return tagged(worklist.claim(actor, id), actor);
    }

    @PostMapping("/{id}/release")
    ResponseEntity<WorkItemView> release(Actor actor, @PathVariable String id) {
        return tagged(worklist.release(actor, id), actor);
    }

    /** Answers with the case as it stands then. */
    @PostMapping("/{id}/completion")
    ResponseEntity<CaseView> complete(
            Actor actor,
            Locale locale,
            @PathVariable String id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) String ifMatch,
            @Valid @RequestBody Completion completion) {
        WorkItem item = worklist.one(actor, id);
        Audit.about(item.caseId());
        Version.require(ifMatch, item.caseVersion());
        worklist.complete(
                actor,
                item,
                completion.outcome(),
                completion.note(),
                completion.fields() == null ? Map.of() : completion.fields());
        Case decided = cases.running(item.caseId());
        return ResponseEntity.ok().eTag(Version.tag(decided.version())).body(caseViews.of(decided, locale, false));
    }

    private ResponseEntity<WorkItemView> tagged(WorkItem item, Actor actor) {
        Audit.about(item.caseId());
        return ResponseEntity.ok().eTag(Version.tag(item.caseVersion())).body(view(item, actor));
    }

    private WorkItemView view(WorkItem w, Actor actor) {
        return new WorkItemView(
                w.id(),
                w.caseId(),
                w.caseVersion(),
                w.number(),
                w.item(),
                w.subject(),
                w.unit(),
                w.step(),
                w.outcomes(),
                w.dueAt(),
                Colour.of(clock.instant(), w.dueAt(), calendar),
                actor.id().equals(w.assignee()),
                w.claimedAt());
    }
}
