package org.onewindow.exchange;

import java.time.Instant;
import org.onewindow.casework.CaseStatus;

/**
 * A case that two cities share.
 *
 * @param caseId the case here
 * @param part what we are in it
 * @param region the other city
 * @param reference id of the case at the place of acceptance
 * @param otherNumber number of the case in the other city, once it is known
 * @param result how it ended at the place of competence, or {@code null}
 * @param reason in words for the applicant, or {@code null}
 */
public record Transfer(
        String caseId,
        Part part,
        String region,
        String reference,
        String otherNumber,
        CaseStatus result,
        String reason,
        Instant forwardedAt,
        Instant answeredAt) {

    /** What a city is in a case. */
    public enum Part {
        /** 受理地 */
        ACCEPTING,
        /** 业务属地 */
        COMPETENT
    }

    /** Names nothing personal. */
    @Override
    public String toString() {
        return "Transfer[" + caseId + ", " + part + ", " + region + "]";
    }
}
