package org.onewindow.service;

import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;

/** The queue at the counter, as far as a reception needs it; the counter, a floor above, answers. */
public interface QueueTickets {

    /**
     * The number that was called.
     *
     * @param ticket id of the ticket of whoever stands at the clerk's window
     * @throws Refusal {@code ticket-unknown}, {@code ticket-not-at-window}
     */
    String atWindow(Actor clerk, String ticket);
}
