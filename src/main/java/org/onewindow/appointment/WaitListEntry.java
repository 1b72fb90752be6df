package org.onewindow.appointment;

import java.time.Instant;
import java.time.LocalDate;
import org.onewindow.appointment.Appointment.Holder;
import org.onewindow.shared.Refusal;

/**
 * Somebody who would come on one of these days if a seat became free.
 *
 * @param offered number of the appointment that is or was held for him, or {@code null}
 */
public record WaitListEntry(
        String id,
        Holder holder,
        String item,
        String outlet,
        String itemGroup,
        LocalDate firstDay,
        LocalDate lastDay,
        Status status,
        String offered,
        Instant createdAt,
        int version) {

    public enum Status {
        WAITING,
        /** A seat is held for him; he confirms it like any hold. */
        OFFERED,
        TAKEN,
        /** He did not answer in time, or the last day has passed. */
        LAPSED,
        LEFT
    }

    WaitListEntry offered(String appointment) {
        return with(Status.OFFERED, appointment);
    }

    WaitListEntry ended(Status how) {
        return with(how, offered);
    }

    /** @throws Refusal {@code wait-list-over} */
    WaitListEntry left() {
        if (status != Status.WAITING && status != Status.OFFERED) {
            throw Refusal.conflict("wait-list-over");
        }
        return with(Status.LEFT, offered);
    }

    /** Says that this person waits for this; {@code null} when he no longer does. */
    String waitingFor() {
        return status == Status.WAITING || status == Status.OFFERED
                ? holder.person() + "/" + item + "/" + outlet
                : null;
    }

    private WaitListEntry with(Status next, String appointment) {
        return new WaitListEntry(
                id, holder, item, outlet, itemGroup, firstDay, lastDay, next, appointment, createdAt, version);
    }
}
