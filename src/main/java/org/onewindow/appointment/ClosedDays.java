package org.onewindow.appointment;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.onewindow.appointment.Appointment.Status;
import org.onewindow.appointment.OfficeAct.Act;
import org.onewindow.appointment.VisitChanged.Change;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.outlet.Closure;
import org.onewindow.outlet.Closures;
import org.onewindow.outlet.OpeningHours;
import org.onewindow.outlet.Outlet;
import org.onewindow.outlet.Outlets;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What becomes of the visits at an outlet that its supervisor closes. Whoever has one is told at once and moves it as late as he
 * likes; it counts as no absence. Who has not moved it when its day is over needs none any more, unless a case of his does: then
 * a slot is kept for him.
 */
@Service
@Transactional
public class ClosedDays {

    /** @param toMove visits on these days that have no new time yet */
    public record Closed(Closure closure, int toMove) {}

    private final Closures closures;
    private final Outlets outlets;
    private final AppointmentRepository visits;
    private final Appointments appointments;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ClosedDays(
            Closures closures,
            Outlets outlets,
            AppointmentRepository visits,
            Appointments appointments,
            ApplicationEventPublisher events,
            Clock clock) {
        this.closures = closures;
        this.outlets = outlets;
        this.visits = visits;
        this.appointments = appointments;
        this.events = events;
        this.clock = clock;
    }

    /**
     * How many visits would need a new time.
     *
     * @throws Refusal as {@link Closures#requireDays} does
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public int booked(Actor supervisor, String outlet, LocalDate from, LocalDate to) {
        closures.requireDays(supervisor, outlet, from, to);
        return visits.count(Status.CONFIRMED, outlet, midnight(from), midnight(to.plusDays(1)));
    }

    /**
     * Nothing is booked on these days from now on, and holds on them end.
     *
     * @throws Refusal as {@link Closures#announce} does
     */
    public Closed announce(Actor supervisor, String outlet, LocalDate from, LocalDate to, String reason) {
        Closure closure = closures.announce(supervisor, outlet, from, to, reason);
        visits.locked(Status.HELD, outlet, midnight(from), midnight(to.plusDays(1)))
                .forEach(held -> {
                    visits.update(held.expired());
                    visits.keep(held.number(), visits.further(held.number()), null);
                });
        return new Closed(closure, toMove(closure));
    }

    private int toMove(Closure closure) {
        List<Appointment> booked = visits.locked(
                Status.CONFIRMED,
                closure.outlet(),
                midnight(closure.from()),
                midnight(closure.to().plusDays(1)));
        booked.forEach(visit ->
                become(visit, visit.toMove(), Act.CLOSED, closure.announcedBy(), closure.reason(), Change.CLOSED));
        return booked.size();
    }

    /**
     * It is open again from today on, and whoever has not moved his visit yet comes as he had booked.
     *
     * @throws Refusal as {@link Closures#lift} does
     */
    public Closure lift(Actor supervisor, String outletCode, String id) {
        Closure lifted = closures.lift(supervisor, outletCode, id);
        Outlet outlet = outlets.outlet(outletCode);
        OpeningHours hours = outlets.hours(outlet, lifted.from(), lifted.to());
        visits.locked(Status.TO_MOVE, outletCode, now(), midnight(lifted.to().plusDays(1))).stream()
                .filter(visit -> !visit.day().isBefore(lifted.from()))
                .filter(visit -> hours.closure(outlet, visit.day()).isEmpty())
                .forEach(visit -> become(
                        visit, visit.restored(), Act.REOPENED, supervisor.id(), lifted.reason(), Change.REOPENED));
        return lifted;
    }

    /** @throws Refusal {@code outlet-unknown} unless he works there */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Closed> toCome(Actor clerk, String outlet) {
        return closures.toCome(clerk, outlet).stream()
                .map(closure -> new Closed(closure, count(Status.TO_MOVE, closure)))
                .toList();
    }

    /** Visits that were booked while an announcement was being written. */
    void overlooked() {
        closures.toCome().stream()
                .filter(closure -> count(Status.CONFIRMED, closure) > 0)
                .forEach(this::toMove);
    }

    private int count(Status status, Closure closure) {
        return visits.count(
                status,
                closure.outlet(),
                midnight(closure.from()),
                midnight(closure.to().plusDays(1)));
    }

    /** Visits to be moved whose day is over. */
    @Transactional(propagation = Propagation.SUPPORTS)
    List<String> over(int most) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
        return visits.begun(Status.TO_MOVE, midnight(today), most);
    }

    void end(String number) {
        Appointment visit = visits.find(number).orElseThrow();
        if (visit.status() == Status.TO_MOVE) {
            appointments.callOff(visit, Change.CALLED_OFF);
        }
    }

    private void become(Appointment before, Appointment after, Act act, String by, String reason, Change change) {
        visits.update(after);
        visits.insert(OfficeAct.on(before, act, by, reason, now()));
        events.publishEvent(new VisitChanged(visits.find(before.number()).orElseThrow(), change));
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(WorkingCalendar.ZONE).toInstant();
    }

    private Instant now() {
        return Times.toMillis(clock.instant());
    }
}
