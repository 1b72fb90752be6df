package org.onewindow.appointment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.onewindow.calendar.WorkingCalendar;
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
    private final Clock clock;

    Slots(Outlets outlets, WorkingCalendar calendar, AppointmentRules rules, Clock clock) {
        this.outlets = outlets;
        this.calendar = calendar;
        this.rules = rules;
        this.clock = clock;
    }

    /** The first day that may be booked now. */
    LocalDate firstDay() {
        return LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE).plusDays(rules.daysAhead());
    }

    /** The last day that may be booked now. */
    LocalDate lastDay() {
        return calendar.deadline(clock.instant(), rules.workingDaysAhead()).dueDate();
    }

    /** In the order of their begin; none on a day off, or where no window serves the item. */
    List<Slot> on(LocalDate day, Outlet outlet, String item) {
        Optional<String> group = outlet.itemGroup(item).filter(rules.minutes()::containsKey);
        if (group.isEmpty()) {
            return List.of();
        }
        Duration visit = Duration.ofMinutes(rules.minutes().get(group.get()));
        List<Slot> slots = new ArrayList<>();
        for (Outlet.Session session : outlets.sessions(outlet, day)) {
            Instant closes =
                    day.atTime(session.closes()).atZone(WorkingCalendar.ZONE).toInstant();
            Instant start =
                    day.atTime(session.opens()).atZone(WorkingCalendar.ZONE).toInstant();
            for (Instant end = start.plus(visit); !end.isAfter(closes); end = end.plus(visit)) {
                slots.add(new Slot(
                        outlet.code(), group.get(), start, end, outlet.windows().get(group.get())));
                start = end;
            }
        }
        return slots;
    }

    /** Those that may be booked now, from that day on. */
    List<Slot> bookable(LocalDate from, int days, Outlet outlet, String item) {
        if (from.isAfter(lastDay())) {
            return List.of();
        }
        LocalDate first = from.isBefore(firstDay()) ? firstDay() : from;
        LocalDate end = from.plusDays(days);
        LocalDate afterLast = lastDay().plusDays(1);
        LocalDate until = end.isBefore(afterLast) ? end : afterLast;
        return first.isBefore(until)
                ? first.datesUntil(until)
                        .flatMap(day -> on(day, outlet, item).stream())
                        .toList()
                : List.of();
    }

    /**
     * The slot that begins then.
     *
     * @throws Refusal {@code outlet-unknown}, {@code item-not-here}, {@code slot-not-bookable-yet} with the days that are, or
     *     {@code slot-unknown}
     */
    Slot slot(String outletCode, String item, Instant startsAt) {
        Outlet outlet = outlets.outlet(outletCode);
        if (outlet.itemGroup(item).filter(rules.minutes()::containsKey).isEmpty()) {
            throw Refusal.invalid("item", "item-not-here");
        }
        if (startsAt.isBefore(midnight(firstDay()))
                || !startsAt.isBefore(midnight(lastDay().plusDays(1)))) {
            throw Refusal.invalid(
                    "startsAt",
                    "slot-not-bookable-yet",
                    firstDay().toString(),
                    lastDay().toString());
        }
        return on(LocalDate.ofInstant(startsAt, WorkingCalendar.ZONE), outlet, item).stream()
                .filter(slot -> slot.startsAt().equals(startsAt))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("startsAt", "slot-unknown"));
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(WorkingCalendar.ZONE).toInstant();
    }
}
