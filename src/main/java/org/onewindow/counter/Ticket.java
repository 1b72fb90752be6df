package org.onewindow.counter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import org.onewindow.shared.Refusal;

/**
 * One person in the queue of one outlet on one day. Owns its transitions: each returns the next state or refuses.
 *
 * @param serial counted from 1 at the outlet on the day
 * @param itemGroup the group of windows that serves the item
 * @param appointment number of the booked visit, or {@code null} for a walk-in
 * @param person blind index of the citizen ID number, or {@code null} when it was not asked for
 * @param dueAt place in the queue: the moment from which the person has a right to be called
 * @param window where he was called to last, or {@code null}
 * @param clerk who called him last, or {@code null}
 * @param calls how often he was called since he last stood in the queue
 * @param recalls how often he was passed over and stood in the queue again
 * @param firstCall when his waiting ended, or {@code null}
 */
public record Ticket(
        String id,
        String outlet,
        LocalDate day,
        int serial,
        String item,
        String itemGroup,
        String appointment,
        String person,
        Status status,
        Instant joinedAt,
        Instant dueAt,
        String window,
        String clerk,
        int calls,
        int recalls,
        Instant calledAt,
        Instant firstCall,
        Instant startedAt,
        Instant endedAt,
        int version) {

    public enum Status {
        WAITING,
        CALLED,
        SERVING,
        /** Fetches something and comes back to his place. */
        PARKED,
        /** Passed over: called, and did not come. */
        MISSED,
        /** Served; waits for what is being made. */
        PICKUP,
        DONE,
        /** Gone without being served to the end. */
        LEFT
    }

    static Ticket joined(
            String id,
            String outlet,
            LocalDate day,
            int serial,
            String item,
            String itemGroup,
            String appointment,
            String person,
            Instant now,
            Instant dueAt) {
        return new Ticket(
                id,
                outlet,
                day,
                serial,
                item,
                itemGroup,
                appointment,
                person,
                Status.WAITING,
                now,
                dueAt,
                null,
                null,
                0,
                0,
                null,
                null,
                null,
                null,
                0);
    }

    /** What is printed and called, such as {@code JG012}. */
    public String number() {
        return "%s%03d".formatted(itemGroup, serial);
    }

    /** Whether a clerk has him at a window. */
    public boolean inHand() {
        return status == Status.CALLED || status == Status.SERVING;
    }

    public boolean over() {
        return status == Status.DONE || status == Status.LEFT;
    }

    Ticket called(String by, String at, Instant now) {
        require(Status.WAITING, Status.PICKUP);
        return new Ticket(
                id,
                outlet,
                day,
                serial,
                item,
                itemGroup,
                appointment,
                person,
                Status.CALLED,
                joinedAt,
                dueAt,
                at,
                by,
                1,
                recalls,
                now,
                firstCall == null ? now : firstCall,
                startedAt,
                null,
                version);
    }

    Ticket calledAgain(Instant now) {
        require(Status.CALLED);
        return with(Status.CALLED, dueAt, calls + 1, recalls, now, startedAt, null);
    }

    Ticket started(Instant now) {
        require(Status.CALLED);
        return with(Status.SERVING, dueAt, calls, recalls, calledAt, startedAt == null ? now : startedAt, null);
    }

    /** @throws Refusal {@code ticket-call-again} before he was called often enough */
    Ticket missed(int enough) {
        require(Status.CALLED);
        if (calls < enough) {
            throw Refusal.conflict("ticket-call-again", enough, calls);
        }
        return with(Status.MISSED, dueAt, calls, recalls, calledAt, startedAt, null);
    }

    /**
     * Stands in the queue again, behind those who are there.
     *
     * @throws Refusal {@code ticket-recalled}
     */
    Ticket recalled(int most, Instant now) {
        require(Status.MISSED);
        if (recalls >= most) {
            throw Refusal.conflict("ticket-recalled", most);
        }
        return with(Status.WAITING, now, 0, recalls + 1, calledAt, startedAt, null);
    }

    Ticket parked() {
        require(Status.WAITING, Status.CALLED, Status.SERVING);
        return with(Status.PARKED, dueAt, calls, recalls, calledAt, startedAt, null);
    }

    /** Back at the place that he had. */
    Ticket resumed() {
        require(Status.PARKED);
        return with(Status.WAITING, dueAt, 0, recalls, calledAt, startedAt, null);
    }

    /** To another item, at the place in the queue that he had. */
    Ticket redirected(String toItem, String toGroup) {
        require(Status.WAITING, Status.CALLED, Status.SERVING);
        return new Ticket(
                id,
                outlet,
                day,
                serial,
                toItem,
                toGroup,
                appointment,
                person,
                Status.WAITING,
                joinedAt,
                dueAt,
                null,
                null,
                0,
                recalls,
                calledAt,
                firstCall,
                startedAt,
                null,
                version);
    }

    Ticket awaitingPickup() {
        require(Status.SERVING);
        return with(Status.PICKUP, dueAt, calls, recalls, calledAt, startedAt, null);
    }

    Ticket finished(Instant now) {
        require(Status.SERVING);
        return with(Status.DONE, dueAt, calls, recalls, calledAt, startedAt, now);
    }

    Ticket left(Instant now) {
        require(Status.WAITING, Status.CALLED, Status.SERVING, Status.PARKED, Status.MISSED, Status.PICKUP);
        return with(Status.LEFT, dueAt, calls, recalls, calledAt, startedAt, now);
    }

    private void require(Status first, Status... others) {
        if (!EnumSet.of(first, others).contains(status)) {
            throw Refusal.conflict("ticket-status", status);
        }
    }

    private Ticket with(
            Status next, Instant due, int callsNow, int recallsNow, Instant called, Instant started, Instant ended) {
        return new Ticket(
                id,
                outlet,
                day,
                serial,
                item,
                itemGroup,
                appointment,
                person,
                next,
                joinedAt,
                due,
                window,
                clerk,
                callsNow,
                recallsNow,
                called,
                firstCall,
                started,
                ended,
                version);
    }
}
