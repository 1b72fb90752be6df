package org.onewindow.casework;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Cursor;
import org.onewindow.shared.Page;
import org.onewindow.shared.Version;
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
@RequestMapping("/api/cases")
class CaseController {

    record Withdrawal(@Size(max = 500) String reason) {}

    private final Cases cases;
    private final CaseView.Maker views;
    private final CaseClocks clocks;

    CaseController(Cases cases, CaseView.Maker views, CaseClocks clocks) {
        this.cases = cases;
        this.views = views;
        this.clocks = clocks;
    }

    /** The caller's own cases, newest first. */
    @GetMapping
    Page<CaseView> mine(
            Actor actor,
            Locale locale,
            @RequestParam(required = false) String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        int size = Cursor.size(limit);
        long before = cursor == null ? Long.MAX_VALUE : Cursor.read(cursor).number(0);
        List<Case> found = cases.ofApplicant(actor, before, size + 1);
        Page<Case> page = Page.of(found, size, c -> Cursor.of(c.serial()), null);
        return new Page<>(
                page.items().stream().map(c -> views.of(c, locale, false)).toList(), page.next(), null);
    }

    @GetMapping("/{id}")
    ResponseEntity<CaseView> one(Actor actor, Locale locale, @PathVariable String id) {
        Case c = cases.visibleTo(actor, id);
        return ResponseEntity.ok().eTag(Version.tag(c.version())).body(views.of(c, locale, true));
    }

    /** What happened, in order. Who of the office did it is not told to the applicant. */
    @GetMapping("/{id}/events")
    List<CaseView.Event> events(Actor actor, Locale locale, @PathVariable String id) {
        return views.events(cases.visibleTo(actor, id), locale);
    }

    /** The clocks that have started, each with its limit by law and the promised one, and every day that was counted. */
    @GetMapping("/{id}/clocks")
    List<CaseClocks.Running> clocks(Actor actor, @PathVariable String id) {
        return clocks.of(cases.visibleTo(actor, id));
    }

    /** Who else has looked at the applicant's case, or tried to, the newest first; the last two hundred. */
    @GetMapping("/{id}/accesses")
    List<CaseView.Access> accesses(Actor actor, Locale locale, @PathVariable String id) {
        return views.accesses(cases.ownedBy(actor, id), locale);
    }

    @PostMapping("/{id}/withdrawal")
    ResponseEntity<CaseView> withdraw(
            Actor actor,
            Locale locale,
            @PathVariable String id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) String ifMatch,
            @Valid @RequestBody(required = false) Withdrawal withdrawal) {
        Case c = cases.ownedBy(actor, id);
        Version.require(ifMatch, c.version());
        Case withdrawn = cases.withdraw(actor, c, withdrawal == null ? null : withdrawal.reason());
        return ResponseEntity.ok().eTag(Version.tag(withdrawn.version())).body(views.of(withdrawn, locale, false));
    }
}
