package org.onewindow.casework;

/** The applicant took it back, in this transaction. */
public record CaseWithdrawn(String caseId) {}
