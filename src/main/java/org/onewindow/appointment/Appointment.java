package org.onewindow.appointment;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.shared.Refusal;

/**
 * One person's visit for one item.
 *
 * @param number names it to its holder; cannot be guessed
 * @param heldUntil end of the hold; {@code null} once confirmed
 */
public record Appointment(
        String number,
        Holder holder,
        String item,
        Slot slot,
        Status status,
        Instant heldUntil,
        Instant createdAt,
        int version) {

    public enum Status {
        /** The seat is kept for a few minutes. */
        HELD,
        CONFIRMED,
        /** The outlet is closed on its day: it is to be moved. */
        TO_MOVE,
        /** The hold ended without a confirmation. */
        EXPIRED,
        CANCELLED,
        /** The visitor is at the outlet. */
        ARRIVED,
        COMPLETED,
        /** The day ended and nobody came. */
        NO_SHOW
    }

    /**
     * Who comes. It is his own visit: nobody else can take his place on it.
     *
     * @param person blind index of the citizen ID number, the same for all accounts of one person
     */
    public record Holder(String account, String person) {}

    static Appointment held(String number, Holder holder, String item, Slot slot, Instant now, Duration hold) {
        return new Appointment(number, holder, item, slot, Status.HELD, now.plus(hold), now, 0);
    }

    /** As it is at that moment: a hold ends by itself. */
    Appointment at(Instant now) {
        return status == Status.HELD && !heldUntil.isAfter(now) ? expired() : this;
    }

    /** The hold ends now. */
    Appointment expired() {
        return with(slot, Status.EXPIRED, heldUntil);
    }

    boolean open() {
        return status == Status.HELD || status == Status.CONFIRMED || status == Status.TO_MOVE;
    }

    /** @throws Refusal {@code hold-ended}, {@code appointment-not-held} */
    Appointment confirmed() {
        if (status == Status.EXPIRED) {
            throw Refusal.conflict("hold-ended");
        }
        if (status != Status.HELD) {
            throw Refusal.conflict("appointment-not-held");
        }
        return with(slot, Status.CONFIRMED, null);
    }

    /**
     * As late as he likes when the outlet is closed.
     *
     * @throws Refusal {@code appointment-not-confirmed}, {@code appointment-too-near}
     */
    Appointment moved(Slot to, Instant now, Duration notice) {
        if (status != Status.TO_MOVE) {
            requireConfirmed();
            requireNotice(now, notice);
        }
        return with(to, Status.CONFIRMED, null);
    }

    /** @throws Refusal {@code appointment-not-confirmed} */
    Appointment toMove() {
        requireConfirmed();
        return with(slot, Status.TO_MOVE, null);
    }

    /** The outlet is open after all. */
    Appointment restored() {
        if (status != Status.TO_MOVE) {
            throw new IllegalStateException(number + " is " + status);
        }
        return with(slot, Status.CONFIRMED, null);
    }

    private void requireConfirmed() {
        if (status != Status.CONFIRMED) {
            throw Refusal.conflict("appointment-not-confirmed");
        }
    }

    /** @throws Refusal {@code appointment-over}, {@code appointment-too-near} */
    Appointment cancelled(Instant now, Duration notice) {
        if (!open()) {
            throw Refusal.conflict("appointment-over");
        }
        if (status == Status.CONFIRMED) {
            requireNotice(now, notice);
        }
        return with(slot, Status.CANCELLED, null);
    }

    /**
     * The visitor is there, on the day and at the outlet he booked.
     *
     * @throws Refusal {@code appointment-not-confirmed}, {@code appointment-elsewhere}, {@code appointment-other-day}
     */
    Appointment arrived(String outlet, LocalDate today) {
        requireConfirmed();
        if (!slot.outlet().equals(outlet)) {
            throw Refusal.conflict("appointment-elsewhere", slot.outlet());
        }
        if (!day().equals(today)) {
            throw Refusal.conflict("appointment-other-day", day().toString());
        }
        return with(slot, Status.ARRIVED, null);
    }

    /** @throws Refusal {@code appointment-over} */
    Appointment completed() {
        if (status != Status.ARRIVED) {
            throw Refusal.conflict("appointment-over");
        }
        return with(slot, Status.COMPLETED, null);
    }

    /** @throws Refusal {@code appointment-not-confirmed} */
    Appointment missed() {
        requireConfirmed();
        return with(slot, Status.NO_SHOW, null);
    }

    LocalDate day() {
        return LocalDate.ofInstant(slot.startsAt(), WorkingCalendar.ZONE);
    }

    /** @throws Refusal {@code appointment-over} */
    Appointment calledOff() {
        if (!open()) {
            throw Refusal.conflict("appointment-over");
        }
        return with(slot, Status.CANCELLED, null);
    }

    private void requireNotice(Instant now, Duration notice) {
        if (now.plus(notice).isAfter(slot.startsAt())) {
            throw Refusal.conflict("appointment-too-near", notice.toMinutes());
        }
    }

    /** Says that this person comes for this item on this day; {@code null} when the day is free for another booking. */
    String bookedDay() {
        return status == Status.EXPIRED || status == Status.CANCELLED
                ? null
                : holder.person() + "/" + item + "/" + day();
    }

    private Appointment with(Slot to, Status next, Instant until) {
        return new Appointment(number, holder, item, to, next, until, createdAt, version);
    }
}
