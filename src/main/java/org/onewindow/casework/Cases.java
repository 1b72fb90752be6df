package org.onewindow.casework;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.onewindow.audit.Audit;
import org.onewindow.audit.AuditRecord;
import org.onewindow.calendar.Deadline;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.Case.Decision;
import org.onewindow.casework.CaseEvent.Act;
import org.onewindow.catalogue.Catalogue;
import org.onewindow.catalogue.ServiceItem;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.shared.Times;
import org.onewindow.workflow.Workflow;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The verbs of a case. Each one writes the case and what happened, then moves the process, in one transaction; of two callers
 * that change the same version of a case one is refused or retried.
 */
@Service
@Transactional
public class Cases {

    private static final String CORRECTED = "application-corrected";

    /** After so many silent working days an application counts as accepted (permit law, article 32). */
    private static final int NOTICE_WORKING_DAYS = 5;

    /** By how much the head of the authority may extend the limit (permit law, article 42). */
    private static final int EXTENSION_WORKING_DAYS = 10;

    /** After these the limit is no longer counted from the submission. */
    private static final Set<Act> COUNTED_ANEW = EnumSet.of(Act.ACCEPTED, Act.CLOCK_STOPPED, Act.CLOCK_RESTARTED);

    private final CaseRepository cases;
    private final Catalogue catalogue;
    private final WorkingCalendar calendar;
    private final Workflow workflow;
    private final ApplicationEventPublisher events;
    private final Audit audit;
    private final Clock clock;

