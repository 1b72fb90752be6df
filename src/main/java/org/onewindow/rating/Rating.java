package org.onewindow.rating;

import java.time.Instant;
import java.util.Set;

/**
 * How somebody found that his case was handled.
 *
 * @param level from 1, very dissatisfied, to 5, very satisfied
 * @param words or {@code null}
 * @param dueAt until when a negative one is answered; {@code null} for all others
 * @param late whether that has passed without an answer
 * @param answer what came of the follow-up, or {@code null}
 */
public record Rating(
        String caseId,
        String unit,
        String item,
        int level,
        Set<Reason> reasons,
        String words,
        Instant ratedAt,
        Instant dueAt,
        boolean late,
        Answer answer) {

    /** What a dissatisfied rater can tick. */
    public enum Reason {
        ATTITUDE,
        DELAY,
        UNCLEAR,
        EXTRA_PAPERS,
        EXTRA_VISITS,
        FEES
    }

    public enum Result {
        RECTIFIED,
        UNFOUNDED
    }

    /** @param words as the supervisor told the rater */
    public record Answer(Result result, String words, Instant at) {}

    public boolean isNegative() {
        return level <= 2;
    }

    Rating answered(Answer given) {
        return new Rating(caseId, unit, item, level, reasons, words, ratedAt, dueAt, late, given);
    }

    /** Names nothing that the rater wrote. */
    @Override
    public String toString() {
        return "Rating[" + caseId + ", " + level + "]";
    }
}
