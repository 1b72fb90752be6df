package org.onewindow.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.onewindow.calendar.Calendars;
import org.onewindow.calendar.WorkingCalendar;

class ColourTests {

    private static final WorkingCalendar CALENDAR = Calendars.shipped();

    /** Tuesday, 4 August 2026, close of business; before it 13:30-17:00 and 09:00-12:00. */
    private static final Instant DUE = at("2026-08-04T17:00:00");

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(WorkingCalendar.ZONE).toInstant();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-08-03T10:00:00,     BLUE",
        "2026-08-04T11:29:59.999, BLUE",
        "2026-08-04T11:30:00,     YELLOW",
        "2026-08-04T12:30:00,     YELLOW",
        "2026-08-04T14:59:59.999, YELLOW",
        "2026-08-04T15:00:00,     ORANGE",
        "2026-08-04T16:59:59.999, ORANGE",
        "2026-08-04T17:00:00,     RED",
        "2026-08-05T09:00:00,     RED"
    })
    void tellsHowMuchWorkingTimeIsLeft(String now, Colour colour) {
        assertThat(Colour.of(at(now), DUE, CALENDAR)).isEqualTo(colour);
    }

    /** National Day 2026: due on the first working day after it, asked on the last before. */
    @ParameterizedTest
    @CsvSource({
        "2026-09-30T16:30:00, ORANGE, 2026-10-08T10:00:00",
        "2026-09-30T16:30:00, YELLOW, 2026-10-08T14:00:00",
        "2026-09-30T16:30:00, BLUE, 2026-10-08T14:01:00"
    })
    void doesNotCountHolidays(String now, Colour colour, String due) {
        assertThat(Colour.of(at(now), at(due), CALENDAR)).isEqualTo(colour);
    }

    /** The list filters by instants what the view colours one by one; both must agree at every minute. */
    @ParameterizedTest
    @EnumSource(Colour.class)
    void findsTheSameWithTheFilterOfTheList(Colour colour) {
        Instant now = at("2026-08-04T10:17:00");
        Instant until = colour.latestDue(now, CALENDAR);
        Instant after = colour.next() == null ? null : colour.next().latestDue(now, CALENDAR);
        for (int minute = -300; minute < 2 * 24 * 60; minute++) {
            Instant due = now.plusSeconds(60L * minute);
            boolean listed = (until == null || !due.isAfter(until)) && (after == null || due.isAfter(after));
            assertThat(listed).as("due at %s", due).isEqualTo(Colour.of(now, due, CALENDAR) == colour);
        }
    }
}
