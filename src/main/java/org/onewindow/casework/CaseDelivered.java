package org.onewindow.casework;

/** The result of a case is in the applicant's hands, and its process is over. */
public record CaseDelivered(String caseId) {}
