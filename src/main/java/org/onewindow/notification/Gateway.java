package org.onewindow.notification;

/** A way by which notices leave the house. */
interface Gateway {

    Outgoing.Way way();

    /** Whether this office has one. */
    boolean present();

    /**
     * Returns when the other side has taken it.
     *
     * @param to address or number
     * @throws RuntimeException when it was not taken
     */
    void send(Outgoing one, String to);
}
