package org.onewindow.appointment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.outlet.OpeningHours;
import org.onewindow.outlet.Outlet;
import org.onewindow.outlet.Outlets;
import org.onewindow.shared.Refusal;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Which slots there are: computed, never stored. */
@Component
@EnableConfigurationProperties(AppointmentRules.class)
class Slots {

    private final Outlets outlets;
    private final WorkingCalendar calendar;
    private final AppointmentRules rules;
    private final StaffingRepository staffing;
    private final Clock clock;

    Slots(Outlets outlets, WorkingCalendar calendar, AppointmentRules rules, StaffingRepository staffing, Clock clock) {
        this.outlets = outlets;
        this.calendar = calendar;
        this.rules = rules;
        this.staffing = staffing;
        this.clock = clock;
    }

    /** The first day for which the item may be booked now at the outlet. */
    LocalDate firstDay(String item, String outlet) {
        return LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE).plusDays(rules.daysAhead(item, outlet));
    }

    /** The last day for which the item may be booked now at the outlet. */
    LocalDate lastDay(String item, String outlet) {
        return calendar.deadline(clock.instant(), rules.workingDaysAhead(item, outlet))
                .dueDate();
    }

    /** In the order of their begin; none on a day off, or where no window serves the item. */
    List<Slot> on(LocalDate day, Outlet outlet, String item) {
        return between(day, day, outlet, item);
    }

    /** From the first day to the last, both included. */
    List<Slot> between(LocalDate first, LocalDate last, Outlet outlet, String item) {
        Optional<String> group = outlet.itemGroup(item).filter(rules.minutes()::containsKey);
        if (group.isEmpty() || first.isAfter(last)) {
            return List.of();
        }
        OpeningHours hours = outlets.hours(outlet, first, last);
        Map<LocalDate, Integer> fewer = staffing.windows(outlet.code(), group.get(), first, last);
        return first.datesUntil(last.plusDays(1))
                .flatMap(day -> on(
                        hours.sessions(outlet, day),
                        day,
                        outlet,
                        group.get(),
                        fewer.getOrDefault(day, outlet.windows().get(group.get())))
                        .stream())
                .toList();
    }

    private List<Slot> on(List<Outlet.Session> sessions, LocalDate day, Outlet outlet, String group, int windows) {
        if (windows == 0) {
            return List.of();
        }
        Duration visit = Duration.ofMinutes(rules.minutes().get(group));
        List<Slot> slots = new ArrayList<>();
        for (Outlet.Session session : sessions) {
            Instant closes =
                    day.atTime(session.closes()).atZone(WorkingCalendar.ZONE).toInstant();
            Instant start =
                    day.atTime(session.opens()).atZone(WorkingCalendar.ZONE).toInstant();
            for (Instant end = start.plus(visit); !end.isAfter(closes); end = end.plus(visit)) {
                slots.add(new Slot(outlet.code(), group, start, end, windows));
                start = end;
            }
        }
        return slots;
    }

    /** Those that may be booked now, from that day on. */
    List<Slot> bookable(LocalDate from, int days, Outlet outlet, String item) {
        LocalDate lastDay = lastDay(item, outlet.code());
        if (from.isAfter(lastDay)) {
            return List.of();
        }
        LocalDate firstDay = firstDay(item, outlet.code());
        LocalDate first = from.isBefore(firstDay) ? firstDay : from;
        LocalDate end = from.plusDays(days - 1L);
        LocalDate last = end.isBefore(lastDay) ? end : lastDay;
        return between(first, last, outlet, item);
    }

    /** @throws Refusal {@code item-not-here} */
    String group(Outlet outlet, String item) {
        return outlet.itemGroup(item)
                .filter(rules.minutes()::containsKey)
                .orElseThrow(() -> Refusal.invalid("item", "item-not-here"));
    }

    /**
     * As many slots one behind the other as a party needs, as one.
     *
     * @param atTheDesk whether a clerk books, who may from this moment on
     *
     * @throws Refusal {@code party-too-large}, {@code items-apart}, {@code slot-too-short}, {@code slot-unknown}, {@code outlet-closed},
     *     {@code slot-over}, {@code outlet-unknown}, {@code item-not-here},
     *     or {@code slot-not-bookable-yet} with the days that are
     */
    Slot slot(Party party, String outletCode, Instant startsAt, boolean atTheDesk) {
        Outlet outlet = outlets.outlet(outletCode);
        String group = group(outlet, party.item());
        if (party.size() > rules.partyAtMost()) {
            throw Refusal.invalid("items", "party-too-large", rules.partyAtMost());
        }
        if (party.items().stream().anyMatch(item -> !group(outlet, item).equals(group))) {
            throw Refusal.invalid("items", "items-apart");
        }
        if (!atTheDesk) {
            party.items().forEach(item -> requireBookable(startsAt, item, outletCode));
        } else if (startsAt.isBefore(clock.instant())
                || !startsAt.isBefore(midnight(lastDay(party.item(), outletCode).plusDays(1)))) {
            throw Refusal.invalid("startsAt", "slot-over");
        }
        List<Slot> day = on(LocalDate.ofInstant(startsAt, WorkingCalendar.ZONE), outlet, party.item());
        int first = day.stream().map(Slot::startsAt).toList().indexOf(startsAt);
        if (first < 0) {
            requireOpen(outletCode, LocalDate.ofInstant(startsAt, WorkingCalendar.ZONE));
            throw Refusal.invalid("startsAt", "slot-unknown");
        }
        Duration visit = Duration.ofMinutes(rules.minutes().get(group));
        Instant end = startsAt.plus(visit.multipliedBy(party.size()));
        int last = first + party.size() - 1;
        if (last >= day.size() || !day.get(last).endsAt().equals(end)) {
            throw Refusal.invalid("startsAt", "slot-too-short", party.size());
        }
        return new Slot(outletCode, group, startsAt, end, day.get(first).capacity());
    }

    /** The single slots that a visit takes, in order. */
    List<Slot> parts(Slot whole) {
        Duration visit = Duration.ofMinutes(rules.minutes().get(whole.itemGroup()));
        List<Slot> parts = new ArrayList<>();
        for (Instant start = whole.startsAt(); start.isBefore(whole.endsAt()); start = start.plus(visit)) {
            parts.add(new Slot(whole.outlet(), whole.itemGroup(), start, start.plus(visit), whole.capacity()));
        }
        return parts;
    }

    /** @throws Refusal {@code outlet-closed} with the days and the reason when its supervisor closed it on that day */
    void requireOpen(String outletCode, LocalDate day) {
        Outlet outlet = outlets.outlet(outletCode);
        outlets.hours(outlet, day, day).closure(outlet, day).ifPresent(closure -> {
            throw Refusal.invalid(
                    "startsAt",
                    "outlet-closed",
                    closure.from().toString(),
                    closure.to().toString(),
                    closure.reason());
        });
    }

    /** @throws Refusal {@code slot-not-bookable-yet} with the days that are */
    void requireBookable(Instant startsAt, String item, String outlet) {
        LocalDate first = firstDay(item, outlet);
        LocalDate last = lastDay(item, outlet);
        if (startsAt.isBefore(midnight(first)) || !startsAt.isBefore(midnight(last.plusDays(1)))) {
            throw Refusal.invalid("startsAt", "slot-not-bookable-yet", first.toString(), last.toString());
        }
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(WorkingCalendar.ZONE).toInstant();
    }
}
