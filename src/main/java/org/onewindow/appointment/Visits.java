package org.onewindow.appointment;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.outlet.Outlet;
import org.onewindow.shared.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the counter does with a booked visit. */
@Service
@Transactional
public class Visits {

    /** @param person blind index of the citizen ID number */
    public record Visit(
            String number, String account, String person, String item, String itemGroup, Instant startsAt) {}

    private final AppointmentRepository appointments;
    private final Slots slots;
    private final AppointmentRules rules;
    private final Clock clock;

    Visits(AppointmentRepository appointments, Slots slots, AppointmentRules rules, Clock clock) {
        this.appointments = appointments;
        this.slots = slots;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * The visitor is at the outlet.
     *
     * @throws Refusal {@code appointment-unknown}, {@code appointment-not-confirmed}, {@code appointment-elsewhere} or
     *     {@code appointment-other-day}
     */
    public Visit arrive(String number, String outlet) {
        Appointment arrived = find(number).arrived(outlet, today());
        appointments.update(arrived);
        return new Visit(
                number,
                arrived.holder().account(),
                arrived.holder().person(),
                arrived.item(),
                arrived.slot().itemGroup(),
                arrived.slot().startsAt());
    }

    /** Number of this person's next confirmed visit of today. */
    public Optional<String> expected(String person, String outlet) {
        Instant midnight = today().atStartOfDay(WorkingCalendar.ZONE).toInstant();
        Instant next = today().plusDays(1).atStartOfDay(WorkingCalendar.ZONE).toInstant();
        return appointments.expected(person, outlet, midnight, next);
    }

    /** The visitor has been served. */
    public void complete(String number) {
        appointments.update(find(number).completed());
    }

    /** How many minutes a visit is planned to take; empty when windows of this group take no appointments. */
    public Optional<Integer> minutes(String itemGroup) {
        return Optional.ofNullable(rules.minutes().get(itemGroup));
    }

    /**
     * @param offered seats that the windows had
     * @param taken seats on which somebody sat
     * @param came visits to which somebody came
     * @param missed visits to which nobody came
     */
    public record Use(int offered, int taken, int came, int missed) {}

    /** How an outlet was used from the first day to the last, both included. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Use use(Outlet outlet, LocalDate first, LocalDate last) {
        int offered = outlet.windows().keySet().stream()
                .flatMap(group -> slots.between(first, last, outlet, group).stream())
                .mapToInt(Slot::capacity)
                .sum();
        return appointments.use(
                outlet.code(),
                first.atStartOfDay(WorkingCalendar.ZONE).toInstant(),
                last.plusDays(1).atStartOfDay(WorkingCalendar.ZONE).toInstant(),
                offered);
    }

    private Appointment find(String number) {
        return appointments.find(number).orElseThrow(() -> Refusal.notFound("appointment-unknown"));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
    }
}
