package org.onewindow.calendar;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** All published years at one moment; immutable, so that one count never mixes two publications. */
final class PublishedDays {

    private final Map<Integer, PublishedYear> years;
    private final Map<LocalDate, PublishedYear.Day> days;

    PublishedDays(Collection<PublishedYear> years) {
        this.years = years.stream().collect(toUnmodifiableMap(PublishedYear::year, identity()));
        this.days = years.stream()
                .flatMap(year -> year.days().stream())
                .collect(toUnmodifiableMap(PublishedYear.Day::date, identity()));
    }

    /** Differs whenever any year has been published since. */
    long version() {
        return years.values().stream().mapToLong(PublishedYear::version).sum();
    }

    Optional<PublishedYear> year(int year) {
        return Optional.ofNullable(years.get(year));
    }

    boolean published(LocalDate from, LocalDate to) {
        return IntStream.rangeClosed(from.getYear(), to.getYear()).allMatch(years::containsKey);
    }

    Optional<PublishedYear.Day> listed(LocalDate date) {
        return Optional.ofNullable(days.get(date));
    }

    /** By the weekday alone where the year is not published: ask {@link #published} before the answer is called final. */
    boolean worksOn(LocalDate date) {
        PublishedYear.Day day = days.get(date);
        return day == null ? !weekend(date) : day.kind() == PublishedYear.Kind.WORK;
    }

    /** The first working day not before {@code date}. */
    LocalDate workingDayFrom(LocalDate date) {
        LocalDate day = date;
        while (!worksOn(day)) {
            day = day.plusDays(1);
        }
        return day;
    }

    /** @param n at least 1; the first working day after {@code event} is number 1 */
    LocalDate workingDayAfter(LocalDate event, int n) {
        LocalDate day = event;
        for (int counted = 0; counted < n; counted++) {
            day = workingDayFrom(day.plusDays(1));
        }
        return day;
    }

    static boolean weekend(LocalDate date) {
        return date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    }
}
