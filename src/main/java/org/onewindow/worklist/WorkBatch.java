package org.onewindow.worklist;

import java.time.Instant;

/**
 * The same done to several items, one after the other, while its owner goes on with something else.
 *
 * @param outcome of a decision, otherwise {@code null}
 * @param note that goes with each decision, or {@code null}
 */
public record WorkBatch(
        String id,
        String owner,
        Act act,
        String outcome,
        String note,
        Instant createdAt,
        int all,
        int waiting,
        int failed) {

    /** A decision claims what nobody holds. */
    public enum Act {
        CLAIM,
        RELEASE,
        DECIDE
    }

    public int done() {
        return all - waiting - failed;
    }
}
