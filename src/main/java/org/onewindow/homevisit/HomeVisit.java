package org.onewindow.homevisit;

import java.time.Instant;
import java.util.List;
import org.onewindow.outlet.Point;
import org.onewindow.shared.Refusal;

/**
 * One visit at somebody's home. Owns its transitions: each returns the next state or refuses.
 *
 * @param account who asked for it
 * @param division six digits of the administrative division
 * @param unit whose officers go there
 * @param planBy until when it is planned
 * @param planLate whether that moment passed without a plan
 * @param officer account of whoever goes, or {@code null}
 */
public record HomeVisit(
        String id,
        String account,
        String reason,
        List<String> items,
        String division,
        String outlet,
        String unit,
        String address,
        Point point,
        Status status,
        Instant requestedAt,
        Instant planBy,
        boolean planLate,
        String officer,
        Instant startsAt,
        Instant endsAt,
        Instant endedAt,
        int version) {

    public enum Status {
        REQUESTED,
        PLANNED,
        DONE,
        CANCELLED
    }

    HomeVisit planned(String by, Instant from, Instant to) {
        require(Status.REQUESTED);
        return with(Status.PLANNED, planLate, by, from, to, null);
    }

    /** A new time is to be found, because the officer or the citizen cannot keep this one. */
    HomeVisit unplanned() {
        require(Status.PLANNED);
        return with(Status.REQUESTED, planLate, null, null, null, null);
    }

    HomeVisit late() {
        return with(status, true, officer, startsAt, endsAt, endedAt);
    }

    HomeVisit done(Instant at) {
        require(Status.PLANNED);
        return with(Status.DONE, planLate, officer, startsAt, endsAt, at);
    }

    /** @throws Refusal {@code home-visit-status} when it is over */
    HomeVisit cancelled(Instant at) {
        if (status != Status.PLANNED) {
            require(Status.REQUESTED);
        }
        return with(Status.CANCELLED, planLate, officer, startsAt, endsAt, at);
    }

    private void require(Status needed) {
        if (status != needed) {
            throw Refusal.conflict("home-visit-status", status);
        }
    }

    private HomeVisit with(Status next, boolean late, String by, Instant from, Instant to, Instant ended) {
        return new HomeVisit(
                id,
                account,
                reason,
                items,
                division,
                outlet,
                unit,
                address,
                point,
                next,
                requestedAt,
                planBy,
                late,
                by,
                from,
                to,
                ended,
                version);
    }

    /** Never where somebody lives. */
    @Override
    public String toString() {
        return "HomeVisit[" + id + " " + status + "]";
    }
}
