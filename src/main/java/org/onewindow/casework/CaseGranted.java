package org.onewindow.casework;

/** A person has granted what was applied for, in this transaction; what comes of it is made now, or the grant is refused. */
public record CaseGranted(String caseId) {}
