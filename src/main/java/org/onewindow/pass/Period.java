package org.onewindow.pass;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Days on which a pass is valid, both included; local dates of the office. */
public record Period(LocalDate from, LocalDate to) {

    long days() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    boolean covers(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    boolean within(Period other) {
        return other.covers(from) && other.covers(to);
    }
}
