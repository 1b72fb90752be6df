package org.onewindow.casework;

import java.time.Duration;
import java.time.Instant;
import org.onewindow.calendar.WorkingCalendar;

/** How urgent a case is, by the working time that is left until its limit: the colours of the supervision notices. */
public enum Colour {
    /** More than four working hours are left. */
    BLUE(null),
    /** Between two and four working hours are left. */
    YELLOW(Duration.ofHours(4)),
    /** Up to two working hours are left. */
    ORANGE(Duration.ofHours(2)),
    /** The limit has passed. */
    RED(Duration.ZERO);

    private final Duration atMost;

    Colour(Duration atMost) {
        this.atMost = atMost;
    }

    public static Colour of(Instant now, Instant due, WorkingCalendar calendar) {
        if (!due.isAfter(now)) {
            return RED;
        }
        Duration left = calendar.workingTimeBetween(now, due);
        return left.compareTo(ORANGE.atMost) <= 0 ? ORANGE : left.compareTo(YELLOW.atMost) <= 0 ? YELLOW : BLUE;
    }

    /** Every limit up to and including this instant is at least as urgent as this colour; {@code null} for blue. */
    public Instant latestDue(Instant now, WorkingCalendar calendar) {
        return switch (this) {
            case RED -> now;
            case ORANGE, YELLOW -> calendar.plusWorkingTime(now, atMost);
            case BLUE -> null;
        };
    }

    /** The next more urgent colour; {@code null} for red. */
    public Colour next() {
        return this == RED ? null : values()[ordinal() + 1];
    }
}
