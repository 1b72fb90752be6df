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
import org.onewindow.identity.Relatives;
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

    /** By how much the head of the authority may extend the limit (permit law, article 42). */
    static final int EXTENSION_WORKING_DAYS = 10;

    private static final Set<Act> ACCEPTANCE =
            EnumSet.of(Act.SUBMITTED, Act.RESUBMITTED, Act.ACCEPTED, Act.DEEMED_ACCEPTED);

    /** After these the limit is no longer counted from the submission. */
    private static final Set<Act> COUNTED_ANEW = EnumSet.of(Act.ACCEPTED, Act.CLOCK_STOPPED, Act.CLOCK_RESTARTED);

    private final CaseRepository cases;
    private final Catalogue catalogue;
    private final WorkingCalendar calendar;
    private final Workflow workflow;
    private final Relatives relatives;
    private final ApplicationEventPublisher events;
    private final Audit audit;
    private final Clock clock;

    Cases(
            CaseRepository cases,
            Catalogue catalogue,
            WorkingCalendar calendar,
            Workflow workflow,
            Relatives relatives,
            ApplicationEventPublisher events,
            Audit audit,
            Clock clock) {
        this.cases = cases;
        this.catalogue = catalogue;
        this.calendar = calendar;
        this.workflow = workflow;
        this.relatives = relatives;
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
        return receive(
                applicant, item, unit, subject, catalogue.offered(item, today()).process());
    }

    /** The same in another order of work than its item's. */
    public Case receive(Actor applicant, String item, String unit, String subject, String process) {
        ServiceItem offered = catalogue.offered(item, today());
        Case received = cases.insert(draft(applicant, item, unit, subject).received(now(), limit(offered)), now());
        begin(received, applicant, process);
        return received;
    }

    private static Case draft(Actor applicant, String item, String unit, String subject) {
        String id = UUID.randomUUID().toString();
        return new Case(id, 0, item, CaseStatus.DRAFT, applicant.id(), unit, subject, Clocks.STOPPED, null, null, 0);
    }

    /** Keeps a draft, or an application in correction, under what it is now about. */
    public Case readdress(Case kept, String item, String unit, String subject) {
        if (kept.status() == CaseStatus.CORRECTION_NOTIFIED && !kept.item().equals(item)) {
            throw Refusal.conflict("item-fixed");
        }
        return cases.update(kept.addressed(item, unit, subject), now());
    }

    /**
     * A draft becomes a case with a number; a corrected application goes back to where it was stopped.
     *
     * @param by who hands it in: the applicant, or who takes it down for him
     */
    public Case submit(Actor by, Case kept) {
        ServiceItem item = kept.status() == CaseStatus.DRAFT ? catalogue.offered(kept.item(), today()) : itemOf(kept);
        Case received = cases.update(kept.received(now(), limit(item)), now());
        if (kept.status() == CaseStatus.DRAFT) {
            begin(received, by, item.process());
        } else {
            append(received, by.id(), Act.RESUBMITTED, "", null);
            workflow.deliver(CORRECTED, received.id());
        }
        return received;
    }

    /**
     * Opens a case in which another authority decides its part of an application that was accepted; it has a clock of its own.
     *
     * @param part code, the subject of the case
     * @param process that handles it
     */
    public Case receivePart(Case whole, String part, String unit, String process) {
        ServiceItem item = itemOf(whole);
        Actor applicant = new Actor(whole.applicant(), Set.of(), "");
        Case received = cases.insert(draft(applicant, item.code(), unit, part).received(now(), limit(item)), now());
        append(received, Actor.RULE.id(), Act.SUBMITTED, "", null);
        workflow.start(process, received.id(), Map.of());
        return received;
    }

    private void begin(Case received, Actor applicant, String process) {
        append(received, applicant.id(), Act.SUBMITTED, "", null);
        workflow.start(process, received.id(), Map.of());
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

    /** The item as it was on the day on which the case was handed in, whatever has become of it since. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public ServiceItem itemOf(Case c) {
        return c.submittedOn() == null ? catalogue.item(c.item()) : catalogue.item(c.item(), c.submittedOn());
    }

    /**
     * The applicant's own case, or one that the actor's unit works on, unless a relative applied for it whom he has declared:
     * what he may not decide he has no reason to read.
     *
     * @throws Refusal {@code case-unknown} when there is none, or it is not the actor's to see: told alike
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Case visibleTo(Actor actor, String id) {
        return cases.find(id)
                .filter(c -> c.applicant().equals(actor.id())
                        || c.status() != CaseStatus.DRAFT
                                && worksOn(actor, c)
                                && handlesCases(actor)
                                && !relatives.avoidedBy(actor).contains(c.applicant()))
                .orElseThrow(() -> Refusal.notFound("case-unknown"));
    }

    /** Both sides of a case that was forwarded see it. */
    private static boolean worksOn(Actor actor, Case c) {
        return c.units().stream().anyMatch(actor::worksFor);
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

    /** The applicant's cases of this item that are not over, the newest first. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Case> underWay(Actor applicant, String item) {
        return cases.ofApplicantAndItem(applicant.id(), item).stream()
                .filter(c -> c.status() != CaseStatus.DRAFT && c.turn() != CaseStatus.Turn.NOBODY)
                .toList();
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
        return cases.completed(task)
                .filter(done -> worksOn(actor, running(done.caseId())))
                .map(CaseRepository.Completed::at);
    }

    /** The case of a task that was ended, if the actor may know of it. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Case> ofEndedTask(Actor actor, String task) {
        return cases.completed(task)
                .filter(done -> worksOn(actor, running(done.caseId())))
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

    /** Until when the applicant must have heard of what is missing; else it counts as accepted (permit law, article 32). */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Instant noticeDueAt(Case c) {
        if (acceptedBefore(c)) {
            return c.clocks().promised().due();
        }
        return calendar.deadline(
                        c.clocks().promised().received(), itemOf(c).limits().noticeStatutory())
                .due();
    }

    /** The clock of the decision starts. */
    public void accept(Case c) {
        boolean again = acceptedBefore(c);
        append(c, lastCompletion(c.id()).actor(), Act.ACCEPTED, "", null);
        cases.update(c.accepted(again ? c.clocks().promised() : limit(itemOf(c))), now());
    }

    /** Whether it was returned to the acceptance: its clock runs on. */
    private boolean acceptedBefore(Case c) {
        return history(c).stream()
                .map(CaseEvent::act)
                .filter(ACCEPTANCE::contains)
                .reduce((earlier, later) -> later)
                .filter(act -> act == Act.ACCEPTED || act == Act.DEEMED_ACCEPTED)
                .isPresent();
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
        if (!itemOf(c).onTheSpot()) {
            throw Refusal.conflict("not-on-the-spot", c.item());
        }
        deliver(decide(c, CaseStatus.GRANTED, completion));
    }

    /** Hands a case that was accepted to the unit that decides it; done once, and not to a unit that has it already. */
    public void forward(Case c, String competent) {
        if (c.forwarding() == null && !c.unit().equals(competent) && !c.unit().startsWith(competent + ".")) {
            cases.append(
                    c.id(),
                    new CaseEvent(
                            0,
                            now(),
                            Actor.RULE.id(),
                            Act.FORWARDED,
                            null,
                            "",
                            "",
                            null,
                            Map.of("from", c.unit(), "to", competent)));
            cases.update(c.forwarded(competent), now());
        }
    }

    /**
     * The clock of the delivery starts, at the decision.
     *
     * @param toWindow whether the applicant comes for the result to where he applied
     */
    public Case awaitDelivery(Case c, boolean toWindow) {
        int days = itemOf(c).limits().deliveryPromised();
        return cases.update(c.toDeliver(calendar.deadline(c.decision().at(), days), toWindow), now());
    }

    public void deliver(Case c) {
        append(c, lastCompletion(c.id()).actor(), Act.DELIVERED, "", null);
        cases.update(c.delivered(), now());
        events.publishEvent(new CaseDelivered(c.id()));
    }

    /** What was delivered is looked at once more by the unit that decided it. */
    public void reopen(Case delivered) {
        cases.update(delivered.reopened(), now());
    }

    /**
     * Takes a grant back for good: it is as if it had never been (permit law, article 69).
     *
     * @throws Refusal {@code reason-missing}
     */
    public void rescind(Case delivered, CaseEvent completion) {
        requireReason(completion);
        append(delivered, completion.actor(), Act.RESCINDED, "", completion.note());
        cases.update(delivered.rescinded(new Decision(completion.actor(), now(), completion.note())), now());
    }

    /** The promised limit of the delivery has passed. */
    void reportDelivery(Case c) {
        append(c, Actor.RULE.id(), Act.DELIVERY_OVERDUE, "", null);
    }

    /** @throws Refusal {@code reason-missing}: the applicant is told what for, and how long it takes */
    void stopClock(Case c, CaseEvent completion) {
        requireReason(completion);
        append(c, completion.actor(), Act.CLOCK_STOPPED, "", null);
        Deadline limit = c.clocks().promised();
        int left = calendar.left(limit.received(), limit.workingDays(), now());
        cases.update(c.clockStopped(calendar.deadline(now(), left)), now());
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

    /** @throws Refusal {@code reason-missing}: the advice is given in words */
    public Case advise(Case c, CaseEvent completion) {
        requireReason(completion);
        return decide(c, CaseStatus.ADVISED, completion);
    }

    /** A person decides; his completion of the task is on record already. */
    public Case decide(Case c, CaseStatus result, CaseEvent completion) {
        Case decided = end(c.decided(result, new Decision(completion.actor(), now(), completion.note())));
        if (result == CaseStatus.GRANTED) {
            events.publishEvent(new CaseGranted(c.id()));
        }
        return decided;
    }

    /**
     * Another authority decided.
     *
     * @param authority whom the decision names, such as {@code region:370200}
     * @param reason in its words for the applicant, or {@code null}
     */
    public Case decideElsewhere(Case c, CaseStatus result, String authority, String reason) {
        append(c, authority, Act.DECIDED_ELSEWHERE, result.name(), reason);
        return end(c.decidedElsewhere(result, new Decision(authority, now(), reason)));
    }

    private Case end(Case ended) {
        Case stored = cases.update(ended, now());
        events.publishEvent(
                new CaseEnded(stored.id(), stored.status(), stored.decision().reason()));
        return stored;
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
        return end(c.decided(result, new Decision(Actor.RULE.id(), now(), reason)));
    }

    /** A rule ends the case wherever it stands. */
    public void lapse(Case c, String reason) {
        decideByRule(c, CaseStatus.TERMINATED, reason);
        workflow.cancel(c.id(), reason);
    }

    /** Papers that were still missing have come. */
    public void supplied(Actor clerk, Case c) {
        append(c, clerk.id(), Act.SUPPLIED, "", null);
    }

    /** @throws Refusal {@code correction-already-notified}, {@code defects-missing} */
    public Case notifyCorrection(Case c) {
        if (lastCompletion(c.id()).fields().isEmpty()) {
            throw Refusal.invalid("fields", "defects-missing");
        }
        Deadline until = calendar.deadline(now(), itemOf(c).correctionWorkingDays());
        return told(c.correctionNotified(until.due()), lastCompletion(c.id()).fields());
    }

    private Case told(Case correcting, Map<String, String> defects) {
        Case stored = cases.update(correcting, now());
        events.publishEvent(
                new CorrectionNotified(stored.id(), defects, stored.clocks().correctionDueAt()));
        return stored;
    }

    /**
     * Another authority, which decides, asks for a correction and counts the time for it.
     *
     * @param authority whom the notice names, such as {@code region:370200}
     */
    public Case notifyCorrectionElsewhere(Case c, String authority, Map<String, String> defects, Instant until) {
        cases.append(c.id(), new CaseEvent(0, now(), authority, Act.CORRECTION_ELSEWHERE, null, "", "", null, defects));
        return told(c.correctionNotifiedElsewhere(until), defects);
    }

    /** What was asked for with the last notice of a correction, here or elsewhere. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public CaseEvent correctionAsked(Case c) {
        return history(c).stream()
                .filter(event -> event.act() == Act.TASK_COMPLETED || event.act() == Act.CORRECTION_ELSEWHERE)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalStateException("nothing was asked for: " + c.id()));
    }

    /** What was corrected goes on to the authority that asked for it; nobody here examines it, and the clock starts anew. */
    public void passOn(Case corrected) {
        awaitAcceptance(corrected);
        acceptByRule(running(corrected.id()));
    }

    /** The time for correcting ran out; nothing happens when the applicant was faster. */
    public void closeNotCorrected(Case c) {
        if (c.status() == CaseStatus.CORRECTION_NOTIFIED) {
            append(c, Actor.RULE.id(), Act.NOT_CORRECTED, "", null);
            end(c.notCorrected(now()));
        }
    }

    public Case withdraw(Actor applicant, Case c, String why) {
        String task = workflow.task(c.id()).orElse(null);
        cases.append(c.id(), new CaseEvent(0, now(), applicant.id(), Act.WITHDRAWN, task, "", "", why, Map.of()));
        Case withdrawn = end(c.withdrawn(now(), why));
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

    /** A supervisor urges whoever works on it. */
    public void urge(Actor supervisor, Case c, String words) {
        append(c, supervisor.id(), Act.REMINDED, "", words);
    }

    /**
     * Takes the case back to a step that it has passed; the process is moved by the caller.
     *
     * @throws Refusal {@code step-not-passed}, {@code reason-missing}, {@code case-status}
     */
    public void returnTo(Actor actor, Case c, String from, String to, String why) {
        CaseStatus there = cases.passed(c.id(), to).orElseThrow(() -> Refusal.invalid("step", "step-not-passed"));
        if (why == null) {
            throw Refusal.invalid("note", "reason-missing");
        }
        cases.append(c.id(), new CaseEvent(0, now(), actor.id(), Act.RETURNED_TO_STEP, null, from, to, why, Map.of()));
        cases.update(c.returned(there), now());
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
        cases.update(c.accepted(limit(itemOf(c))), now());
    }

    private Deadline limit(ServiceItem item) {
        return calendar.deadline(calendar.receivedAt(now()), item.workingDays());
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
