package org.onewindow.notification;

import java.time.Instant;

/**
 * That somebody was told something; its text is gone as soon as it was sent.
 *
 * @param about id of what it told of
 */
public record Told(Notice.Kind kind, String about, Instant at) {}
