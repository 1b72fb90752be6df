package org.onewindow.register;

import java.time.Instant;

/**
 * What one register said, and when. Survives a round trip through JSON.
 *
 * @param value the record, exactly when {@code FOUND}
 * @param silence why nothing was heard, exactly when {@code SILENT}
 */
public record Answer<T>(
        Register source, Instant askedAt, Instant answeredAt, Outcome outcome, T value, Silence silence) {

    public enum Outcome {
        FOUND,
        /** The register answered and does not know the vehicle. */
        NOT_FOUND,
        /** Nothing can be said; in particular nothing against the vehicle. */
        SILENT
    }

    public enum Silence {
        NOT_CONFIGURED,
        TIMEOUT,
        /** No connection, or one that broke or was broken off before the end of the answer. */
        REFUSED,
        /** An HTTP status other than 200 and 404. */
        STATUS,
        /** Too long, not readable, incomplete, contradictory, about another vehicle, or not to be had for a fault here. */
        MALFORMED,
        /** Not asked, because the register was silent too often just before. */
        CIRCUIT_OPEN,
        /** Not asked, because too many questions are waiting here. */
        BUSY
    }

    public Answer {
        if ((outcome == Outcome.FOUND) != (value != null) || (outcome == Outcome.SILENT) != (silence != null)) {
            throw new IllegalArgumentException("outcome " + outcome + " contradicts value or silence");
        }
    }
}
