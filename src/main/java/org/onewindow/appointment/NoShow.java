package org.onewindow.appointment;

import java.time.Instant;
import java.time.LocalDate;
import org.onewindow.shared.Refusal;

/**
 * A confirmed visit to which nobody came, and what the citizen says to that.
 *
 * @param appointment number of the visit
 * @param person blind index of the citizen ID number
 * @param objection the citizen's words, or {@code null}
 * @param decision {@code null} until a supervisor has decided on the objection
 * @param reason the supervisor's words, or {@code null}
 */
public record NoShow(
        String appointment,
        String account,
        String person,
        String outlet,
        LocalDate day,
        Instant recordedAt,
        String objection,
        Instant objectedAt,
        Decision decision,
        String reason,
        String decidedBy,
        Instant decidedAt,
        int version) {

    public enum Decision {
        /** The citizen is right: it no longer counts. */
        UPHELD,
        REJECTED
    }

    static NoShow of(Appointment missed, Instant now) {
        return new NoShow(
                missed.number(),
                missed.holder().account(),
                missed.holder().person(),
                missed.slot().outlet(),
                missed.day(),
                now,
                null,
                null,
                null,
                null,
                null,
                null,
                0);
    }

    /** @throws Refusal {@code no-show-objected}, {@code no-show-objection-late} */
    NoShow objected(String words, Instant now, Instant until) {
        if (objectedAt != null) {
            throw Refusal.conflict("no-show-objected");
        }
        if (now.isAfter(until)) {
            throw Refusal.conflict("no-show-objection-late");
        }
        return new NoShow(
                appointment, account, person, outlet, day, recordedAt, words, now, null, null, null, null, version);
    }

    /** @throws Refusal {@code no-show-not-open} */
    NoShow decided(Decision how, String why, String by, Instant now) {
        if (objectedAt == null || decision != null) {
            throw Refusal.conflict("no-show-not-open");
        }
        return new NoShow(
                appointment,
                account,
                person,
                outlet,
                day,
                recordedAt,
                objection,
                objectedAt,
                how,
                why,
                by,
                now,
                version);
    }

    /** Never the words of a citizen. */
    @Override
    public String toString() {
        return "NoShow[" + appointment + " " + day + " " + decision + "]";
    }
}
