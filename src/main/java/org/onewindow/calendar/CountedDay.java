package org.onewindow.calendar;

import java.time.LocalDate;

/**
 * One line of the explanation of a deadline.
 *
 * @param name the holiday, or for a make-up day the holiday it makes up for; empty on all other days
 * @param makeUp a Saturday or Sunday on which the office works
 * @param published false if the year is unpublished and the weekday alone decided
 * @param counted working days counted up to and including this one
 */
public record CountedDay(LocalDate date, Kind kind, String name, boolean makeUp, boolean published, int counted) {

    public enum Kind {
        /** The day of the event, working day or not: never counted. */
        EVENT,
        /** A working day. */
        COUNTED,
        WEEKEND,
        /** A published day off, also when it falls on a weekend. */
        HOLIDAY
    }
}
