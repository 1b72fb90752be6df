package org.onewindow.casework;

import static org.onewindow.casework.CaseStatus.CLOSED_NOT_CORRECTED;
import static org.onewindow.casework.CaseStatus.CORRECTION_NOTIFIED;
import static org.onewindow.casework.CaseStatus.DELIVERED;
import static org.onewindow.casework.CaseStatus.DRAFT;
import static org.onewindow.casework.CaseStatus.GRANTED;
import static org.onewindow.casework.CaseStatus.PENDING_ACCEPTANCE;
import static org.onewindow.casework.CaseStatus.RECEIVED;
import static org.onewindow.casework.CaseStatus.RESCINDED;
import static org.onewindow.casework.CaseStatus.SPECIAL_PROCEDURE;
import static org.onewindow.casework.CaseStatus.UNDER_REVIEW;
import static org.onewindow.casework.CaseStatus.WITHDRAWN;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onewindow.calendar.Deadline;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.shared.Refusal;

/**
 * One application in work. Owns its transitions: each returns the next state or refuses.
 *
 * @param serial running number, the middle of the case number
 * @param item code in the catalogue
 * @param applicant account that applied
 * @param unit code of the unit that has it now
 * @param subject what a clerk looks it up by, such as a plate
 * @param forwarding its two units once the one that accepted it has handed it to the one that decides, else {@code null}
 * @param decision how it ended, or {@code null} while it is open
 */
