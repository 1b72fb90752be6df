package org.onewindow.appointment;

/**
 * Something happened to a visit; told within the transaction in which it did.
 *
 * @param visit as it is now
 */
record VisitChanged(Appointment visit, Change change) {

    enum Change {
        CONFIRMED,
        MOVED,
        CANCELLED,
        /** By somebody of the outlet. */
        CALLED_OFF,
        MISSED,
        /** The outlet is closed on its day. */
        CLOSED,
        /** It is open on that day after all. */
        REOPENED,
        /** A seat is held for somebody who waited for it. */
        OFFERED
    }
}
