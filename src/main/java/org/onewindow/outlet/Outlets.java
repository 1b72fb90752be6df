package org.onewindow.outlet;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.shared.Refusal;
import org.springframework.stereotype.Component;

/** The outlets in force, read once at start, and when they are open, read whenever it is asked. */
@Component
public class Outlets {

    /** Longer than any holiday; an outlet that stays closed that long opens at no time we could tell. */
    private static final int DAYS_AHEAD = 60;

    private final Map<String, Outlet> byCode;
    private final ClosureRepository closures;
    private final WorkingCalendar calendar;

    Outlets(ClosureRepository closures, WorkingCalendar calendar) {
        this.byCode =
                new TreeMap<>(OutletFile.read().stream().collect(Collectors.toMap(Outlet::code, Function.identity())));
        this.closures = closures;
        this.calendar = calendar;
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
    public List<Outlet> openFirst(String item, Point near, Instant at, OpeningHours hours) {
        Map<Outlet, Instant> opens = new HashMap<>();
        List<Outlet> nearest = offering(item, near);
        nearest.forEach(outlet -> opens.put(
                outlet,
                hours.open(outlet, at) ? at : hours.opensNext(outlet, at).orElse(Instant.MAX)));
        return nearest.stream().sorted(Comparator.comparing(opens::get)).toList();
    }

    /** When they are open from that day on, for the sixty days that follow. */
    public OpeningHours hours(Instant from) {
        LocalDate first = LocalDate.ofInstant(from, WorkingCalendar.ZONE);
        LocalDate last = first.plusDays(DAYS_AHEAD - 1L);
        return new OpeningHours(closures.between(first, last), calendar, last);
    }

    /** When the outlet is open from the first day to the last, both included. */
    public OpeningHours hours(Outlet outlet, LocalDate first, LocalDate last) {
        return new OpeningHours(closures.between(outlet.code(), first, last), calendar, last);
    }
}
