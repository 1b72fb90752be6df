package org.onewindow.casework;

import java.time.Instant;

/** The promised limit of an open case has moved, because a year of the calendar was published. Told in the transaction. */
public record LimitRecounted(String caseId, Instant dueAt) {}
