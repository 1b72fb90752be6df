package org.onewindow.worklist;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.Case;
import org.onewindow.casework.Cases;
import org.onewindow.casework.Colour;
import org.onewindow.casework.LimitRecounted;
import org.onewindow.identity.Relatives;
import org.onewindow.identity.Unit;
import org.onewindow.identity.Units;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Cursor;
import org.onewindow.shared.Page;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.shared.Times;
import org.onewindow.workflow.OpenTask;
import org.onewindow.workflow.TaskObserver;
import org.onewindow.workflow.Workflow;
import org.onewindow.worklist.WorkItemRepository.Filter;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The list of open work and its verbs. An item of another unit is answered like one that does not exist; what is his own or a relative's, the actor neither finds in the list nor opens. */
@Service
@Transactional
public class Worklist implements TaskObserver {

    /**
     * What a person asks the list for.
     *
     * @param unit one unit, or {@code null} for all that the person works for
     * @param text a case number, or the beginning of a subject such as a plate
     */
    public record Query(String unit, String item, String step, Colour colour, Holder holder, String text) {}

    public enum Holder {
        ME,
        NOBODY
    }

    /** As many as can be at work at once, and more. */
    private static final int MOST_TRIED = 100;

    private final WorkItemRepository items;
    private final WorkRequestRepository requests;
    private final Cases cases;
    private final Workflow workflow;
    private final Units units;
    private final Relatives relatives;
    private final WorkingCalendar calendar;
    private final Clock clock;