public record Case(
        String id,
        long serial,
        String item,
        CaseStatus status,
        String applicant,
        String unit,
        String subject,
        Clocks clocks,
        Forwarding forwarding,
        Decision decision,
        int version) {

    /**
     * @param by account that decided, or {@code rule}
     * @param reason in words for the applicant, or {@code null} where the result says all
     */
    public record Decision(String by, Instant at, String reason) {}

    /**
     * @param window unit at whose window it was accepted and, if the applicant comes for it, is handed over
     * @param competent unit that decides
     */
    public record Forwarding(String window, String competent) {}

    /** What people call it; {@code null} for a draft, which has no number yet. */
    public String number() {
        return clocks.submittedAt() == null
                ? null
                : CaseNumber.of(LocalDate.ofInstant(clocks.submittedAt(), WorkingCalendar.ZONE), item, serial);
    }

    /** @throws Refusal unless the applicant may still change what he applied for */
    public void requireEditable() {
        require(DRAFT, CORRECTION_NOTIFIED);
    }

    Case addressed(String toItem, String toUnit, String about) {
        requireEditable();
        return new Case(id, serial, toItem, status, applicant, toUnit, about, clocks, forwarding, decision, version);
    }

    Case received(Instant at, Deadline limit) {
        requireEditable();
        return to(RECEIVED, clocks.received(at, limit));
    }

    Case underReview() {
        require(RECEIVED);
        return to(UNDER_REVIEW, clocks);
    }

    Case pendingAcceptance() {
        require(RECEIVED);
        return to(PENDING_ACCEPTANCE, clocks);
    }

    /** The decision is due by then. */
    Case accepted(Deadline limit) {
        require(PENDING_ACCEPTANCE);
        return to(UNDER_REVIEW, clocks.counted(limit));
    }

    /** @param left what is left to count when it goes on */
    Case clockStopped(Deadline left) {
        require(UNDER_REVIEW);
        return to(SPECIAL_PROCEDURE, clocks.counted(left));
    }

    Case clockRestarted(Deadline limit) {
        require(SPECIAL_PROCEDURE);
        return to(UNDER_REVIEW, clocks.counted(limit));
    }

    Case extended(Deadline limit) {
        require(UNDER_REVIEW);
        return to(UNDER_REVIEW, clocks.counted(limit));
    }

    /** Handed to the unit that decides; its clock runs on. */
    Case forwarded(String competent) {
        require(UNDER_REVIEW);
        return at(competent, new Forwarding(unit, competent), clocks);
    }

    /** @param toWindow whether it goes back to the window where it was accepted */
    Case toDeliver(Deadline limit, boolean toWindow) {
        require(GRANTED);
        return at(toWindow && forwarding != null ? forwarding.window() : unit, forwarding, clocks.delivering(limit));
    }

    /** Undecided, it goes back to where it stood; what was not accepted yet is the window's again. */
    Case returned(CaseStatus there) {
        require(PENDING_ACCEPTANCE, UNDER_REVIEW);
        if (there != PENDING_ACCEPTANCE && there != UNDER_REVIEW) {
            throw Refusal.conflict("case-status", there);
        }
        boolean toWindow = there == PENDING_ACCEPTANCE && forwarding != null;
        return at(toWindow ? forwarding.window() : unit, toWindow ? null : forwarding, clocks)
                .to(there, clocks);
    }

    Case delivered() {
        require(GRANTED);
        return to(DELIVERED, clocks);
    }

    /** Delivered, it goes once more to the unit that decided it. */
    Case reopened() {
        require(DELIVERED);
        return at(forwarding == null ? unit : forwarding.competent(), forwarding, clocks);
    }

    /** What was granted on a promise that was not kept. */
    Case rescinded(Decision how) {
        require(DELIVERED);
        return ended(RESCINDED, how);
    }

    /** Permit law, article 32: the applicant is told of everything that is missing at once, and once. */
    Case correctionNotified(Instant until) {
        require(UNDER_REVIEW, PENDING_ACCEPTANCE);
        if (clocks.corrections() > 0) {
            throw Refusal.conflict("correction-already-notified");
        }
        return to(CORRECTION_NOTIFIED, clocks.correcting(until));
    }

    /** Another authority asks, which decides; what was asked here before does not count for it. */
    Case correctionNotifiedElsewhere(Instant until) {
        require(UNDER_REVIEW);
        return to(CORRECTION_NOTIFIED, clocks.correcting(until));
    }

    Case decided(CaseStatus result, Decision how) {
        require(RECEIVED, PENDING_ACCEPTANCE, UNDER_REVIEW, SPECIAL_PROCEDURE);
        return ended(result, how);
    }

    /** Another authority decides, whatever we are waiting for. */
    Case decidedElsewhere(CaseStatus result, Decision how) {
        require(UNDER_REVIEW, CORRECTION_NOTIFIED);
        return ended(result, how);
    }

    Case notCorrected(Instant at) {
        require(CORRECTION_NOTIFIED);
        return ended(CLOSED_NOT_CORRECTED, new Decision("rule", at, null));
    }

    /** The applicant may take it back until it is decided. */
    Case withdrawn(Instant at, String why) {
        require(RECEIVED, PENDING_ACCEPTANCE, UNDER_REVIEW, SPECIAL_PROCEDURE, CORRECTION_NOTIFIED);
        return ended(WITHDRAWN, new Decision(applicant, at, why));
    }

    /** Day of the office on which it was handed in; {@code null} for a draft. */
    LocalDate submittedOn() {
        return clocks.submittedAt() == null ? null : LocalDate.ofInstant(clocks.submittedAt(), WorkingCalendar.ZONE);
    }

    /** Who acts next: a grant that has still to be delivered is not over. */
    public CaseStatus.Turn turn() {
        return status == GRANTED && clocks.delivery() != null ? CaseStatus.Turn.OFFICER : status.turn();
    }

    /** Units whose people may see it. */
    public Set<String> units() {
        return forwarding == null
                ? Set.of(unit)
                : Stream.of(unit, forwarding.window(), forwarding.competent()).collect(Collectors.toUnmodifiableSet());
    }

    Case with(Clocks changed) {
        return to(status, changed);
    }

    Case numbered(long assigned) {
        return new Case(id, assigned, item, status, applicant, unit, subject, clocks, forwarding, decision, version);
    }

    Case stored() {
        return new Case(id, serial, item, status, applicant, unit, subject, clocks, forwarding, decision, version + 1);
    }

    private Case to(CaseStatus next, Clocks changed) {
        return new Case(id, serial, item, next, applicant, unit, subject, changed, forwarding, decision, version);
    }

    private Case at(String now, Forwarding between, Clocks changed) {
        return new Case(id, serial, item, status, applicant, now, subject, changed, between, decision, version);
    }

    private Case ended(CaseStatus result, Decision how) {
        return new Case(id, serial, item, result, applicant, unit, subject, clocks, forwarding, how, version);
    }

    private void require(CaseStatus first, CaseStatus... others) {
        if (!EnumSet.of(first, others).contains(status)) {
            throw Refusal.conflict("case-status", status);
        }
    }
}
