package org.onewindow.casework;

/** A case stands where it may not have stood before. Told in the transaction. */
public record CaseChanged(String caseId, CaseStatus status) {}
