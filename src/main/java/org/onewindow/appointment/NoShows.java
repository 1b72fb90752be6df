package org.onewindow.appointment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.onewindow.appointment.Appointment.Holder;
import org.onewindow.appointment.Appointment.Status;
import org.onewindow.appointment.AppointmentRules.NoShowRules;
import org.onewindow.appointment.NoShow.Decision;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.outlet.Outlet;
import org.onewindow.outlet.Outlets;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who did not come, what follows from that, and what he may say to it. */
@Service
@Transactional
public class NoShows {

    private static final int MOST_LISTED = 100;

    /**
     * What whoever did not come is told.
     *
     * @param facts what {@code page.appointment.noShow} names: the day, the days that count, how many bar for how long, and
     *     how long he can object
     * @param barredUntil first day on which booking is possible again; {@code null} when it is possible now
     * @param objectUntil until when an objection is taken
     */
    public record Told(NoShow noShow, List<Object> facts, LocalDate barredUntil, Instant objectUntil) {}

    private final NoShowRepository noShows;
    private final AppointmentRepository appointments;
    private final Outlets outlets;
    private final NoShowRules rules;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    NoShows(
            NoShowRepository noShows,
            AppointmentRepository appointments,
            Outlets outlets,
            AppointmentRules rules,
            ApplicationEventPublisher events,
            Clock clock) {
        this.noShows = noShows;
        this.appointments = appointments;
        this.outlets = outlets;
        this.rules = rules.noShows();
        this.events = events;
        this.clock = clock;
    }

    /** Confirmed visits of days that are over. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<String> unrecorded(int most) {
        return appointments.begun(
                Status.CONFIRMED, today().atStartOfDay(WorkingCalendar.ZONE).toInstant(), most);
    }

    /** The visit's day is over and nobody came. */
    public void record(String number) {
        Appointment missed = appointments.find(number).orElseThrow().missed();
        appointments.update(missed);
        noShows.insert(NoShow.of(missed, now()));
        events.publishEvent(new VisitChanged(appointments.find(number).orElseThrow(), VisitChanged.Change.MISSED));
    }

    /** @throws Refusal {@code appointments-barred} with the first day on which booking is possible again */
    @Transactional(propagation = Propagation.SUPPORTS)
    public void requireNotBarred(String person) {
        barredUntil(person).ifPresent(until -> {
            throw Refusal.conflict("appointments-barred", rules.most(), rules.withinDays(), until.toString());
        });
    }

    /** The first day on which the person may book again; empty when he may now. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<LocalDate> barredUntil(String person) {
        LocalDate today = today();
        LocalDate since = today.minusDays((long) rules.withinDays() + rules.barredDays());
        return rules.barredUntil(noShows.counted(person, since), today);
    }

    /** @throws Refusal {@code no-show-unknown} unless it is the holder's */
    @Transactional(propagation = Propagation.SUPPORTS)
    public NoShow own(Holder holder, String number) {
        return noShows.find(number)
                .filter(one -> one.account().equals(holder.account()))
                .orElseThrow(() -> Refusal.notFound("no-show-unknown"));
    }

    /** In words and figures. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Told told(NoShow one) {
        return new Told(
                one,
                List.of(
                        one.day().toString(),
                        rules.withinDays(),
                        rules.most(),
                        rules.barredDays(),
                        rules.objectionDays()),
                barredUntil(one.person()).orElse(null),
                objectionUntil(one));
    }

    private Instant objectionUntil(NoShow one) {
        return one.recordedAt().plus(Duration.ofDays(rules.objectionDays()));
    }

    /** @throws Refusal {@code no-show-unknown}, or as {@link NoShow#objected} does */
    public NoShow object(Holder holder, String number, String words) {
        NoShow one = own(holder, number);
        noShows.update(one.objected(words, now(), objectionUntil(one)));
        return own(holder, number);
    }

    /** Objections to be decided by this supervisor, the oldest first. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<NoShow> undecided(Actor supervisor) {
        Set<String> codes = outlets.offering(null, null).stream()
                .filter(outlet -> supervisor.worksFor(outlet.unit()))
                .map(Outlet::code)
                .collect(Collectors.toSet());
        return noShows.undecided(codes, MOST_LISTED);
    }

    /** @throws Refusal {@code no-show-unknown} unless it was at an outlet of his unit, or as {@link NoShow#decided} does */
    public NoShow decide(Actor supervisor, String number, Decision decision, String reason) {
        NoShow one = noShows.find(number)
                .filter(found ->
                        supervisor.worksFor(outlets.outlet(found.outlet()).unit()))
                .orElseThrow(() -> Refusal.notFound("no-show-unknown"));
        noShows.update(one.decided(decision, reason, supervisor.id(), now()));
        return noShows.find(number).orElseThrow();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
    }

    private Instant now() {
        return Times.toMillis(clock.instant());
    }
}
