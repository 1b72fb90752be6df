package org.onewindow.outlet;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.outlet.Outlet.Session;

/** When outlets are open, by the closures that hold when it is asked; to be asked anew by the next request. */
public final class OpeningHours {

    private final List<Closure> closures;
    private final WorkingCalendar calendar;
    private final LocalDate last;

    OpeningHours(List<Closure> closures, WorkingCalendar calendar, LocalDate last) {
        this.closures = closures;
        this.calendar = calendar;
        this.last = last;
    }

    /** Closures of the outlet, in the order of their first day. */
    public List<Closure> closures(Outlet outlet) {
        return closures.stream()
                .filter(closure -> closure.outlet().equals(outlet.code()))
                .toList();
    }

    /** Why it stays closed on that day whatever its hours say; empty when it does not. */
    public Optional<Closure> closure(Outlet outlet, LocalDate day) {
        return closures(outlet).stream().filter(closure -> closure.on(day)).findFirst();
    }

    /**
     * When the outlet is open on that day, in order; none on a day off or when closed. Extra sessions take place on days off
     * too, but not on a public holiday. An unpublished year goes by the weekday.
     */
    public List<Session> sessions(Outlet outlet, LocalDate day) {
        if (calendar.holiday(day) || closure(outlet, day).isPresent()) {
            return List.of();
        }
        boolean works = switch (calendar.status(day)) {
            case WORKING -> true;
            case OFF -> false;
            case UNPUBLISHED -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
        };
        List<Session> regular = works ? outlet.hours() : List.of();
        // A make-up working Saturday has its regular hours already.
        return Stream.concat(
                        regular.stream(),
                        outlet.extended().getOrDefault(day.getDayOfWeek(), List.of()).stream()
                                .filter(extra -> regular.stream().noneMatch(session -> overlap(session, extra))))
                .sorted(Comparator.comparing(Session::opens))
                .toList();
    }

    private static boolean overlap(Session one, Session other) {
        return one.opens().isBefore(other.closes()) && other.opens().isBefore(one.closes());
    }

    public boolean open(Outlet outlet, Instant at) {
        LocalTime time = at.atZone(WorkingCalendar.ZONE).toLocalTime();
        return sessions(outlet, LocalDate.ofInstant(at, WorkingCalendar.ZONE)).stream()
                .anyMatch(session -> !time.isBefore(session.opens()) && time.isBefore(session.closes()));
    }

    /** The first opening after that moment; empty when there is none up to the last day that was asked for. */
    public Optional<Instant> opensNext(Outlet outlet, Instant after) {
        return LocalDate.ofInstant(after, WorkingCalendar.ZONE)
                .datesUntil(last.plusDays(1))
                .flatMap(day -> sessions(outlet, day).stream()
                        .map(session -> day.atTime(session.opens())
                                .atZone(WorkingCalendar.ZONE)
                                .toInstant()))
                .filter(opening -> opening.isAfter(after))
                .findFirst();
    }
}
