package org.onewindow.restriction;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A named set of times. */
record Window(String code, List<Span> spans) {

    /**
     * From the first minute to before the last; when it crosses midnight it belongs to the day on which it begins.
     *
     * @param days {@code null} for every day
     * @param season {@code null} for the whole year
     */
    record Span(LocalTime from, LocalTime to, Set<DayOfWeek> days, Season season) {

        private boolean covers(LocalDateTime moment) {
            LocalTime time = moment.toLocalTime();
            LocalDate day = moment.toLocalDate();
            if (from.isBefore(to)) {
                return on(day) && !time.isBefore(from) && time.isBefore(to);
            }
            return on(day) && !time.isBefore(from) || on(day.minusDays(1)) && time.isBefore(to);
        }

        private boolean on(LocalDate day) {
            return (days == null || days.contains(day.getDayOfWeek())) && (season == null || season.covers(day));
        }
    }

    /** Days of every year, both ends included; it may cross the turn of the year. */
    record Season(String from, String to) {

        boolean covers(LocalDate day) {
            MonthDay asked = MonthDay.from(day);
            MonthDay first = MonthDay.parse("--" + from);
            MonthDay last = MonthDay.parse("--" + to);
            boolean begun = !asked.isBefore(first);
            boolean notOver = !asked.isAfter(last);
            return first.isAfter(last) ? begun || notOver : begun && notOver;
        }
    }

    /** Every time of day at which the answer may change. */
    Stream<LocalTime> edges() {
        return spans.stream().flatMap(span -> Stream.of(span.from(), span.to()));
    }

    boolean covers(LocalDateTime moment) {
        return spans.stream().anyMatch(span -> span.covers(moment));
    }
}
