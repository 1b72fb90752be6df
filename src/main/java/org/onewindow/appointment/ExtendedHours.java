package org.onewindow.appointment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.onewindow.appointment.Appointment.Holder;
import org.onewindow.appointment.AppointmentRules.OnRequestRules;
import org.onewindow.appointment.ExtendedRequest.Status;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.outlet.Outlet;
import org.onewindow.outlet.Outlets;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Service outside the hours on request: asked for by a citizen or for a company, agreed to by somebody of the outlet. */
@Service
@Transactional
class ExtendedHours {

    private static final int MOST_LISTED = 100;

    private final ExtendedRequestRepository requests;
    private final Appointments appointments;
    private final AppointmentRepository persons;
    private final NoShows noShows;
    private final Slots slots;
    private final Outlets outlets;
    private final WorkingCalendar calendar;
    private final VisitNotices notices;
    private final AppointmentRules all;
    private final OnRequestRules rules;
    private final Clock clock;

    ExtendedHours(
            ExtendedRequestRepository requests,
            Appointments appointments,
            AppointmentRepository persons,
            NoShows noShows,
            Slots slots,
            Outlets outlets,
            WorkingCalendar calendar,
            VisitNotices notices,
            AppointmentRules all,
            Clock clock) {
        this.requests = requests;
        this.appointments = appointments;
        this.persons = persons;
        this.noShows = noShows;
        this.slots = slots;
        this.outlets = outlets;
        this.calendar = calendar;
        this.notices = notices;
        this.all = all;
        this.rules = all.onRequest();
        this.clock = clock;
    }

    /**
     * @param company credit code of the company that an agent asks for, or {@code null}
     * @throws Refusal {@code outlet-unknown}, {@code item-not-here}, {@code extended-not-here}, {@code extended-holiday},
     *     {@code extended-time}, {@code extended-in-hours}, {@code outlet-closed}, {@code extended-too-many}, {@code appointments-barred}, or
     *     {@code slot-not-bookable-yet}
     */
    public ExtendedRequest ask(Holder holder, String company, String item, String outletCode, Instant startsAt) {
        Outlet outlet = outlets.outlet(outletCode);
        Slot slot = slot(outlet, item, startsAt);
        persons.lockPerson(holder.person());
        noShows.requireNotBarred(holder.person());
        if (requests.asked(holder.person()) >= rules.askedAtMost()) {
            throw Refusal.conflict("extended-too-many", rules.askedAtMost());
        }
        var asked = new ExtendedRequest(
                UUID.randomUUID().toString(),
                holder,
                company,
                item,
                slot,
                Status.ASKED,
                null,
                null,
                null,
                null,
                Times.toMillis(clock.instant()),
                0);
        requests.insert(asked);
        return asked;
    }

    private Slot slot(Outlet outlet, String item, Instant startsAt) {
        String group = slots.group(outlet, item);
        if (!rules.kinds().contains(outlet.kind())) {
            throw Refusal.invalid("outlet", "extended-not-here");
        }
        slots.requireBookable(startsAt, item, outlet.code());
        slots.requireOpen(outlet.code(), LocalDate.ofInstant(startsAt, WorkingCalendar.ZONE));
        Duration visit = Duration.ofMinutes(all.minutes().get(group));
        Instant endsAt = startsAt.plus(visit);
        LocalDate day = LocalDate.ofInstant(startsAt, WorkingCalendar.ZONE);
        LocalTime from = LocalTime.ofInstant(startsAt, WorkingCalendar.ZONE);
        LocalTime to = LocalTime.ofInstant(endsAt, WorkingCalendar.ZONE);
        new Defects()
                .require(!calendar.holiday(day), "startsAt", "extended-holiday")
                .require(
                        !from.isBefore(rules.from())
                                && !to.isAfter(rules.until())
                                && from.isBefore(to)
                                && Duration.between(rules.from(), from).toMillis() % visit.toMillis() == 0,
                        "startsAt",
                        "extended-time",
                        rules.from().toString(),
                        rules.until().toString(),
                        visit.toMinutes())
                .require(
                        outlets.hours(outlet, day, day).sessions(outlet, day).stream()
                                .noneMatch(session -> from.isBefore(session.closes())
                                        && session.opens().isBefore(to)),
                        "startsAt",
                        "extended-in-hours")
                .refuse();
        return new Slot(outlet.code(), group, startsAt, endsAt, 1);
    }

    /** @throws Refusal {@code extended-unknown} unless it is the holder's, {@code extended-not-open} */
    public ExtendedRequest withdraw(Actor asker, String id) {
        ExtendedRequest one = requests.find(id)
                .filter(found -> found.holder().account().equals(asker.id()))
                .orElseThrow(() -> Refusal.notFound("extended-unknown"));
        requests.update(one.withdrawn());
        return requests.find(id).orElseThrow();
    }

    /**
     * Agreed to, the slot opens for whoever asked and is his; declined, he is told why.
     *
     * @throws Refusal {@code extended-unknown} unless it is for an outlet of his unit, {@code extended-not-open},
     *     {@code slot-over}, {@code outlet-closed}, {@code extended-day-full}, or as {@link Appointments#openFor} does
     */
    public ExtendedRequest decide(Actor clerk, String id, boolean agree, String answer) {
        Instant now = Times.toMillis(clock.instant());
        ExtendedRequest one = requests.find(id)
                .filter(found ->
                        clerk.worksFor(outlets.outlet(found.slot().outlet()).unit()))
                .orElseThrow(() -> Refusal.notFound("extended-unknown"));
        if (!agree) {
            ExtendedRequest declined = one.declined(answer, clerk.id(), now);
            requests.update(declined);
            notices.declined(declined);
            return declined;
        }
        if (!one.slot().startsAt().isAfter(now)) {
            throw Refusal.conflict("slot-over");
        }
        slots.requireOpen(one.slot().outlet(), LocalDate.ofInstant(one.slot().startsAt(), WorkingCalendar.ZONE));
        requireRoom(one.slot());
        Origin origin = one.company() == null ? null : new Origin(one.holder().account(), one.company(), null);
        Appointment visit = appointments.openFor(Party.alone(one.holder(), one.item()), one.slot(), origin);
        requests.update(one.agreed(answer, clerk.id(), now, visit.number()));
        return requests.find(id).orElseThrow();
    }

    private void requireRoom(Slot slot) {
        LocalDate day = LocalDate.ofInstant(slot.startsAt(), WorkingCalendar.ZONE);
        long agreed = requests.agreed(
                slot.outlet(),
                day.atStartOfDay(WorkingCalendar.ZONE).toInstant(),
                day.plusDays(1).atStartOfDay(WorkingCalendar.ZONE).toInstant());
        if (agreed >= rules.perDay()) {
            throw Refusal.conflict("extended-day-full", rules.perDay());
        }
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public List<ExtendedRequest> of(Actor asker) {
        return requests.of(asker.id(), MOST_LISTED);
    }

    /** @throws Refusal {@code outlet-unknown} unless he works there */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<ExtendedRequest> undecided(Actor clerk, String outletCode) {
        if (!clerk.worksFor(outlets.outlet(outletCode).unit())) {
            throw Refusal.notFound("outlet-unknown");
        }
        return requests.undecided(outletCode, Times.toMillis(clock.instant()), MOST_LISTED);
    }
}
