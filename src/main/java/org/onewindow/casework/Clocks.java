package org.onewindow.casework;

import java.time.Instant;
import org.onewindow.calendar.Deadline;

/**
 * The times of a case.
 *
 * @param submittedAt when the applicant first sent it; {@code null} for a draft
 * @param promised receipt and promised limit; {@code null} for a draft
 * @param corrections how often the applicant was asked to correct: once at most
 * @param correctionDueAt until when he may correct, or {@code null}
 * @param escalatedAt when the supervisor was told that the limit has passed, or {@code null}
 * @param delivery decision and promised limit of the delivery; {@code null} while nothing is to be delivered
 */
public record Clocks(
        Instant submittedAt,
        Deadline promised,
        int corrections,
        Instant correctionDueAt,
        Instant escalatedAt,
        Deadline delivery) {

    static final Clocks STOPPED = new Clocks(null, null, 0, null, null, null);

    /** A corrected application keeps its day of submission, and its number, but is counted anew from what is complete. */
    Clocks received(Instant at, Deadline limit) {
        return new Clocks(submittedAt == null ? at : submittedAt, limit, corrections, null, null, null);
    }

    Clocks correcting(Instant until) {
        return new Clocks(submittedAt, promised, corrections + 1, until, escalatedAt, delivery);
    }

    Clocks escalated(Instant at) {
        return new Clocks(submittedAt, promised, corrections, correctionDueAt, at, delivery);
    }

    /** A limit of its own, which can pass once more. */
    Clocks counted(Deadline limit) {
        return new Clocks(submittedAt, limit, corrections, correctionDueAt, null, delivery);
    }

    Clocks recounted(Deadline limit) {
        return new Clocks(submittedAt, limit, corrections, correctionDueAt, escalatedAt, delivery);
    }

    Clocks delivering(Deadline limit) {
        return new Clocks(submittedAt, promised, corrections, correctionDueAt, escalatedAt, limit);
    }
}
