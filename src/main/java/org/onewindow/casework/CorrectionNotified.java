package org.onewindow.casework;

import java.time.Instant;
import java.util.Map;

/**
 * The applicant was told of everything that is missing.
 *
 * @param defects what is missing, by the name of the part
 * @param until end of the time for correcting
 */
public record CorrectionNotified(String caseId, Map<String, String> defects, Instant until) {

    /** Names nothing personal. */
    @Override
    public String toString() {
        return "CorrectionNotified[" + caseId + "]";
    }
}
