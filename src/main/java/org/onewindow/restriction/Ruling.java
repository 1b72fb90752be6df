package org.onewindow.restriction;

import java.time.LocalDateTime;

/**
 * Whether a truck may go without a pass, and why.
 *
 * @param rule code of the rule that says so, a reason in words under {@code reason.…}
 * @param edition code of the edition in force; empty when nothing was announced
 * @param source the notice behind the edition; empty without one
 * @param item code of the item to apply for; empty when none is issued here
 * @param exceptRoads code of the list of roads on which a window does not open; empty when there are none
 * @param until when the answer changes, on the same local day; {@code null} when it stays till midnight
 * @param version of the table {@code truck-restriction}
 */
public record Ruling(
        Answer answer,
        String rule,
        String edition,
        String source,
        String item,
        String exceptRoads,
        LocalDateTime until,
        int version) {

    /** From the mildest on. */
    public enum Answer {
        NOT_NEEDED,
        NEEDED,
        /** No pass of this kind covers it at any time. */
        NEVER
    }
}
