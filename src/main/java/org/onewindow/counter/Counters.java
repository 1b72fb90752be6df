package org.onewindow.counter;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onewindow.appointment.Visitors;
import org.onewindow.appointment.Visits;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.counter.Ticket.Status;
import org.onewindow.outlet.Outlet;
import org.onewindow.outlet.Outlets;
import org.onewindow.shared.Actor;
import org.onewindow.shared.CitizenId;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What clerks do with those who came to their outlet. */
@Service
@Transactional
@EnableConfigurationProperties(CounterRules.class)
public class Counters {

    /** More tries than any outlet has windows. */
    private static final int TRIES = 50;

    /** What a clerk does with one ticket. */
    public enum Act {
        CALL_AGAIN,
        START,
        MISS,
        RECALL,
        PARK,
        RESUME,
        REDIRECT,
        AWAIT_PICKUP,
        CALL_PICKUP,
        FINISH,
        LEAVE
    }

    private final TicketRepository tickets;
    private final Visits visits;
    private final Visitors visitors;
    private final Outlets outlets;
    private final CounterRules rules;
    private final Clock clock;

    Counters(
            TicketRepository tickets,
            Visits visits,
            Visitors visitors,
            Outlets outlets,
            CounterRules rules,
            Clock clock) {
        this.tickets = tickets;
        this.visits = visits;
        this.visitors = visitors;
        this.outlets = outlets;
        this.rules = rules;
        this.clock = clock;
    }

    /** Outlets at which this person of the authority works. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Outlet> of(Actor clerk) {
        return outlets.offering(null, null).stream()
                .filter(outlet -> clerk.worksFor(outlet.unit()))
                .toList();
    }

    /**
     * Whoever booked is there. Until shortly after its begin an appointment keeps its place in the queue; whoever comes later
     * stands behind those who are there.
     *
     * @param appointment its number, or {@code null} when the identity card is read
     * @param idNo citizen ID number, or {@code null} when the number of the appointment is given
     * @throws Refusal {@code outlet-unknown}, {@code arrival-unnamed}, {@code arrival-not-expected}, or as {@link Visits#arrive}
     *     does
     */
    public Ticket checkIn(Actor clerk, String outletCode, String appointment, String idNo) {
        Outlet outlet = own(clerk, outletCode);
        String number = appointment != null
                ? appointment
                : Optional.ofNullable(idNo)
                        .map(id -> visits.expected(visitors.person(CitizenId.parse(id)), outletCode)
                                .orElseThrow(() -> Refusal.notFound("arrival-not-expected")))
                        .orElseThrow(() -> Refusal.invalid("appointment", "arrival-unnamed"));
        Visits.Visit visit = visits.arrive(number, outletCode);
        Instant now = now();
        boolean inTime = !now.isAfter(visit.startsAt().plus(rules.late()));
        return join(
                outlet, visit.item(), visit.itemGroup(), number, visit.person(), now, inTime ? visit.startsAt() : now);
    }

    /**
     * Somebody without an appointment.
     *
     * @param idNo citizen ID number, or {@code null}
     * @throws Refusal {@code outlet-unknown}, {@code item-not-here}
     */
    public Ticket walkIn(Actor clerk, String outletCode, String item, String idNo) {
        Outlet outlet = own(clerk, outletCode);
        Instant now = now();
        String person = idNo == null ? null : visitors.person(CitizenId.parse(idNo));
        return join(outlet, item, group(outlet, item), null, person, now, now);
    }

    private Ticket join(
            Outlet outlet, String item, String group, String appointment, String person, Instant now, Instant dueAt) {
        int serial = tickets.nextSerial(outlet.code(), today());
        Ticket joined = Ticket.joined(
                UUID.randomUUID().toString(),
                outlet.code(),
                today(),
                serial,
                item,
                group,
                appointment,
                person,
                now,
                dueAt);
        tickets.insert(joined);
        return joined;
    }

    /**
     * Calls whoever has waited longest for his turn.
     *
     * @param window where he is called to
     * @param group of windows, or {@code null} for a window that serves all
     * @return empty when nobody waits
     * @throws Refusal {@code outlet-unknown}, {@code ticket-in-hand} when the clerk has somebody at his window
     */
    public Optional<Ticket> callNext(Actor clerk, String outletCode, String window, String group) {
        own(clerk, outletCode);
        requireFreeHands(clerk);
        for (int i = 0; i < TRIES; i++) {
            Optional<Ticket> first = tickets.first(outletCode, today(), group);
            if (first.isEmpty()) {
                return first;
            }
            if (update(first.get().called(clerk.id(), window, now()))) {
                return tickets.find(first.get().id());
            }
        }
        throw new OptimisticLockingFailureException("others called everybody who was seen first");
    }

