package org.onewindow.appointment;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.onewindow.appointment.Appointment.Holder;
import org.onewindow.appointment.VisitChanged.Change;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.outlet.Outlet;
import org.onewindow.outlet.Outlets;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Hold, confirm, change, cancel. */
@Service
@Transactional
public class Appointments {

    /** How many free slots a refusal names. */
    private static final int NEXT_FREE = 5;

    /** @param free seats that are left */
    public record Offer(Slot slot, int free) {}

    private final AppointmentRepository appointments;
    private final Slots slots;
    private final Outlets outlets;
    private final NoShows noShows;
    private final AppointmentRules rules;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Appointments(
            AppointmentRepository appointments,
            Slots slots,
            Outlets outlets,
            NoShows noShows,
            AppointmentRules rules,
            ApplicationEventPublisher events,
            Clock clock) {
        this.appointments = appointments;
        this.slots = slots;
        this.outlets = outlets;
        this.noShows = noShows;
        this.rules = rules;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Keeps a seat for a few minutes.
     *
     * @throws Refusal as {@link Slots#slot} does; {@code appointments-barred}, {@code appointments-too-many},
     *     {@code appointment-same-day}; or {@code slot-taken} with the next begins that are free
     */
    public Appointment hold(Holder holder, String item, String outlet, Instant startsAt) {
        Instant now = now();
        Slot slot = slots.slot(outlet, item, startsAt);
        appointments.lockPerson(holder.person());
        appointments.expire(holder.person(), now);
        noShows.requireNotBarred(holder.person());
        if (appointments.ahead(holder.person(), now) >= rules.openAtMost()) {
            throw Refusal.conflict("appointments-too-many", rules.openAtMost());
        }
        Appointment held = Appointment.held(UUID.randomUUID().toString(), holder, item, slot, now, rules.hold());
        requireFreeDay(held);
        take(held, now);
        appointments.insert(held);
        return held;
    }

    /** @throws Refusal {@code appointment-unknown}, or as {@link Appointment#confirmed} does */
    public Appointment confirm(Holder holder, String number) {
        Instant now = now();
        Appointment held = own(holder, number);
        Appointment confirmed = held.confirmed();
        if (!appointments.keepSeat(held, now)) {
            throw Refusal.conflict("hold-ended");
        }
        appointments.update(confirmed);
        return told(holder, number, Change.CONFIRMED);
    }

    /**
     * Moves a confirmed visit: the old seat is free once the new one is taken, and not before.
     *
     * @throws Refusal {@code appointment-unknown}, {@code slot-same}, or as {@link #hold} and {@link Appointment#moved} do
     */
    public Appointment change(Holder holder, String number, String outlet, Instant startsAt) {
        Instant now = now();
        Appointment old = own(holder, number);
        Slot to = slots.slot(outlet, old.item(), startsAt);
        Appointment moved = old.moved(to, now, rules.notice());
        if (to.outlet().equals(old.slot().outlet())
                && to.startsAt().equals(old.slot().startsAt())) {
            throw Refusal.invalid("startsAt", "slot-same");
        }
        appointments.lockPerson(old.holder().person());
        appointments.expire(old.holder().person(), now);
        if (!moved.bookedDay().equals(old.bookedDay())) {
            requireFreeDay(moved);
        }
        take(moved, now);
        appointments.leaveSeat(old);
        appointments.update(moved);
        return told(holder, number, Change.MOVED);
    }

    /** @throws Refusal {@code appointment-unknown}, or as {@link Appointment#cancelled} does */
    public Appointment cancel(Holder holder, String number) {
        Appointment old = own(holder, number);
        appointments.update(old.cancelled(now(), rules.notice()));
        appointments.leaveSeat(old);
        return old.status() == Appointment.Status.CONFIRMED
                ? told(holder, number, Change.CANCELLED)
                : own(holder, number);
    }

    private Appointment told(Holder holder, String number, Change change) {
        Appointment now = own(holder, number);
        events.publishEvent(new VisitChanged(now, change));
        return now;
    }

    /** @throws Refusal {@code appointment-unknown} unless it is the holder's */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Appointment own(Holder holder, String number) {
        return appointments
                .find(number)
                .filter(one -> one.holder().account().equals(holder.account()))
                .map(one -> one.at(now()))
                .orElseThrow(() -> Refusal.notFound("appointment-unknown"));
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Appointment> list(Holder holder, Instant behind, String number, int most) {
        return appointments.of(holder.account(), behind, number, most).stream()
                .map(one -> one.at(now()))
                .toList();
    }

    /** What may be booked now at the outlet, from that day on; full slots included. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Offer> offers(Outlet outlet, String item, LocalDate from, int days) {
        List<Slot> bookable = slots.bookable(from, days, outlet, item);
        if (bookable.isEmpty()) {
            return List.of();
        }
        Map<Instant, Integer> taken = appointments.taken(
                outlet.code(),
                bookable.get(0).itemGroup(),
                bookable.get(0).startsAt(),
                bookable.get(bookable.size() - 1).startsAt(),
                now());
        return bookable.stream()
                .map(slot -> new Offer(slot, Math.max(0, slot.capacity() - taken.getOrDefault(slot.startsAt(), 0))))
                .toList();
    }

    private void requireFreeDay(Appointment wanted) {
        if (appointments.booked(wanted.bookedDay())) {
            throw Refusal.conflict("appointment-same-day");
        }
    }

    private void take(Appointment wanted, Instant now) {
        if (!appointments.takeSeat(wanted.slot(), wanted.number(), wanted.heldUntil(), now)) {
            throw Refusal.conflict("slot-taken", nextFree(wanted));
        }
    }

    private String nextFree(Appointment wanted) {
        Outlet outlet = outlets.outlet(wanted.slot().outlet());
        LocalDate from = LocalDate.ofInstant(wanted.slot().startsAt(), WorkingCalendar.ZONE);
        return offers(outlet, wanted.item(), from, 7).stream()
                .filter(offer -> offer.free() > 0
                        && offer.slot().startsAt().isAfter(wanted.slot().startsAt()))
                .limit(NEXT_FREE)
                .map(offer -> offer.slot().startsAt().toString())
                .collect(Collectors.joining(", "));
    }

    private Instant now() {
        return Times.toMillis(clock.instant());
    }
}
