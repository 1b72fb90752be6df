package org.onewindow.casework;

/**
 * A case has ended, in the transaction that ended it; whoever hears it may still object.
 *
 * @param reason in words for the applicant, or {@code null}
 */
public record CaseEnded(String caseId, CaseStatus status, String reason) {}
