package org.onewindow.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How the office writes times: local, to the minute that has begun, alike in both languages. */
public final class OfficeTime {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(WorkingCalendar.ZONE);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withZone(WorkingCalendar.ZONE);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEE");

    private OfficeTime() {}

    /** Date and time. */
    public static String moment(Instant instant) {
        return MOMENT.format(instant);
    }

    /** Time of the day. */
    public static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** A day, and which of the week it is in the reader's language. */
    public static String day(LocalDate date, Locale locale) {
        return date + " " + WEEKDAY.withLocale(locale).format(date);
    }
}
