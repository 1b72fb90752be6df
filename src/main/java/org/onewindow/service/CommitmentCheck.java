package org.onewindow.service;

import java.time.Instant;

/**
 * Whether what somebody promised in place of a proof was true.
 *
 * @param beginsAt when an officer is asked to look
 * @param dueAt until when he has
 * @param late whether that has passed without a result
 * @param result {@code null} until it is known
 */
public record CommitmentCheck(
        String caseId, Instant beginsAt, Instant dueAt, boolean late, Result result, Instant checkedAt) {

    /** What was found. */
    public enum Result {
        /** 守诺 */
        KEPT,
        /** 失信 */
        BROKEN
    }
}
