package org.onewindow.appointment;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onewindow.appointment.Appointment.Holder;
import org.onewindow.appointment.AppointmentRules.WaitListRules;
import org.onewindow.appointment.WaitListEntry.Status;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.outlet.Outlet;
import org.onewindow.outlet.Outlets;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who would come if a seat became free. A seat that somebody gives back is held, in the same transaction, for the first in the
 * line who may have it; he confirms that hold in time or it goes to the next.
 */
@Service
@Transactional
public class WaitList {

    private static final int MOST_LISTED = 50;
    private static final int MOST_DAYS = 14;

    private final WaitListRepository entries;
    private final AppointmentRepository appointments;
    private final NoShows noShows;
    private final Slots slots;
    private final Outlets outlets;
    private final AppointmentRules all;
    private final WaitListRules rules;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    WaitList(
            WaitListRepository entries,
            AppointmentRepository appointments,
            NoShows noShows,
            Slots slots,
            Outlets outlets,
            AppointmentRules rules,
            ApplicationEventPublisher events,
            Clock clock) {
        this.entries = entries;
        this.appointments = appointments;
        this.noShows = noShows;
        this.slots = slots;
        this.outlets = outlets;
        all = rules;
        this.rules = rules.waitList();
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws Refusal {@code outlet-unknown}, {@code item-not-here}, {@code wait-list-days}, {@code wait-list-already},
     *     {@code appointments-barred}
     */
    public WaitListEntry join(Holder holder, String item, String outletCode, LocalDate first, LocalDate last) {
        Outlet outlet = outlets.outlet(outletCode);
        String group = slots.group(outlet, item);
        new Defects()
                .require(
                        !first.isBefore(today()) && !last.isBefore(first) && last.isBefore(today().plusDays(MOST_DAYS)),
                        "lastDay",
                        "wait-list-days",
                        MOST_DAYS)
                .refuse();
        noShows.requireNotBarred(holder.person());
        var entry = new WaitListEntry(
                UUID.randomUUID().toString(),
                holder,
                item,
                outletCode,
                group,
                first,
                last,
                Status.WAITING,
                null,
                now(),
                0);
        appointments.lockPerson(holder.person());
        if (entries.waiting(entry.waitingFor())) {
            throw Refusal.conflict("wait-list-already");
        }
        entries.insert(entry);
        return entry;
    }

    /** @throws Refusal {@code wait-list-unknown} unless it is the holder's, {@code wait-list-over} */
    public void leave(Holder holder, String id) {
        WaitListEntry entry = entries.find(id)
                .filter(found -> found.holder().account().equals(holder.account()))
                .orElseThrow(() -> Refusal.notFound("wait-list-unknown"));
        entries.update(entry.left());
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public List<WaitListEntry> of(Holder holder) {
        return entries.of(holder.account(), MOST_LISTED);
    }

    /** Whoever was offered this has taken it. */
    public void taken(String appointment) {
        entries.byOffer(appointment).ifPresent(entry -> entries.update(entry.ended(Status.TAKEN)));
    }

    /** Holds a seat of the slot, if one is free, for the first who waits for it and may have it. */
    public void offer(Slot freed) {
        Instant now = now();
        LocalDate day = LocalDate.ofInstant(freed.startsAt(), WorkingCalendar.ZONE);
        for (WaitListEntry entry : entries.line(freed.outlet(), freed.itemGroup(), day)) {
            Optional<Slot> slot = slots.on(day, outlets.outlet(freed.outlet()), entry.item()).stream()
                    .filter(one -> one.startsAt().equals(freed.startsAt()))
                    .filter(one -> inTime(entry, one, now))
                    .findFirst();
            if (slot.isPresent() && mayHave(entry, slot.get(), now) && held(entry, slot.get(), now)) {
                return;
            }
        }
    }

    /** Whoever takes it at the last moment can still cancel it. */
    private boolean inTime(WaitListEntry entry, Slot slot, Instant now) {
        return slot.startsAt().isAfter(now.plus(rules.answer()).plus(all.notice(entry.item(), entry.outlet())));
    }

    private boolean mayHave(WaitListEntry entry, Slot slot, Instant now) {
        String person = entry.holder().person();
        appointments.lockPerson(person);
        appointments.expire(person, now);
        return noShows.barredUntil(person).isEmpty()
                && appointments.ahead(person, now) < all.openAtMost()
                && !appointments.booked(hold(entry, slot, now).bookedDay());
    }

    private boolean held(WaitListEntry entry, Slot slot, Instant now) {
        Appointment held = hold(entry, slot, now);
        // The seat stays a little longer than the offer, so that the next in the line gets it and nobody else.
        if (!appointments.takeSeat(slot, held.number(), held.heldUntil().plus(rules.passOn()), now)) {
            return false;
        }
        appointments.insert(held);
        entries.update(entry.offered(held.number()));
        events.publishEvent(new VisitChanged(held, VisitChanged.Change.OFFERED));
        return true;
    }

    private Appointment hold(WaitListEntry entry, Slot slot, Instant now) {
        return Appointment.held(UUID.randomUUID().toString(), entry.holder(), entry.item(), slot, now, rules.answer());
    }

    /** Offers that nobody can take any more, and entries whose days are over. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<WaitListEntry> lapsed() {
        List<WaitListEntry> offered = entries.in(Status.OFFERED, MOST_LISTED).stream()
                .filter(entry -> !appointments
                        .find(entry.offered())
                        .orElseThrow()
                        .at(now())
                        .open())
                .toList();
        List<WaitListEntry> late = entries.in(Status.WAITING, MOST_LISTED).stream()
                .filter(entry -> entry.lastDay().isBefore(today()))
                .toList();
        return offered.isEmpty() ? late : offered;
    }

    /** His turn is over; a seat that was held for him goes to the next. */
    public void lapse(WaitListEntry entry) {
        entries.update(entry.ended(Status.LAPSED));
        if (entry.offered() != null) {
            Appointment offered = appointments.find(entry.offered()).orElseThrow();
            appointments.leaveSeats(offered);
            offer(offered.slot());
        }
    }

    /** Slots at which a seat has become free by itself and for which somebody waits. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Slot> free() {
        return entries.in(Status.WAITING, MOST_LISTED).stream()
                .flatMap(entry -> firstFree(entry).stream())
                .distinct()
                .toList();
    }

    private Optional<Slot> firstFree(WaitListEntry entry) {
        Outlet outlet = outlets.outlet(entry.outlet());
        Instant now = now();
        LocalDate bookable = slots.lastDay(entry.item(), entry.outlet());
        LocalDate last = entry.lastDay().isBefore(bookable) ? entry.lastDay() : bookable;
        return slots.between(entry.firstDay(), last, outlet, entry.item()).stream()
                .filter(slot -> inTime(entry, slot, now))
                .filter(slot -> appointments
                                .taken(slot.outlet(), slot.itemGroup(), slot.startsAt(), slot.startsAt(), now)
                                .getOrDefault(slot.startsAt(), 0)
                        < slot.capacity())
                .findFirst();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
    }

    private Instant now() {
        return Times.toMillis(clock.instant());
    }
}
