package org.onewindow.worklist;

import java.time.Instant;

/**
 * Something asked of a colleague about a piece of work, while it is open.
 *
 * @param agreed {@code null} until it is answered
 */
record WorkRequest(
        String id,
        String itemId,
        String caseId,
        Kind kind,
        String askedBy,
        String askedOf,
        String question,
        Instant askedAt,
        Boolean agreed,
        String answer,
        Instant answeredAt) {

    enum Kind {
        /** 征求意见: the work goes on without it. */
        OPINION,
        /** 加签: the work ends only after he has agreed. */
        SIGNATURE
    }
}
