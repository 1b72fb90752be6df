package org.onewindow.appointment;

import java.time.Instant;

/**
 * Somebody of the office moved or cancelled another person's visit, or closed the outlet on its day.
 *
 * @param version of the visit before
 * @param reason told to whoever booked
 * @param from where and when the visit was before
 */
record OfficeAct(
        String appointment,
        int version,
        Act act,
        String actedBy,
        String reason,
        String outlet,
        Instant from,
        Instant at) {

    enum Act {
        MOVED,
        CANCELLED,
        /** The outlet is closed on the day of the visit. */
        CLOSED,
        /** It is open on that day after all. */
        REOPENED
    }

    static OfficeAct on(Appointment before, Act act, String by, String reason, Instant now) {
        return new OfficeAct(
                before.number(),
                before.version(),
                act,
                by,
                reason,
                before.slot().outlet(),
                before.slot().startsAt(),
                now);
    }
}
