package org.onewindow.calendar;

import java.util.List;

/** Calendars for rule tests of any module, without Spring and database. */
public final class Calendars {

    private Calendars() {}

    /** The shipped years, by default office hours. */
    public static WorkingCalendar shipped() {
        return shipped(new OfficeHours(null, null));
    }

    static WorkingCalendar shipped(OfficeHours office) {
        PublishedDays days = days();
        return new WorkingCalendar(() -> days, office);
    }

    static PublishedDays days() {
        return new PublishedDays(CurrentDays.shipped().entrySet().stream()
                .map(year -> new PublishedYear(
                        year.getKey(), CurrentDays.notice(year.getKey()), null, 1, List.copyOf(year.getValue())))
                .toList());
    }
}