    private void requireFreeHands(Actor clerk) {
        tickets.inHandOf(clerk.id()).ifPresent(ticket -> {
            throw Refusal.conflict("ticket-in-hand", ticket.number());
        });
    }

    private boolean update(Ticket ticket) {
        try {
            return tickets.update(ticket);
        } catch (DuplicateKeyException e) {
            throw new OptimisticLockingFailureException("the clerk called somebody else meanwhile", e);
        }
    }

    /**
     * @param item new item of {@link Act#REDIRECT}, otherwise {@code null}
     * @param window of {@link Act#CALL_PICKUP}, otherwise {@code null}
     * @throws Refusal {@code ticket-unknown}, {@code ticket-of-another}, {@code ticket-part-missing}, {@code item-not-here},
     *     {@code ticket-in-hand}, or as the act of {@link Ticket} does
     */
    public Ticket act(Actor clerk, String id, Act act, String item, String window) {
        Ticket ticket = one(clerk, id);
        if (ticket.inHand() && !ticket.clerk().equals(clerk.id())) {
            throw Refusal.conflict("ticket-of-another");
        }
        if (!update(next(clerk, ticket, act, item, window))) {
            throw new OptimisticLockingFailureException("the ticket was changed meanwhile");
        }
        Ticket now = tickets.find(id).orElseThrow();
        completeVisit(now);
        return now;
    }

    private void completeVisit(Ticket ticket) {
        if (ticket.over() && ticket.appointment() != null) {
            visits.complete(ticket.appointment());
        }
    }

    /** Tickets of days that are over with which nobody is done. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<String> leftOpen(int most) {
        return tickets.openBefore(today(), most);
    }

    /** The day ended: whoever was in the queue has gone. */
    public void close(String id) {
        Ticket left = tickets.find(id).orElseThrow().left(now());
        if (update(left)) {
            completeVisit(left);
        }
    }

    private Ticket next(Actor clerk, Ticket ticket, Act act, String item, String window) {
        return switch (act) {
            case CALL_AGAIN -> ticket.calledAgain(now());
            case START -> ticket.started(now());
            case MISS -> ticket.missed(rules.calls());
            case RECALL -> ticket.recalled(rules.recalls(), now());
            case PARK -> ticket.parked();
            case RESUME -> ticket.resumed();
            case REDIRECT -> {
                if (item == null) {
                    throw Refusal.invalid("item", "ticket-part-missing");
                }
                yield ticket.redirected(item, group(outlets.outlet(ticket.outlet()), item));
            }
            case AWAIT_PICKUP -> ticket.awaitingPickup();
            case CALL_PICKUP -> {
                if (window == null) {
                    throw Refusal.invalid("window", "ticket-part-missing");
                }
                if (ticket.status() != Status.PICKUP) {
                    throw Refusal.conflict("ticket-status", ticket.status());
                }
                requireFreeHands(clerk);
                yield ticket.called(clerk.id(), window, now());
            }
            case FINISH -> ticket.finished(now());
            case LEAVE -> ticket.left(now());
        };
    }

    /** @throws Refusal {@code ticket-unknown} unless it is of an outlet at which he works */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Ticket one(Actor clerk, String id) {
        return tickets.find(id)
                .filter(ticket -> clerk.worksFor(outlets.outlet(ticket.outlet()).unit()))
                .orElseThrow(() -> Refusal.notFound("ticket-unknown"));
    }

    /** @throws Refusal {@code outlet-unknown} unless he works there */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Queue queue(Actor clerk, String outletCode) {
        own(clerk, outletCode);
        return shown(outletCode);
    }

    /**
     * What everybody in the hall may see; holds numbers only.
     *
     * @throws Refusal {@code outlet-unknown}
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Queue shown(String outletCode) {
        outlets.outlet(outletCode);
        return new Queue(
                outletCode,
                tickets.on(outletCode, today()),
                group -> visits.minutes(group).orElse(rules.minutes()),
                now());
    }

    private Outlet own(Actor clerk, String code) {
        Outlet outlet = outlets.outlet(code);
        if (!clerk.worksFor(outlet.unit())) {
            throw Refusal.notFound("outlet-unknown");
        }
        return outlet;
    }

    private static String group(Outlet outlet, String item) {
        return outlet.itemGroup(item).orElseThrow(() -> Refusal.invalid("item", "item-not-here"));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
    }

    private Instant now() {
        return Times.toMillis(clock.instant());
    }
}
