package org.onewindow.appointment;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.shared.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the counter does with a booked visit. */
@Service
@Transactional
public class Visits {

    /** @param person blind index of the citizen ID number */
    public record Visit(
            String number, String account, String person, String item, String itemGroup, Instant startsAt) {}

    private final AppointmentRepository appointments;
    private final AppointmentRules rules;
    private final Clock clock;

    Visits(AppointmentRepository appointments, AppointmentRules rules, Clock clock) {
        this.appointments = appointments;
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

    private Appointment find(String number) {
        return appointments.find(number).orElseThrow(() -> Refusal.notFound("appointment-unknown"));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
    }
}
