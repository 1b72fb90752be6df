package org.onewindow.notification;

import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;

/**
 * Something to be told to one person.
 *
 * @param key a second notice under the same key is none
 * @param account whom it is told
 * @param about id of what it tells, by which it can be cancelled
 * @param at when it is due
 * @param uselessAt from when it is no longer worth sending, or {@code null}
 * @param values what its text names, in the language of whoever reads it; never who he is
 */
public record Notice(
        String key,
        String account,
        String about,
        Kind kind,
        Instant at,
        Instant uselessAt,
        Function<Locale, Object[]> values) {

    /** What is told; its words stand under {@code notice.subject.} and {@code notice.text.} in the messages. */
    public enum Kind {
        APPOINTMENT_CONFIRMED,
        APPOINTMENT_MOVED,
        APPOINTMENT_CANCELLED,
        APPOINTMENT_REMINDER,
        APPOINTMENT_MISSED,
        APPOINTMENT_OFFERED,
        APPOINTMENT_DECLINED,
        APPOINTMENT_CLOSED,
        APPOINTMENT_REOPENED,
        HOME_VISIT_PLANNED,
        HOME_VISIT_POSTPONED,
        HOME_VISIT_CANCELLED,
        HOME_VISIT_REMINDER,
        HOME_VISIT_DONE,
        REGISTRATION_TRIED,
        SECURITY_ALERT
    }
}
