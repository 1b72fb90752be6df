package org.onewindow.service;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseDelivered;
import org.onewindow.casework.Cases;
import org.onewindow.service.CommitmentCheck.Result;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.onewindow.workflow.Workflow;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Promises in place of proofs: checked after the result was handed over, and what follows. */
@Service
@Transactional
public class Commitments {

    private static final String CHECKING = "commitment-check";

    private final CommitmentRepository kept;
    private final ServiceApplicationRepository applications;
    private final Cases cases;
    private final WorkingCalendar calendar;
    private final Workflow workflow;
    private final CommitmentRules rules;
    private final Clock clock;

    Commitments(
            CommitmentRepository kept,
            ServiceApplicationRepository applications,
            Cases cases,
            WorkingCalendar calendar,
            Workflow workflow,
            CommitmentRules rules,
            Clock clock) {
        this.kept = kept;
        this.applications = applications;
        this.cases = cases;
        this.calendar = calendar;
        this.workflow = workflow;
        this.rules = rules;
        this.clock = clock;
    }

    /** Empty for a case without a promise, or not delivered yet. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<CommitmentCheck> of(Case visible) {
        return kept.find(visible.id());
    }

    /** @throws Refusal {@code commitment-broken} with the day until which no promise of his counts */
    void requireTrusted(String applicant) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
        kept.lastBroken(applicant)
                .map(at -> LocalDate.ofInstant(at, WorkingCalendar.ZONE).plus(rules.barred()))
                .filter(today::isBefore)
                .ifPresent(until -> {
                    throw Refusal.conflict("commitment-broken", until);
                });
    }

    @EventListener
    void delivered(CaseDelivered delivered) {
        Case c = cases.running(delivered.caseId());
        if (applications
                .find(c)
                .filter(asked -> Boolean.TRUE.equals(asked.commitment()))
                .isPresent()) {
            Instant begins = calendar.deadline(now(), rules.beginWorkingDays()).due();
            Instant due = calendar.deadline(begins, rules.checkWorkingDays()).due();
            kept.insert(new CommitmentCheck(c.id(), begins, due, false, null, null));
            workflow.start(CHECKING, c.id(), Map.of());
        }
    }

    CommitmentCheck running(String caseId) {
        return kept.find(caseId).orElseThrow();
    }

    void begin(String caseId) {
        cases.reopen(cases.running(caseId));
    }

    void reportLate(String caseId) {
        kept.late(caseId);
    }

    void keptWord(String caseId) {
        kept.found(caseId, Result.KEPT, now());
    }

    /** @throws Refusal {@code reason-missing}: who loses a grant is told why */
    void brokeWord(String caseId) {
        cases.rescind(cases.running(caseId), cases.lastCompletion(caseId));
        kept.found(caseId, Result.BROKEN, now());
    }

    private Instant now() {
        return Times.toMillis(clock.instant());
    }
}
