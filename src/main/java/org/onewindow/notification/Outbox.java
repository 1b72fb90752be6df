package org.onewindow.notification;

import java.time.Instant;

/** @param since when the oldest of what waits was written, or {@code null} */
public record Outbox(long waiting, Instant since, long givenUp) {}
