package org.onewindow.rating;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseEvent;
import org.onewindow.casework.CaseEvent.Act;
import org.onewindow.casework.CaseStatus.Turn;
import org.onewindow.casework.Cases;
import org.onewindow.casework.LimitRecounted;
import org.onewindow.rating.Rating.Answer;
import org.onewindow.rating.Rating.Reason;
import org.onewindow.rating.Rating.Result;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.shared.Times;
import org.onewindow.workflow.Workflow;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The verbs of whoever rates and of whoever answers him. */
@Service
@Transactional
public class Ratings {

    /** How many rated something with a level. */
    public record Counted(String unit, String item, int level, long times) {}

    private static final String FOLLOW_UP = "rating-follow-up";

    private final RatingRepository kept;
    private final Cases cases;
    private final WorkingCalendar calendar;
    private final Workflow workflow;
    private final ApplicationEventPublisher events;
    private final RatingRules rules;
    private final Clock clock;

    Ratings(
            RatingRepository kept,
            Cases cases,
            WorkingCalendar calendar,
            Workflow workflow,
            ApplicationEventPublisher events,
            RatingRules rules,
            Clock clock) {
        this.kept = kept;
        this.cases = cases;
        this.calendar = calendar;
        this.workflow = workflow;
        this.events = events;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * @throws Refusal {@code case-unknown}, {@code rating-level}, {@code rating-reason-missing} of a negative one,
     *     {@code rating-too-early}, {@code rating-too-late}, {@code rated-already}
     */
    public Rating rate(Actor applicant, String caseId, Integer level, Set<Reason> reasons, String words) {
        Case c = cases.ownedBy(applicant, caseId);
        String said = words == null || words.isBlank() ? null : words.strip();
        Set<Reason> ticked = reasons == null ? Set.of() : reasons;
        new Defects()
                .require(level != null && level >= 1 && level <= 5, "level", "rating-level")
                .require(
                        level == null || level > 2 || said != null || !ticked.isEmpty(),
                        "reasons",
                        "rating-reason-missing")
                .refuse();
        if (c.decision() == null || c.turn() != Turn.NOBODY) {
            throw Refusal.conflict("rating-too-early");
        }
        Instant now = Times.toMillis(clock.instant());
        if (now.isAfter(until(c))) {
            throw Refusal.conflict("rating-too-late", rules.openWorkingDays());
        }
        Instant due = level <= 2
                ? Times.toMillis(calendar.deadline(calendar.receivedAt(now), rules.answerWorkingDays())
                        .due())
                : null;
        Rating given = new Rating(c.id(), c.unit(), c.item(), level, ticked, said, now, due, false, null);
        try {
            kept.insert(given);
        } catch (DuplicateKeyException earlier) {
            throw Refusal.conflict("rated-already");
        }
        if (given.isNegative()) {
            workflow.start(FOLLOW_UP, c.id(), Map.of());
            events.publishEvent(new LimitRecounted(c.id(), due));
        }
        return given;
    }

    /** Until when its applicant may rate it; empty while it runs, when that has passed, and once he has. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Instant> openUntil(Case own) {
        if (own.decision() == null
                || own.turn() != Turn.NOBODY
                || kept.find(own.id()).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(until(own)).filter(end -> !clock.instant().isAfter(end));
    }

    /** How the case was rated, for whoever may know. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Rating> find(Actor actor, Case visible) {
        return visible.applicant().equals(actor.id()) || actor.is(Role.SUPERVISOR)
                ? kept.find(visible.id())
                : Optional.empty();
    }

    private Instant until(Case c) {
        return calendar.deadline(over(c), rules.openWorkingDays()).due();
    }

    private Instant over(Case c) {
        return cases.history(c).stream()
                .filter(event -> event.act() == Act.DELIVERED)
                .map(CaseEvent::at)
                .findFirst()
                .orElse(c.decision().at());
    }

    /** @throws Refusal {@code case-unknown}, {@code rating-unknown}; whoever was rated does not see it */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Rating visibleTo(Actor actor, String caseId) {
        Case c = cases.visibleTo(actor, caseId);
        return find(actor, c).orElseThrow(() -> Refusal.notFound("rating-unknown"));
    }

    /** Of the actor's units, counted by level. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Counted> counts(Actor supervisor, LocalDate from, LocalDate to) {
        return kept
                .counts(
                        from.atStartOfDay(WorkingCalendar.ZONE).toInstant(),
                        to.plusDays(1).atStartOfDay(WorkingCalendar.ZONE).toInstant())
                .stream()
                .filter(counted -> supervisor.worksFor(counted.unit()))
                .toList();
    }

    Instant followUpDueAt(String caseId) {
        return kept.find(caseId).orElseThrow().dueAt();
    }

    void reportLate(String caseId) {
        kept.late(caseId);
    }

    /** @throws Refusal {@code reason-missing}: the rater is told in words; {@code rating-own-work} */
    void answer(String caseId, Result result) {
        CaseEvent completion = cases.lastCompletion(caseId);
        if (completion.note() == null) {
            throw Refusal.invalid("note", "reason-missing");
        }
        if (cases.running(caseId).decision().by().equals(completion.actor())) {
            throw Refusal.forbidden("rating-own-work");
        }
        kept.answer(kept.find(caseId)
                .orElseThrow()
                .answered(new Answer(result, completion.note(), Times.toMillis(clock.instant()))));
    }
}
