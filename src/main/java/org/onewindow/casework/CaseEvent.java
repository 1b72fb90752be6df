package org.onewindow.casework;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened in a case. Ordered by {@code seq}, never by time.
 *
 * @param actor account, or {@code rule}
 * @param task the engine's id of the task that it ended, or {@code null}
 * @param step the task in the diagram that it ended, or empty
 * @param outcome how the task ended, or empty
 * @param note in the actor's words
 * @param fields what the actor set with it, such as a shorter period
 */
public record CaseEvent(
        long seq,
        Instant at,
        String actor,
        Act act,
        String task,
        String step,
        String outcome,
        String note,
        Map<String, String> fields) {

    /** What happened. */
    public enum Act {
        SUBMITTED,
        RESUBMITTED,
        TASK_COMPLETED,
        DECIDED_BY_RULE,
        DECIDED_ELSEWHERE,
        ACCEPTED,
        DEEMED_ACCEPTED,
        CLOCK_STOPPED,
        CLOCK_RESTARTED,
        EXTENDED,
        FORWARDED,
        SUPPLIED,
        DELIVERED,
        DELIVERY_OVERDUE,
        RESCINDED,
        REMINDED,
        RETURNED_TO_STEP,
        ESCALATED,
        LIMIT_RECOUNTED,
        NOT_CORRECTED,
        CORRECTION_ELSEWHERE,
        WITHDRAWN
    }
}
