package org.onewindow.casework;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.onewindow.audit.Audit;
import org.onewindow.audit.AuditRecord;
import org.onewindow.casework.CaseView.Coded;
import org.onewindow.identity.Units;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Cursor;
import org.onewindow.shared.Page;
import org.onewindow.shared.Version;
import org.springframework.context.MessageSource;
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

    private static final int MOST_ACCESSES = 200;

    record Withdrawal(@Size(max = 500) String reason) {}

    /**
     * Somebody of the office looked at the case, or changed it, or was kept from it.
     *
     * @param unit of whoever it was; his name is not told
     * @param kind {@code READ}, {@code CHANGED} or {@code REFUSED}
     */
    record Access(Instant at, Coded unit, String roles, Coded kind) {}

    record Event(Instant at, String act, String text, String outcome, String note, Map<String, String> fields) {}

    private final Cases cases;
    private final CaseView.Maker views;
    private final Audit audit;
    private final Units units;
    private final MessageSource messages;

    CaseController(Cases cases, CaseView.Maker views, Audit audit, Units units, MessageSource messages) {
        this.cases = cases;
        this.views = views;
        this.audit = audit;
        this.units = units;
        this.messages = messages;
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
    List<Event> events(Actor actor, Locale locale, @PathVariable String id) {
        return cases.history(cases.visibleTo(actor, id)).stream()
                .map(e -> new Event(
                        e.at(),
                        e.act().name(),
                        messages.getMessage("case.act." + e.act(), null, locale),
                        e.outcome(),
                        e.note(),
                        e.fields()))
                .toList();
    }

    /** Who else has looked at the applicant's case, or tried to, the newest first; the last two hundred. */
    @GetMapping("/{id}/accesses")
    List<Access> accesses(Actor actor, Locale locale, @PathVariable String id) {
        Case own = cases.ownedBy(actor, id);
        return audit.of(own.id(), actor.id(), MOST_ACCESSES).stream()
                .map(r -> new Access(
                        r.at(), new Coded(r.unit(), units.name(r.unit(), locale)), r.roles(), kind(r, locale)))
                .toList();
    }

    private Coded kind(AuditRecord record, Locale locale) {
        String kind = !record.result().equals(AuditRecord.DONE)
                ? "REFUSED"
                : record.act().startsWith("GET ") ? "READ" : "CHANGED";
        return new Coded(kind, messages.getMessage("case.access." + kind, null, locale));
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
