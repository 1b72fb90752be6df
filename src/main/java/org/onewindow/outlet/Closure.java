package org.onewindow.outlet;

import java.time.Instant;
import java.time.LocalDate;
import org.onewindow.calendar.WorkingCalendar;

/**
 * An outlet stays closed whatever its hours say.
 *
 * @param from first day
 * @param to last day
 * @param reason told to everybody, as it was written
 * @param announcedBy account
 * @param liftedAt open again from that day on; {@code null} while it holds
 */
public record Closure(
        String id,
        String outlet,
        LocalDate from,
        LocalDate to,
        String reason,
        String announcedBy,
        Instant announcedAt,
        Instant liftedAt) {

    public boolean on(LocalDate day) {
        return !day.isBefore(from)
                && !day.isAfter(to)
                && (liftedAt == null || day.isBefore(LocalDate.ofInstant(liftedAt, WorkingCalendar.ZONE)));
    }
}
