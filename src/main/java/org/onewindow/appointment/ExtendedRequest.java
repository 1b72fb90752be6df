package org.onewindow.appointment;

import java.time.Instant;
import java.util.Objects;
import org.onewindow.appointment.Appointment.Holder;
import org.onewindow.shared.Refusal;

/**
 * Somebody asks an outlet to serve him outside its hours (延时服务).
 *
 * @param company credit code of the company that an agent asks for, or {@code null}
 * @param slot asked for; one visit long
 * @param answer words of whoever decided, or {@code null}
 * @param appointment number of the visit once it is agreed to, otherwise {@code null}
 */
record ExtendedRequest(
        String id,
        Holder holder,
        String company,
        String item,
        Slot slot,
        Status status,
        String answer,
        String decidedBy,
        Instant decidedAt,
        String appointment,
        Instant createdAt,
        int version) {

    enum Status {
        ASKED,
        AGREED,
        DECLINED,
        WITHDRAWN
    }

    ExtendedRequest agreed(String words, String by, Instant now, String visit) {
        return with(Status.AGREED, words, by, now, visit);
    }

    ExtendedRequest declined(String words, String by, Instant now) {
        return with(Status.DECLINED, Objects.requireNonNull(words), by, now, null);
    }

    ExtendedRequest withdrawn() {
        return with(Status.WITHDRAWN, null, null, null, null);
    }

    /** @throws Refusal {@code extended-not-open} */
    private ExtendedRequest with(Status next, String words, String by, Instant at, String visit) {
        if (status != Status.ASKED) {
            throw Refusal.conflict("extended-not-open");
        }
        return new ExtendedRequest(id, holder, company, item, slot, next, words, by, at, visit, createdAt, version);
    }
}
