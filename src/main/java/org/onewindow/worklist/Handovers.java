package org.onewindow.worklist;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.onewindow.casework.Cases;
import org.onewindow.identity.Accounts;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.shared.Times;
import org.onewindow.workflow.Workflow;
import org.onewindow.worklist.WorkRequest.Kind;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What people at a counter do with a piece of work besides ending it: pass it on, take it back a step, ask each other. */
@Service
@Transactional
class Handovers {

    private static final int LONGEST = 1000;

    private final Worklist worklist;
    private final WorkItemRepository items;
    private final WorkRequestRepository requests;
    private final Cases cases;
    private final Workflow workflow;
    private final Accounts accounts;
    private final Clock clock;

    Handovers(
            Worklist worklist,
            WorkItemRepository items,
            WorkRequestRepository requests,
            Cases cases,
            Workflow workflow,
            Accounts accounts,
            Clock clock) {
        this.worklist = worklist;
        this.items = items;
        this.requests = requests;
        this.cases = cases;
        this.workflow = workflow;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Who could do this piece of work. */
    @Transactional(propagation = Propagation.SUPPORTS)
    List<Actor> colleagues(Actor actor, String id) {
        WorkItem item = worklist.one(actor, id);
        return Stream.of(Role.CLERK, Role.SUPERVISOR)
                .flatMap(role -> accounts.withRole(role).stream())
                .filter(one -> isColleague(one, actor, item))
                .distinct()
                .toList();
    }

    private static boolean isColleague(Actor one, Actor actor, WorkItem item) {
        return (one.is(Role.CLERK) || one.is(Role.SUPERVISOR))
                && one.worksFor(item.unit())
                && !one.id().equals(actor.id())
                && !one.id().equals(item.applicant());
    }

    private Actor colleague(String account, Actor actor, WorkItem item) {
        return (account == null ? Optional.<Actor>empty() : accounts.actor(account))
                .filter(one -> isColleague(one, actor, item))
                .orElseThrow(() -> Refusal.invalid("to", "colleague-unfit"));
    }

    /** Somebody whose role the work asks for. */
    private Actor successor(String account, Actor actor, WorkItem item) {
        Actor one = colleague(account, actor, item);
        if (!one.is(item.role())) {
            throw Refusal.invalid("to", "colleague-unfit");
        }
        return one;
    }

    /**
     * Gives what the actor holds to somebody else, for good.
     *
     * @throws Refusal {@code not-claimed}, {@code colleague-unfit}
     */
    WorkItem transfer(Actor actor, String id, String to) {
        WorkItem item = held(actor, id);
        return passed(item, successor(to, actor, item), null);
    }

    /**
     * Lets somebody else do what the actor holds; what he does not end goes back to the actor when he releases it, or when
     * the actor claims it.
     *
     * @throws Refusal {@code not-claimed}, {@code colleague-unfit}
     */
    WorkItem delegate(Actor actor, String id, String to) {
        WorkItem item = held(actor, id);
        return passed(item, successor(to, actor, item), actor.id());
    }

    private WorkItem passed(WorkItem item, Actor to, String by) {
        Instant now = now();
        items.pass(item.id(), to.id(), by, now);
        return item.heldBy(to.id(), now);
    }

    /**
     * Takes the case back to a step that it has passed.
     *
     * @throws Refusal {@code not-claimed}, {@code step-not-passed}, {@code reason-missing}
     */
    void returnTo(Actor actor, WorkItem item, String step, String why) {
        held(actor, item.id());
        if (step == null || step.equals(item.step())) {
            throw Refusal.invalid("step", "step-not-passed");
        }
        cases.returnTo(actor, cases.running(item.caseId()), item.step(), step, words(why));
        workflow.moveBack(item.caseId(), item.step(), step);
    }

    /**
     * Asks somebody for his opinion or his signature.
     *
     * @throws Refusal {@code not-claimed}, {@code colleague-unfit}, {@code question-missing}
     */
    WorkRequest ask(Actor actor, String id, Kind kind, String of, String question) {
        WorkItem item = held(actor, id);
        new Defects()
                .require(kind != null, "kind", "question-missing")
                .require(words(question) != null && question.length() <= LONGEST, "question", "question-missing")
                .refuse();
        WorkRequest asked = new WorkRequest(
                UUID.randomUUID().toString(),
                item.id(),
                item.caseId(),
                kind,
                actor.id(),
                colleague(of, actor, item).id(),
                words(question),
                now(),
                null,
                null,
                null);
        requests.insert(asked);
        return asked;
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    List<WorkRequest> asked(Actor actor, String id) {
        return requests.ofItem(worklist.one(actor, id).id());
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    List<WorkRequest> waitingFor(Actor actor) {
        return requests.waitingFor(actor.id());
    }

    /**
     * @throws Refusal {@code work-request-unknown} when it is not asked of the actor, {@code task-closed} when the work is done,
     *     {@code answered-already}, {@code answer-missing}
     */
    WorkRequest answer(Actor actor, String id, Boolean agreed, String words) {
        WorkRequest asked = requests.find(id)
                .filter(request -> request.askedOf().equals(actor.id()))
                .orElseThrow(() -> Refusal.notFound("work-request-unknown"));
        worklist.one(actor, asked.itemId());
        new Defects()
                .require(agreed != null, "agreed", "answer-missing")
                .require(words(words) != null && words.length() <= LONGEST, "answer", "answer-missing")
                .refuse();
        WorkRequest answered = new WorkRequest(
                asked.id(),
                asked.itemId(),
                asked.caseId(),
                asked.kind(),
                asked.askedBy(),
                asked.askedOf(),
                asked.question(),
                asked.askedAt(),
                agreed,
                words(words),
                now());
        if (!requests.answer(answered)) {
            throw Refusal.conflict("answered-already");
        }
        return answered;
    }

    /**
     * A supervisor urges whoever holds it (催办); it stands in the case.
     *
     * @throws Refusal {@code not-your-role}
     */
    void urge(Actor actor, String id, String words) {
        WorkItem item = worklist.one(actor, id);
        if (!actor.is(Role.SUPERVISOR)) {
            throw Refusal.forbidden("not-your-role");
        }
        cases.urge(actor, cases.running(item.caseId()), words(words));
    }

    private WorkItem held(Actor actor, String id) {
        WorkItem item = worklist.one(actor, id);
        if (!items.lock(id, actor.id())) {
            throw Refusal.conflict("not-claimed");
        }
        return item;
    }

    private static String words(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private Instant now() {
        return Times.toMillis(clock.instant());
    }
}