    Worklist(
            WorkItemRepository items,
            WorkRequestRepository requests,
            Cases cases,
            Workflow workflow,
            Units units,
            Relatives relatives,
            WorkingCalendar calendar,
            Clock clock) {
        this.items = items;
        this.requests = requests;
        this.cases = cases;
        this.workflow = workflow;
        this.units = units;
        this.relatives = relatives;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** What is due first comes first, with the exact number of all that match. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Page<WorkItem> list(Actor actor, Query query, String cursor, int limit) {
        int size = Cursor.size(limit);
        Filter filter = filter(actor, query);
        if (filter.units().isEmpty()) {
            return new Page<>(List.of(), null, 0L);
        }
        Cursor after = cursor == null ? null : Cursor.read(cursor);
        List<WorkItem> found = items.list(
                filter, after == null ? null : after.instant(0), after == null ? null : after.text(1), size + 1);
        return Page.of(found, size, w -> Cursor.of(w.dueAt().toEpochMilli(), w.id()), items.count(filter));
    }

    /** How many items of a unit and a service item are how urgent. */
    public record Load(String unit, String item, Colour colour, long items) {}

    /** The same items as {@link #list} shows, counted. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Load> loads(Actor actor) {
        Filter all = filter(actor, new Query(null, null, null, null, null, null));
        Instant now = clock.instant();
        return all.units().isEmpty()
                ? List.of()
                : items.loads(all, now, Colour.ORANGE.latestDue(now, calendar), Colour.YELLOW.latestDue(now, calendar));
    }

    private Filter filter(Actor actor, Query query) {
        Instant now = clock.instant();
        Colour colour = query.colour();
        Colour worse = colour == null ? null : colour.next();
        String caseId = null;
        String subject = null;
        if (query.text() != null && !query.text().isBlank()) {
            caseId = cases.numbered(query.text()).map(Case::id).orElse(null);
            subject = caseId == null ? literal(query.text().strip().toUpperCase(Locale.ROOT)) : null;
        }
        return new Filter(
                units.all().stream()
                        .map(Unit::code)
                        .filter(actor::worksFor)
                        .filter(u -> query.unit() == null || u.equals(query.unit()))
                        .toList(),
                query.item(),
                query.step(),
                worse == null ? null : worse.latestDue(now, calendar),
                colour == null ? null : colour.latestDue(now, calendar),
                query.holder() == Holder.ME ? actor.id() : null,
                query.holder() == Holder.NOBODY,
                caseId,
                subject,
                relatives.avoidedBy(actor));
    }

    private static String literal(String typed) {
        return typed.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /**
     * @throws Refusal {@code task-closed} with the time when somebody was faster, {@code work-item-unknown}, {@code own-case}
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public WorkItem one(Actor actor, String id) {
        WorkItem item = items.find(id)
                .filter(w -> actor.worksFor(w.unit()))
                .orElseThrow(() -> cases.completedAt(actor, id)
                        .map(at -> Refusal.conflict("task-closed", at))
                        .orElseGet(() -> Refusal.notFound("work-item-unknown")));
        refuseOwn(actor, item);
        return item;
    }

    /** Nobody decides his own case, nor that of a relative he has declared. */
    private void refuseOwn(Actor actor, WorkItem item) {
        if (relatives.avoidedBy(actor).contains(item.applicant())) {
            throw Refusal.forbidden("own-case");
        }
    }

    /**
     * Of several who reach for the same item one wins. Claiming what one holds already changes nothing.
     *
     * @throws Refusal {@code already-claimed}, {@code not-your-role}, {@code own-case}
     */
    public WorkItem claim(Actor actor, String id) {
        WorkItem item = one(actor, id);
        requireRole(actor, item);
        Instant now = Times.toMillis(clock.instant());
        if (!items.claim(id, actor.id(), now)) {
            throw Refusal.conflict("already-claimed");
        }
        return item.heldBy(actor.id(), now);
    }

    /**
     * Claims what is due first of what nobody holds and the actor may work on; several who reach at once get different items.
     *
     * @return empty when nothing is free
     */
    public Optional<WorkItem> claimNext(Actor actor) {
        Instant now = Times.toMillis(clock.instant());
        Query free = new Query(null, null, null, null, Holder.NOBODY, null);
        return list(actor, free, null, MOST_TRIED).items().stream()
                .filter(item -> hasRole(actor, item) && items.claim(item.id(), actor.id(), now))
                .findFirst()
                .map(item -> item.heldBy(actor.id(), now));
    }

    public WorkItem release(Actor actor, String id) {
        WorkItem item = one(actor, id);
        if (!items.release(id, actor.id())) {
            throw Refusal.conflict("not-claimed");
        }
        return items.find(id).orElse(item);
    }

    /**
     * Ends the task and lets the case go on. The words and fields are kept in the case before the process moves.
     *
     * @param fields what the outcome needs, such as a shorter period; read by the module that the diagram calls
     * @throws Refusal {@code not-claimed}, {@code task-closed}, {@code outcome-unknown}, {@code signature-open}, or what the module says to the fields
     */
    public void complete(Actor actor, WorkItem item, String outcome, String note, Map<String, String> fields) {
        requireRole(actor, item);
        refuseOwn(actor, item);
        if (!items.lock(item.id(), actor.id())) {
            one(actor, item.id());
            throw Refusal.conflict("not-claimed");
        }
        if (!item.outcomes().contains(outcome)) {
            throw Refusal.invalid("outcome", "outcome-unknown", String.join(", ", item.outcomes()));
        }
        requireSignatures(item);
        String words = note == null || note.isBlank() ? null : note.strip();
        cases.noteCompletion(actor, item.caseId(), item.id(), item.step(), outcome, words, fields);
        workflow.complete(item.id(), Map.of("outcome", outcome));
    }

    /** Of each signer the last word counts. */
    private void requireSignatures(WorkItem item) {
        Map<String, Boolean> signed = new HashMap<>();
        requests.ofItem(item.id()).stream()
                .filter(request -> request.kind() == WorkRequest.Kind.SIGNATURE)
                .forEach(request -> signed.put(request.askedOf(), Boolean.TRUE.equals(request.agreed())));
        if (signed.containsValue(false)) {
            throw Refusal.conflict("signature-open");
        }
    }

    /** A supervisor may act on what is late; otherwise the role of the task decides. */
    private void requireRole(Actor actor, WorkItem item) {
        if (!hasRole(actor, item)) {
            throw Refusal.forbidden("not-your-role");
        }
    }

    private boolean hasRole(Actor actor, WorkItem item) {
        boolean late = !item.dueAt().isAfter(clock.instant());
        return actor.is(item.role()) || late && actor.is(Role.SUPERVISOR);
    }

    @Override
    public void opened(OpenTask task) {
        items.insert(task);
    }

    @Override
    public void closed(String taskId) {
        items.delete(taskId);
    }

    @EventListener
    void recounted(LimitRecounted limit) {
        items.recount(limit.caseId(), Times.toMillis(limit.dueAt()));
    }
}
