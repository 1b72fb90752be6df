package org.onewindow.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * One year as announced.
 *
 * @param source the notice that announced it
 * @param version grows by one with each publication of the year
 * @param days only the days that differ from their weekday's rule or are named, in order
 */
public record PublishedYear(int year, String source, Instant publishedAt, int version, List<Day> days) {

    public enum Kind {
        /** A day off, whatever the weekday. */
        OFF,
        /** A Saturday or Sunday on which the office works, to make up for a day off. */
        WORK
    }

    /** @param name the holiday, such as 春节 */
    public record Day(LocalDate date, Kind kind, String name) {}

    public PublishedYear {
        days = List.copyOf(days);
    }
}
