package org.onewindow.outlet;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.outlet.Outlet.Session;
import org.onewindow.shared.Refusal;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The outlets in force, read once at start, and when they are open. */
@Component
@EnableConfigurationProperties(OutletRules.class)
public class Outlets {

    /** Longer than any holiday; an outlet that stays closed that long opens at no time we could tell. */
    private static final int DAYS_AHEAD = 60;

    private final Map<String, Outlet> byCode;
    private final OutletRules rules;
    private final WorkingCalendar calendar;

    Outlets(OutletRules rules, WorkingCalendar calendar) {
        this.byCode =
                new TreeMap<>(OutletFile.read().stream().collect(Collectors.toMap(Outlet::code, Function.identity())));
        this.rules = rules;
        this.calendar = calendar;
        rules.closures().forEach(closure -> {
            if (!byCode.containsKey(closure.outlet()) || closure.to().isBefore(closure.from())) {
                throw new IllegalStateException("onewindow.outlets.closures: " + closure);
            }
        });
    }

    /** @throws Refusal {@code outlet-unknown} */
    public Outlet outlet(String code) {
        Outlet outlet = byCode.get(code);
        if (outlet == null) {
            throw Refusal.notFound("outlet-unknown");
        }
        return outlet;
    }

    /**
     * Those that serve the item, the nearest first; at equal distance, and without a point, in the order of their codes.
     *
     * @param item code, or {@code null} for all outlets
     * @param near or {@code null}
     */
    public List<Outlet> offering(String item, Point near) {
        Comparator<Outlet> byCodes = Comparator.comparing(Outlet::code);
        return byCode.values().stream()
                .filter(outlet -> item == null || outlet.itemGroup(item).isPresent())
                .sorted(
                        near == null
                                ? byCodes
                                : Comparator.<Outlet>comparingDouble(outlet -> near.metresTo(outlet.point()))
                                        .thenComparing(byCodes))
                .toList();
    }

    /**
     * Those that serve the item: first the ones that are open at that moment, the nearest first; then the others by when they
     * open next, and the nearest of those that open together.
     *
     * @param item code, or {@code null} for all outlets
     * @param near or {@code null}
     */
    public List<Outlet> openFirst(String item, Point near, Instant at) {
        Map<Outlet, Instant> opens = new HashMap<>();
        List<Outlet> nearest = offering(item, near);
        nearest.forEach(outlet ->
                opens.put(outlet, open(outlet, at) ? at : opensNext(outlet, at).orElse(Instant.MAX)));
        return nearest.stream().sorted(Comparator.comparing(opens::get)).toList();
    }

    /** Closures of the outlet that are not over on that day. */
    List<OutletRules.Closure> closures(Outlet outlet, LocalDate day) {
        return rules.closures().stream()
                .filter(closure ->
                        closure.outlet().equals(outlet.code()) && !closure.to().isBefore(day))
                .toList();
    }

    /**
     * When the outlet is open on that day, in order; none on a day off or when closed. Extra sessions take place on days off
     * too, but not on a public holiday. An unpublished year goes by the weekday.
     */
    public List<Session> sessions(Outlet outlet, LocalDate day) {
        if (rules.closed(outlet.code(), day) || calendar.holiday(day)) {
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

    /** The first opening after that moment; empty when there is none within sixty days. */
    public Optional<Instant> opensNext(Outlet outlet, Instant after) {
        LocalDate first = LocalDate.ofInstant(after, WorkingCalendar.ZONE);
        return first.datesUntil(first.plusDays(DAYS_AHEAD))
                .flatMap(day -> sessions(outlet, day).stream()
                        .map(session -> day.atTime(session.opens())
                                .atZone(WorkingCalendar.ZONE)
                                .toInstant()))
                .filter(opening -> opening.isAfter(after))
                .findFirst();
    }
}
