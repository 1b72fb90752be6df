package org.onewindow.counter;

import org.onewindow.service.QueueTickets;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.springframework.stereotype.Component;

/** Tells a reception which number stands at the clerk's window. */
@Component
class TicketsAtWindow implements QueueTickets {

    private final Counters counters;

    TicketsAtWindow(Counters counters) {
        this.counters = counters;
    }

    @Override
    public String atWindow(Actor clerk, String id) {
        Ticket ticket = counters.one(clerk, id);
        if (!ticket.inHand() || !ticket.clerk().equals(clerk.id())) {
            throw Refusal.conflict("ticket-not-at-window", ticket.number());
        }
        return ticket.number();
    }
}
