package org.onewindow.appointment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onewindow.appointment.Appointment.Holder;
import org.onewindow.appointment.OfficeAct.Act;
import org.onewindow.appointment.Party.Part;
import org.onewindow.appointment.VisitChanged.Change;
import org.onewindow.calendar.OfficeTime;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.outlet.Outlet;
import org.onewindow.outlet.Outlets;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
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

    private static final int DAYS_OF_NEXT_FREE = 7;

    private static final int MOST_ON_A_DAY = 1_000;

    /** Nothing is booked further ahead. */
    private static final Duration FURTHEST = Duration.ofDays(400);

    /** Within so many days a slot is looked for when something has to be corrected. */
    private static final int DAYS_OF_A_CORRECTION = 14;

    /** @param free seats that are left */
    public record Offer(Slot slot, int free) {}

    private final AppointmentRepository appointments;
    private final Slots slots;
    private final Outlets outlets;
    private final NoShows noShows;
    private final WaitList waitList;
    private final AppointmentRules rules;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Appointments(
            AppointmentRepository appointments,
            Slots slots,
            Outlets outlets,
            NoShows noShows,
            WaitList waitList,
            AppointmentRules rules,
            ApplicationEventPublisher events,
            Clock clock) {
        this.appointments = appointments;
        this.slots = slots;
        this.outlets = outlets;
        this.noShows = noShows;
        this.waitList = waitList;
        this.rules = rules;
        this.events = events;
        this.clock = clock;
    }

    /** One person's visit for one item, as {@link #hold(Party, String, Instant, Origin)} keeps it. */
    public Appointment hold(Holder holder, String item, String outlet, Instant startsAt) {
        return hold(Party.alone(holder, item), outlet, startsAt, null);
    }

    /**
     * Keeps seats for a few minutes.
     *
     * @param origin who books for others, or {@code null}
     * @throws Refusal as {@link Slots#slot} does; {@code appointments-barred}, {@code appointments-too-many},
     *     {@code appointments-too-often}, {@code appointments-too-many-holds}, {@code appointments-too-many-for-others},
     *     {@code appointment-same-day}; or {@code slot-taken} with the next begins that are free
     */
    Appointment hold(Party party, String outlet, Instant startsAt, Origin origin) {
        Instant now = now();
        Slot slot = slots.slot(party, outlet, startsAt, false);
        Appointment wanted =
                Appointment.held(UUID.randomUUID().toString(), party.holder(), party.item(), slot, now, rules.hold());
        // A look only, so that the many who come too late wait for nobody; the statement that sits down decides.
        if (slots.parts(slot).stream().anyMatch(part -> full(part, now))) {
            throw slotTaken(wanted.item(), wanted.slot());
        }
        admitToHold(party, origin, now);
        requireFreeDay(wanted, party.further());
        take(wanted, now);
        keep(wanted, party, origin);
        return wanted;
    }

    /**
     * A look before anything is asked or written, so that the many who come too late are told at once. What cannot be booked
     * anyhow is not its concern.
     *
     * @throws Refusal {@code slot-taken} with the next begins that are free
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public void requireSeatLeft(String item, String outletCode, Instant startsAt) {
        if (startsAt.isBefore(now()) || startsAt.isAfter(now().plus(FURTHEST))) {
            return;
        }
        LocalDate day = LocalDate.ofInstant(startsAt, WorkingCalendar.ZONE);
        List<Offer> week = offers(outlets.outlet(outletCode), item, day, DAYS_OF_NEXT_FREE);
        if (week.stream().anyMatch(offer -> offer.slot().startsAt().equals(startsAt) && offer.free() == 0)) {
            throw slotTaken(week, startsAt);
        }
    }

    private void admitToHold(Party party, Origin origin, Instant now) {
        admit(party, now);
        party.persons().forEach(person -> {
            if (appointments.heldSince(person, now.minus(rules.holds().within()))
                    >= rules.holds().most()) {
                throw Refusal.conflict(
                        "appointments-too-many-holds", rules.holds().most());
            }
        });
        if (origin != null && appointments.aheadForOthers(origin.bookedBy(), now) >= rules.agentAtMost()) {
            throw Refusal.conflict("appointments-too-many-for-others", rules.agentAtMost());
        }
    }

    private boolean full(Slot part, Instant now) {
        return appointments
                        .taken(part.outlet(), part.itemGroup(), part.startsAt(), part.startsAt(), now)
                        .getOrDefault(part.startsAt(), 0)
                >= part.capacity();
    }

    /**
     * A clerk books for somebody who is there, from this moment on. A supervisor may give a seat more than there are, and says
     * why.
     *
     * @param overReason why over the capacity, or {@code null}
     * @throws Refusal {@code outlet-unknown} unless he works there, {@code over-booking-right}, or as {@link #hold} does
     */
    Appointment book(Actor clerk, Party party, String outletCode, Instant startsAt, String overReason) {
        Instant now = now();
        if (!clerk.worksFor(outlets.outlet(outletCode).unit())) {
            throw Refusal.notFound("outlet-unknown");
        }
        if (overReason != null && !clerk.is(Role.SUPERVISOR)) {
            throw Refusal.forbidden("over-booking-right");
        }
        Slot slot = slots.slot(party, outletCode, startsAt, true);
        admit(party, now);
        Appointment booked = Appointment.held(
                        UUID.randomUUID().toString(), party.holder(), party.item(), slot, now, rules.hold())
                .confirmed();
        requireFreeDay(booked, party.further());
        for (Slot part : slots.parts(slot)) {
            if (!appointments.takeSeat(part, booked.number(), null, now)) {
                if (overReason == null) {
                    throw slotTaken(booked.item(), booked.slot());
                }
                appointments.addSeat(part, booked.number());
            }
        }
        keep(booked, party, new Origin(clerk.id(), null, overReason));
        return told(party.holder(), booked.number(), Change.CONFIRMED);
    }

    /**
     * A slot outside the hours, for this one visit.
     *
     * @param origin who asked for somebody else, or {@code null}
     * @throws Refusal as {@link #hold} does
     */
    Appointment openFor(Party party, Slot slot, Origin origin) {
        Instant now = now();
        admit(party, now);
        Appointment booked = Appointment.held(
                        UUID.randomUUID().toString(), party.holder(), party.item(), slot, now, rules.hold())
                .confirmed();
        requireFreeDay(booked, party.further());
        take(booked, now);
        keep(booked, party, origin);
        return told(party.holder(), booked.number(), Change.CONFIRMED);
    }

    private void admit(Party party, Instant now) {
        party.persons().stream().sorted().forEach(person -> {
            appointments.lockPerson(person);
            appointments.expire(person, now);
            noShows.requireNotBarred(person);
            if (appointments.ahead(person, now) >= rules.openAtMost()) {
                throw Refusal.conflict("appointments-too-many", rules.openAtMost());
            }
            rules.limits().forEach(limit -> {
                if (appointments.bookedSince(person, now.minus(Duration.ofDays(limit.days()))) >= limit.most()) {
                    throw Refusal.conflict("appointments-too-often", limit.days(), limit.most());
                }
            });
        });
    }

    private void keep(Appointment visit, Party party, Origin origin) {
        appointments.insert(visit);
        appointments.keep(visit.number(), party.further(), visit.day());
        if (origin != null) {
            appointments.insert(visit.number(), origin);
        }
    }

    /** @throws Refusal {@code appointment-unknown}, {@code outlet-closed}, or as {@link Appointment#confirmed} does */
    public Appointment confirm(Holder holder, String number) {
        Instant now = now();
        Appointment held = own(holder, number);
        if (held.status() == Appointment.Status.EXPIRED) {
            slots.requireOpen(held.slot().outlet(), held.day());
        }
        Appointment confirmed = held.confirmed();
        if (appointments.keepSeats(held, now) != slots.parts(held.slot()).size()) {
            throw Refusal.conflict("hold-ended");
        }
        appointments.update(confirmed);
        waitList.taken(number);
        return told(holder, number, Change.CONFIRMED);
    }

    /**
     * Moves a confirmed visit: nobody sits on the old seats before the new ones are taken.
     *
     * @throws Refusal {@code appointment-unknown}, {@code slot-same}, or as {@link #hold} and {@link Appointment#moved} do
     */
    public Appointment change(Holder holder, String number, String outlet, Instant startsAt) {
        Instant now = now();
        Appointment old = own(holder, number);
        List<Part> further = appointments.further(number);
        Slot to = slots.slot(party(old, further), outlet, startsAt, false);
        Appointment moved =
                old.moved(to, now, rules.notice(old.item(), old.slot().outlet()));
        return move(old, moved, further, now);
    }

    /**
     * Somebody of the outlet moves a visit, however soon it is, to wherever is free; whoever booked is told.
     *
     * @throws Refusal {@code appointment-unknown} unless it is at an outlet of his unit, or as {@link #change} does
     */
    public Appointment moveFor(Actor clerk, String number, String outlet, Instant startsAt, String reason) {
        Instant now = now();
        Appointment old = atHis(clerk, number);
        List<Part> further = appointments.further(number);
        boolean own = clerk.worksFor(outlets.outlet(outlet).unit());
        Slot to = slots.slot(party(old, further), outlet, startsAt, own);
        Appointment moved = move(old, old.moved(to, now, Duration.ZERO), further, now);
        appointments.insert(OfficeAct.on(old, Act.MOVED, clerk.id(), reason, now));
        return moved;
    }

    private Appointment move(Appointment old, Appointment moved, List<Part> further, Instant now) {
        if (moved.slot().outlet().equals(old.slot().outlet())
                && moved.slot().startsAt().equals(old.slot().startsAt())) {
            throw Refusal.invalid("startsAt", "slot-same");
        }
        party(old, further).persons().stream().distinct().sorted().forEach(person -> {
            appointments.lockPerson(person);
            appointments.expire(person, now);
        });
        if (!moved.bookedDay().equals(old.bookedDay())) {
            requireFreeDay(moved, further);
        }
        // In one transaction: whoever is refused sits where he sat.
        appointments.leaveSeats(old);
        take(moved, now);
        appointments.update(moved);
        appointments.keep(old.number(), further, moved.day());
        slots.parts(old.slot()).forEach(waitList::offer);
        return told(old.holder(), old.number(), Change.MOVED);
    }

    private static Party party(Appointment visit, List<Part> further) {
        return new Party(
                visit.holder(),
                Stream.concat(
                                Stream.of(visit.holder().person()),
                                further.stream().map(Part::person))
                        .toList(),
                Stream.concat(Stream.of(visit.item()), further.stream().map(Part::item))
                        .toList());
    }

    /** @throws Refusal {@code appointment-unknown}, or as {@link Appointment#cancelled} does */
    public Appointment cancel(Holder holder, String number) {
        Appointment old = own(holder, number);
        appointments.update(
                old.cancelled(now(), rules.notice(old.item(), old.slot().outlet())));
        appointments.leaveSeats(old);
        appointments.keep(number, appointments.further(number), null);
        slots.parts(old.slot()).forEach(waitList::offer);
        return old.status() == Appointment.Status.CONFIRMED
                ? told(holder, number, Change.CANCELLED)
                : own(holder, number);
    }

    /**
     * Somebody of the outlet cancels a visit, however soon it is; whoever booked is told.
     *
     * @throws Refusal {@code appointment-unknown} unless it is at an outlet of his unit, {@code appointment-over}
     */
    public Appointment cancelFor(Actor clerk, String number, String reason) {
        Appointment visit = atHis(clerk, number);
        appointments.insert(OfficeAct.on(visit, Act.CANCELLED, clerk.id(), reason, now()));
        callOff(visit, Change.CALLED_OFF);
        return atHis(clerk, number);
    }

    private Appointment atHis(Actor clerk, String number) {
        return appointments
                .find(number)
                .filter(one ->
                        clerk.worksFor(outlets.outlet(one.slot().outlet()).unit()))
                .map(one -> one.at(now()))
                .orElseThrow(() -> Refusal.notFound("appointment-unknown"));
    }

    /**
     * Visits of one day, in the order of their begin.
     *
     * @throws Refusal {@code outlet-unknown} unless he works there
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Appointment> on(Actor clerk, String outlet, LocalDate day) {
        if (!clerk.worksFor(outlets.outlet(outlet).unit())) {
            throw Refusal.notFound("outlet-unknown");
        }
        return appointments.at(
                outlet,
                day.atStartOfDay(WorkingCalendar.ZONE).toInstant(),
                day.plusDays(1).atStartOfDay(WorkingCalendar.ZONE).toInstant(),
                MOST_ON_A_DAY);
    }

    /** What the office did to the visit, and why. */
    @Transactional(propagation = Propagation.SUPPORTS)
    List<OfficeAct> acts(Appointment visit) {
        return appointments.acts(visit.number());
    }

    /** The case needs the visit no more, however soon it is. */
    void callOff(Appointment visit) {
        callOff(visit, Change.CANCELLED);
    }

    void callOff(Appointment visit, Change how) {
        appointments.update(visit.calledOff());
        appointments.leaveSeats(visit);
        appointments.keep(visit.number(), appointments.further(visit.number()), null);
        slots.parts(visit.slot()).forEach(waitList::offer);
        told(visit.holder(), visit.number(), how);
    }

    /**
     * Keeps the first free slot at the same outlet for whoever has to come once more, as long as
     * {@link AppointmentRules#correctionHold} says.
     */
    Optional<Appointment> keepSlotAfter(Appointment visit) {
        Instant now = now();
        Outlet outlet = outlets.outlet(visit.slot().outlet());
        return offers(outlet, visit.item(), slots.firstDay(visit.item(), outlet.code()), DAYS_OF_A_CORRECTION).stream()
                .filter(offer -> offer.free() > 0)
                .map(offer -> Appointment.held(
                        UUID.randomUUID().toString(),
                        visit.holder(),
                        visit.item(),
                        offer.slot(),
                        now,
                        rules.correctionHold()))
                .filter(held -> !appointments.booked(held.bookedDay()))
                .filter(held -> held.heldUntil().isBefore(held.slot().startsAt()))
                .filter(held -> appointments.takeSeat(held.slot(), held.number(), held.heldUntil(), now))
                .findFirst()
                .map(held -> {
                    appointments.insert(held);
                    return told(held.holder(), held.number(), Change.OFFERED);
                });
    }

    /**
     * The same at whatever outlet nearby has seats at that time, the named one first: neighbours help each other out. Where
     * somebody else is faster, the next of them is asked.
     *
     * @throws Refusal as {@link #hold} does
     */
    Appointment holdNearby(Party party, String outletCode, Instant startsAt, Origin origin) {
        Outlet named = outlets.outlet(outletCode);
        Instant now = now();
        List<Outlet> pool = outlets.offering(party.item(), named.point()).stream()
                .filter(one -> named.point().metresTo(one.point()) <= rules.nearbyMetres())
                .filter(one -> free(one, party, startsAt))
                .toList();
        if (pool.isEmpty()) {
            return hold(party, outletCode, startsAt, origin);
        }
        admitToHold(party, origin, now);
        for (Outlet one : pool) {
            Slot slot = slots.slot(party, one.code(), startsAt, false);
            Appointment wanted = Appointment.held(
                    UUID.randomUUID().toString(), party.holder(), party.item(), slot, now, rules.hold());
            requireFreeDay(wanted, party.further());
            if (taken(wanted, now)) {
                keep(wanted, party, origin);
                return wanted;
            }
            appointments.leaveSeats(wanted);
        }
        return hold(party, outletCode, startsAt, origin);
    }

    private boolean free(Outlet outlet, Party party, Instant startsAt) {
        LocalDate day = LocalDate.ofInstant(startsAt, WorkingCalendar.ZONE);
        List<Offer> run = offers(outlet, party.item(), day, 1).stream()
                .filter(offer -> offer.free() > 0)
                .filter(offer -> !offer.slot().startsAt().isBefore(startsAt))
                .limit(party.size())
                .toList();
        return run.size() == party.size()
                && run.get(0).slot().startsAt().equals(startsAt)
                && party.items().stream()
                        .allMatch(item -> outlet.itemGroup(item).equals(outlet.itemGroup(party.item())));
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

    private void requireFreeDay(Appointment wanted, List<Part> further) {
        if (appointments.booked(wanted.bookedDay())
                || further.stream().anyMatch(part -> appointments.booked(part.bookedDay(wanted.day())))) {
            throw Refusal.conflict("appointment-same-day");
        }
    }

    private void take(Appointment wanted, Instant now) {
        if (!taken(wanted, now)) {
            throw slotTaken(wanted.item(), wanted.slot());
        }
    }

    private boolean taken(Appointment wanted, Instant now) {
        return slots.parts(wanted.slot()).stream()
                .allMatch(part -> appointments.takeSeat(part, wanted.number(), wanted.heldUntil(), now));
    }

    private Refusal slotTaken(String item, Slot wanted) {
        Outlet outlet = outlets.outlet(wanted.outlet());
        LocalDate from = LocalDate.ofInstant(wanted.startsAt(), WorkingCalendar.ZONE);
        return slotTaken(offers(outlet, item, from, DAYS_OF_NEXT_FREE), wanted.startsAt());
    }

    private static Refusal slotTaken(List<Offer> offers, Instant behind) {
        List<Instant> free = offers.stream()
                .filter(offer -> offer.free() > 0 && offer.slot().startsAt().isAfter(behind))
                .limit(NEXT_FREE)
                .map(offer -> offer.slot().startsAt())
                .toList();
        String told = free.stream().map(OfficeTime::moment).collect(Collectors.joining(", "));
        return Refusal.conflict("slot-taken", told, free.size(), free);
    }

    private Instant now() {
        return Times.toMillis(clock.instant());
    }
}
