package org.onewindow.casework;

import java.time.Instant;

/**
 * The limit of what is to be done about a case has moved: a year of the calendar was published, or something else is due now.
 * Told in the transaction.
 */
public record LimitRecounted(String caseId, Instant dueAt) {}