    Cases(
            CaseRepository cases,
            Catalogue catalogue,
            WorkingCalendar calendar,
            Workflow workflow,
            ApplicationEventPublisher events,
            Audit audit,
            Clock clock) {
        this.cases = cases;
        this.catalogue = catalogue;
        this.calendar = calendar;
        this.workflow = workflow;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Opens a case as a draft: it has an id, but no number and no clock until it is submitted.
     *
     * @throws Refusal {@code item-not-offered}
     */
    public Case open(Actor applicant, String item, String unit, String subject) {
        catalogue.offered(item, today());
        return cases.insert(draft(applicant, item, unit, subject), now());
    }

    /** Opens and submits in one go. */
    public Case receive(Actor applicant, String item, String unit, String subject) {
        ServiceItem offered = catalogue.offered(item, today());
        Case received = cases.insert(draft(applicant, item, unit, subject).received(now(), limit(offered)), now());
        begin(received, applicant, offered);
        return received;
    }

    private static Case draft(Actor applicant, String item, String unit, String subject) {
        String id = UUID.randomUUID().toString();
        return new Case(id, 0, item, CaseStatus.DRAFT, applicant.id(), unit, subject, Clocks.STOPPED, null, 0);
    }

    /** Keeps a draft, or an application in correction, under what it is now about. */
    public Case readdress(Case kept, String item, String unit, String subject) {
        if (kept.status() == CaseStatus.CORRECTION_NOTIFIED && !kept.item().equals(item)) {
            throw Refusal.conflict("item-fixed");
        }
        return cases.update(kept.addressed(item, unit, subject), now());
    }

    /** A draft becomes a case with a number; a corrected application goes back to where it was stopped. */
    public Case submit(Actor applicant, Case kept) {
        ServiceItem item = catalogue.offered(kept.item(), today());
        Case received = cases.update(kept.received(now(), limit(item)), now());
        if (kept.status() == CaseStatus.DRAFT) {
            begin(received, applicant, item);
        } else {
            append(received, applicant.id(), Act.RESUBMITTED, "", null);
            workflow.deliver(CORRECTED, received.id());
        }
        return received;
    }

    private void begin(Case received, Actor applicant, ServiceItem item) {
        append(received, applicant.id(), Act.SUBMITTED, "", null);
        workflow.start(item.process(), received.id(), Map.of());
    }

    /** @throws Refusal unless it is a draft of this version */
    public void discard(Case draft) {
        if (draft.status() != CaseStatus.DRAFT) {
            throw Refusal.conflict("case-status", draft.status());
        }
        if (cases.delete(draft.id(), draft.version()) == 0) {
            throw Refusal.stale("version-stale");
        }
    }

    /** @throws Refusal {@code case-unknown} when there is none, or it is not the actor's to see: told alike */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Case visibleTo(Actor actor, String id) {
        return cases.find(id)
                .filter(c -> c.applicant().equals(actor.id())
                        || c.status() != CaseStatus.DRAFT && actor.worksFor(c.unit()) && handlesCases(actor))
                .orElseThrow(() -> Refusal.notFound("case-unknown"));
    }

    private static boolean handlesCases(Actor actor) {
        return actor.is(Role.CLERK) || actor.is(Role.SUPERVISOR);
    }

    /** The applicant's own case, for changing it. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Case ownedBy(Actor actor, String id) {
        return cases.find(id)
                .filter(c -> c.applicant().equals(actor.id()))
                .orElseThrow(() -> Refusal.notFound("case-unknown"));
    }

    /** For steps, which act for the office: the case of a running process. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Case running(String id) {
        return cases.find(id).orElseThrow(() -> new IllegalStateException("a process runs without its case: " + id));
    }

    /** Those of the cases that exist, in no order. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Case> all(Collection<String> ids) {
        return ids.isEmpty() ? List.of() : cases.all(ids);
    }

    /** The case with this number, as somebody typed it. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Case> numbered(String typed) {
        OptionalLong serial = CaseNumber.serial(typed);
        return serial.isEmpty() ? Optional.empty() : cases.numbered(serial.getAsLong());
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Case> ofApplicant(Actor applicant, long before, int limit) {
        return cases.ofApplicant(applicant.id(), before, limit);
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public List<CaseEvent> history(Case c) {
        return cases.events(c.id());
    }

    /** What the officer set when he ended the last task: his words and his fields. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public CaseEvent lastCompletion(String id) {
        return cases.lastCompletion(id).orElseThrow(() -> new IllegalStateException("no task was completed: " + id));
    }

    /** Writes down how somebody ends a task, before the process moves on by it. */
    public void noteCompletion(
            Actor actor, String id, String task, String step, String outcome, String note, Map<String, String> fields) {
        cases.append(id, new CaseEvent(0, now(), actor.id(), Act.TASK_COMPLETED, task, step, outcome, note, fields));
    }

    /** The same when a rule ends the task at which the case waits for a person. */
    public void noteCompletionByRule(String id, String step, String outcome) {
        cases.append(
                id,
                new CaseEvent(
                        0,
                        now(),
                        Actor.RULE.id(),
                        Act.TASK_COMPLETED,
                        workflow.task(id).orElse(null),
                        step,
                        outcome,
                        null,
                        Map.of()));
    }

    /** When this task was ended, if the actor may know of it. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Instant> completedAt(Actor actor, String task) {
        return cases.completed(task).filter(done -> actor.worksFor(done.unit())).map(CaseRepository.Completed::at);
    }

    /** The case of a task that was ended, if the actor may know of it. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Case> ofEndedTask(Actor actor, String task) {
        return cases.completed(task)
                .filter(done -> actor.worksFor(done.unit()))
                .map(done -> visibleTo(actor, done.caseId()));
    }

    /** The registers were asked; an officer has to look at it. */
    public Case referred(Case c) {
        return cases.update(c.underReview(), now());
    }

    /** Waits for an officer who accepts it or says why not. */
    void awaitAcceptance(Case c) {
        cases.update(c.pendingAcceptance(), now());
    }

    /** Until when the applicant must have heard of what is missing. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Instant noticeDueAt(Case c) {
        return calendar.deadline(c.clocks().promised().received(), NOTICE_WORKING_DAYS)
                .due();
    }

    /** The clock of the decision starts. */
    void accept(Case c) {
        append(c, lastCompletion(c.id()).actor(), Act.ACCEPTED, "", null);
        cases.update(c.accepted(limit(catalogue.item(c.item()))), now());
    }

    /** Nobody said anything in time: it counts as accepted from the day of receipt (permit law, article 32). */
    void deemAccepted(Case c) {
        append(c, Actor.RULE.id(), Act.DEEMED_ACCEPTED, "", null);
        cases.update(c.accepted(c.clocks().promised()), now());
    }

    /** @throws Refusal {@code reason-missing}, {@code authority-missing}: who is competent is named in the fields */
    void refuseToAccept(Case c, CaseEvent completion) {
        requireReason(completion);
        String authority = completion.fields().get("authority");
        if (authority == null || authority.isBlank()) {
            throw Refusal.invalid("fields.authority", "authority-missing");
        }
        decide(c, CaseStatus.NOT_ACCEPTED, completion);
    }

    /** @throws Refusal {@code not-on-the-spot} when the item takes more than a visit */
    void finishOnTheSpot(Case c, CaseEvent completion) {
        if (!catalogue.item(c.item()).onTheSpot()) {
            throw Refusal.conflict("not-on-the-spot", c.item());
        }
        deliver(decide(c, CaseStatus.GRANTED, completion));
    }

    public void deliver(Case c) {
        append(c, lastCompletion(c.id()).actor(), Act.DELIVERED, "", null);
        cases.update(c.delivered(), now());
    }

    /** @throws Refusal {@code reason-missing}: the applicant is told what for, and how long it takes */
    void stopClock(Case c, CaseEvent completion) {
        requireReason(completion);
        append(c, completion.actor(), Act.CLOCK_STOPPED, "", null);
        cases.update(c.clockStopped(calendar.deadline(now(), left(c.clocks().promised()))), now());
    }

    /** The working days of the limit that are not over; the day that runs is not. */
    private int left(Deadline limit) {
        int over = 0;
        while (over < limit.workingDays()
                && calendar.deadline(limit.received(), over + 1).due().isBefore(now())) {
            over++;
        }
        return limit.workingDays() - over;
    }

    void restartClock(Case c) {
        append(c, lastCompletion(c.id()).actor(), Act.CLOCK_RESTARTED, "", null);
        int left = c.clocks().promised().workingDays();
        cases.update(c.clockRestarted(calendar.deadline(now(), left)), now());
    }

    /** @throws Refusal {@code reason-missing}, {@code extended-already} */
    void requestExtension(Case c, CaseEvent completion) {
        requireReason(completion);
        if (history(c).stream().anyMatch(event -> event.act() == Act.EXTENDED)) {
            throw Refusal.conflict("extended-already");
        }
    }

    void extend(Case c) {
        Deadline old = c.clocks().promised();
        append(c, lastCompletion(c.id()).actor(), Act.EXTENDED, "", null);
        cases.update(c.extended(calendar.deadline(old.received(), old.workingDays() + EXTENSION_WORKING_DAYS)), now());
    }

    /** @throws Refusal {@code reason-missing} */
    void terminate(Case c, CaseEvent completion) {
        requireReason(completion);
        decide(c, CaseStatus.TERMINATED, completion);
    }

    /** A person decides; his completion of the task is on record already. */
    public Case decide(Case c, CaseStatus result, CaseEvent completion) {
        Case decided =
                cases.update(c.decided(result, new Decision(completion.actor(), now(), completion.note())), now());
        if (result == CaseStatus.GRANTED) {
            events.publishEvent(new CaseGranted(c.id()));
        }
        return decided;
    }

    /** @throws Refusal {@code reason-missing}: a refusal states its reason (permit law, article 38) */
    public Case refuse(Case c, CaseEvent completion) {
        requireReason(completion);
        return decide(c, CaseStatus.REFUSED, completion);
    }

    /**
     * Gives an application back that cannot be mended by a correction. Nothing is decided about the right: the applicant
     * may apply again.
     *
     * @throws Refusal {@code reason-missing}
     */
    public Case giveBack(Case c, CaseEvent completion) {
        requireReason(completion);
        return decide(c, CaseStatus.RETURNED, completion);
    }

    private static void requireReason(CaseEvent completion) {
        if (completion.note() == null) {
            throw Refusal.invalid("note", "reason-missing");
        }
    }

    /**
     * The published rules decide.
     *
     * @param reason code of the rule, told to the applicant in words, and behind spaces what its message names
     */
    public Case decideByRule(Case c, CaseStatus result, String reason) {
        append(c, Actor.RULE.id(), Act.DECIDED_BY_RULE, result.name(), reason);
        return cases.update(c.decided(result, new Decision(Actor.RULE.id(), now(), reason)), now());
    }

    /** @throws Refusal {@code correction-already-notified}, {@code defects-missing} */
    public Case notifyCorrection(Case c) {
        if (lastCompletion(c.id()).fields().isEmpty()) {
            throw Refusal.invalid("fields", "defects-missing");
        }
        Deadline until = calendar.deadline(now(), catalogue.item(c.item()).correctionWorkingDays());
        return cases.update(c.correctionNotified(until.due()), now());
    }

    /** The time for correcting ran out; nothing happens when the applicant was faster. */
    public void closeNotCorrected(Case c) {
        if (c.status() == CaseStatus.CORRECTION_NOTIFIED) {
            append(c, Actor.RULE.id(), Act.NOT_CORRECTED, "", null);
            cases.update(c.notCorrected(now()), now());
        }
    }

    public Case withdraw(Actor applicant, Case c, String why) {
        String task = workflow.task(c.id()).orElse(null);
        cases.append(c.id(), new CaseEvent(0, now(), applicant.id(), Act.WITHDRAWN, task, "", "", why, Map.of()));
        Case withdrawn = cases.update(c.withdrawn(now(), why), now());
        workflow.cancel(c.id(), "withdrawn by the applicant");
        return withdrawn;
    }

    /** When the reviewer is reminded: three quarters of the working time between receipt and limit are gone. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Instant remindAt(Case c) {
        Deadline promised = c.clocks().promised();
        return calendar.plusWorkingTime(
                promised.received(),
                calendar.workingTimeBetween(promised.received(), promised.due())
                        .multipliedBy(3)
                        .dividedBy(4));
    }

    public void remind(Case c) {
        append(c, Actor.RULE.id(), Act.REMINDED, "", null);
    }

    /** The promised limit has passed; the supervisor sees it from now on. Done once. */
    public void escalate(Case c) {
        if (c.status() == CaseStatus.UNDER_REVIEW && c.clocks().escalatedAt() == null) {
            append(c, Actor.RULE.id(), Act.ESCALATED, "", null);
            cases.update(c.with(c.clocks().escalated(now())), now());
        }
    }

    /** Counts a provisional limit again, by the calendar as it is published now; the timers and the worklist follow. */
    public void recount(Case c) {
        Deadline old = c.clocks().promised();
        boolean asSubmitted = c.clocks().corrections() == 0
                && history(c).stream().map(CaseEvent::act).noneMatch(COUNTED_ANEW::contains);
        Instant received = asSubmitted ? calendar.receivedAt(c.clocks().submittedAt()) : old.received();
        Deadline recounted = calendar.deadline(received, old.workingDays());
        if (!recounted.equals(old)) {
            append(
                    c,
                    Actor.RULE.id(),
                    Act.LIMIT_RECOUNTED,
                    "",
                    recounted.dueDate().toString());
            cases.update(c.with(c.clocks().recounted(recounted)), now());
            workflow.recalculateTimers(c.id());
            events.publishEvent(new LimitRecounted(c.id(), recounted.due()));
        }
    }

    /** Open cases whose limit was counted while a year of the calendar was not published. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Case> provisional() {
        return cases.provisional();
    }

    /** The published rules find nothing missing: the clock of the decision starts. */
    public void acceptByRule(Case c) {
        append(c, Actor.RULE.id(), Act.ACCEPTED, "", null);
        cases.update(c.accepted(limit(catalogue.item(c.item()))), now());
    }

    private Deadline limit(ServiceItem item) {
        return calendar.deadline(calendar.receivedAt(now()), item.promisedWorkingDays());
    }

    private void append(Case c, String actor, Act act, String outcome, String note) {
        cases.append(c.id(), new CaseEvent(0, now(), actor, act, null, "", outcome, note, Map.of()));
        if (actor.equals(Actor.RULE.id())) {
            // What people do comes with their request.
            audit.record(AuditRecord.of(now(), Actor.RULE, "case " + act, c.id(), AuditRecord.DONE));
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
    }

    private Instant now() {
        return Times.toMillis(clock.instant());
    }
}
