package org.onewindow.photolibrary;

import java.time.Instant;

/**
 * A department asks for one rendition of a person's photograph.
 *
 * @param unit that asks
 * @param about number of the case it is for, as that unit writes it
 * @param basis why it is allowed, or {@code null} before it is
 * @param dueAt when waiting for the owner ends, or fetching; whichever is now
 */
public record PhotoRequest(
        String id,
        String owner,
        String unit,
        String requestedBy,
        String spec,
        String purpose,
        String about,
        Instant requestedAt,
        Status status,
        Basis basis,
        Instant dueAt,
        int version) {

    enum Status {
        /** For the owner's answer. */
        WAITING,
        ALLOWED,
        /** By the owner, now or before. */
        REFUSED,
        /** Nobody answered. */
        LAPSED,
        /** The owner took his consent back. */
        WITHDRAWN,
        /** The time for fetching is over. */
        CLOSED
    }

    enum Basis {
        LAW,
        CONSENT,
        /** The owner applied for an item that needs a photograph. */
        APPLICATION
    }

    PhotoRequest allowed(Basis why, Instant until) {
        return next(Status.ALLOWED, why, until);
    }

    PhotoRequest ended(Status how) {
        return next(how, basis, dueAt);
    }

    private PhotoRequest next(Status newStatus, Basis newBasis, Instant newDue) {
        return new PhotoRequest(
                id, owner, unit, requestedBy, spec, purpose, about, requestedAt, newStatus, newBasis, newDue, version);
    }
}
