package org.onewindow.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Counts working days and office hours. Every answer is counted on one snapshot of the published calendar. */
public final class WorkingCalendar {

    /** The time of the office. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** Three answers, because nobody knows the days of a year before its notice. */
    public enum Status {
        WORKING,
        OFF,
        UNPUBLISHED
    }

    private final Supplier<PublishedDays> published;
    private final OfficeHours office;

    WorkingCalendar(Supplier<PublishedDays> published, OfficeHours office) {
        this.published = published;
        this.office = office;
    }

    public Status status(LocalDate date) {
        PublishedDays days = published.get();
        if (!days.published(date, date)) {
            return Status.UNPUBLISHED;
        }
        return days.worksOn(date) ? Status.WORKING : Status.OFF;
    }

    /** Whether a notice makes that day free; an ordinary weekend is no holiday. */
    public boolean holiday(LocalDate date) {
        PublishedDays days = published.get();
        return days.listed(date).isPresent() && !days.worksOn(date);
    }

    /**
     * When a submission counts as received: at once from the opening to the close of business of a working day, lunch
     * break and both ends included; otherwise at the next opening, unless the office is configured to receive at once.
     * Never earlier than {@code submitted}. An unpublished year goes by the weekday, so a provisional deadline is counted
     * again from the submission, not from the old receipt.
     */
    public Instant receivedAt(Instant submitted) {
        if (office.outsideHours() == OfficeHours.OutsideHours.AT_ONCE) {
            return submitted;
        }
        PublishedDays days = published.get();
        ZonedDateTime local = submitted.atZone(ZONE);
        boolean over = local.toLocalTime().isAfter(office.close());
        LocalDate day = days.workingDayFrom(local.toLocalDate().plusDays(over ? 1 : 0));
        Instant opening = at(day, office.open());
        return submitted.isBefore(opening) ? opening : submitted;
    }

    /**
     * @param workingDays 0 for close of business on the day of receipt or, if no business is left on it, on the next
     *     working day
     * @throws IllegalArgumentException if {@code workingDays} is negative
     */
    public Deadline deadline(Instant received, int workingDays) {
        return deadline(published.get(), received, workingDays);
    }

    private Deadline deadline(PublishedDays days, Instant received, int workingDays) {
        if (workingDays < 0) {
            throw new IllegalArgumentException(workingDays + " working days");
        }
        LocalDate event = received.atZone(ZONE).toLocalDate();
        boolean today = workingDays == 0 && !received.isAfter(at(event, office.close()));
        LocalDate first = event.plusDays(today ? 0 : 1);
        LocalDate dueDate = workingDays == 0 ? days.workingDayFrom(first) : days.workingDayAfter(event, workingDays);
        return new Deadline(
                received, workingDays, dueDate, at(dueDate, office.close()), !days.published(first, dueDate));
    }

    /** Of so many working days from {@code received} those that are not over at that moment; the day that runs is not. */
    public int left(Instant received, int workingDays, Instant now) {
        int over = 0;
        while (over < workingDays && deadline(received, over + 1).due().isBefore(now)) {
            over++;
        }
        return workingDays - over;
    }

    /** Each day from the day of receipt to the due date, as the present calendar counts them. */
    public List<CountedDay> explain(Instant received, int workingDays) {
        PublishedDays days = published.get();
        LocalDate event = received.atZone(ZONE).toLocalDate();
        LocalDate dueDate = deadline(days, received, workingDays).dueDate();
        List<CountedDay> lines = new ArrayList<>();
        int counted = 0;
        for (LocalDate day = event; !day.isAfter(dueDate); day = day.plusDays(1)) {
            var listed = days.listed(day);
            boolean works = days.worksOn(day);
            CountedDay.Kind kind = day.equals(event)
                    ? CountedDay.Kind.EVENT
                    : works
                            ? CountedDay.Kind.COUNTED
                            : listed.isPresent() ? CountedDay.Kind.HOLIDAY : CountedDay.Kind.WEEKEND;
            if (kind == CountedDay.Kind.COUNTED && counted < workingDays) {
                counted++;
            }
            lines.add(new CountedDay(
                    day,
                    kind,
                    listed.map(PublishedYear.Day::name).orElse(""),
                    works && PublishedDays.weekend(day),
                    days.published(day, day),
                    counted));
        }
        return lines;
    }

    /**
     * Office hours between two moments; negative if {@code to} is before {@code from}. An unpublished year goes by the
     * weekday, without a mark: for colours and reminders, not for legal limits.
     */
    public Duration workingTimeBetween(Instant from, Instant to) {
        if (to.isBefore(from)) {
            return workingTimeBetween(to, from).negated();
        }
        PublishedDays days = published.get();
        Duration sum = Duration.ZERO;
        LocalDate last = to.atZone(ZONE).toLocalDate();
        for (LocalDate day = from.atZone(ZONE).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            for (OfficeHours.Session session : sessions(days, day)) {
                Instant start = later(from, at(day, session.open()));
                Instant end = at(day, session.close()).isBefore(to) ? at(day, session.close()) : to;
                if (start.isBefore(end)) {
                    sum = sum.plus(Duration.between(start, end));
                }
            }
        }
        return sum;
    }

    /**
     * The earliest moment at which {@code working} of office hours has gone by since {@code from}; days as in
     * {@link #workingTimeBetween}.
     *
     * @throws IllegalArgumentException if {@code working} is negative
     */
    public Instant plusWorkingTime(Instant from, Duration working) {
        if (working.isNegative()) {
            throw new IllegalArgumentException("negative working time " + working);
        }
        if (working.isZero()) {
            return from;
        }
        PublishedDays days = published.get();
        Duration left = working;
        for (LocalDate day = from.atZone(ZONE).toLocalDate(); ; day = day.plusDays(1)) {
            for (OfficeHours.Session session : sessions(days, day)) {
                Instant start = later(from, at(day, session.open()));
                Duration open = Duration.between(start, at(day, session.close()));
                if (left.compareTo(open) <= 0) {
                    return start.plus(left);
                }
                if (!open.isNegative()) {
                    left = left.minus(open);
                }
            }
        }
    }

    private List<OfficeHours.Session> sessions(PublishedDays days, LocalDate day) {
        return days.worksOn(day) ? office.hours() : List.of();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(ZONE).toInstant();
    }
}
