package org.onewindow.photolibrary;

import java.time.Instant;

/**
 * What a person has said to one receiver's wish for his photograph to one end.
 *
 * @param receiver code of a unit; all units below it are meant too
 * @param givenAt or {@code null} when he declined at once
 * @param endedAt when he declined or took it back; {@code null} while it holds
 */
public record PhotoConsent(
        String id, String owner, String receiver, String purpose, Instant givenAt, Instant endedAt, int version) {

    /** What a unit may count on. */
    enum Standing {
        GIVEN,
        ENDED,
        /** He was never asked. */
        NONE
    }

    boolean covers(String unit) {
        return unit.equals(receiver) || unit.startsWith(receiver + ".");
    }

    Standing standing() {
        return endedAt == null ? Standing.GIVEN : Standing.ENDED;
    }

    PhotoConsent given(Instant at) {
        return endedAt == null ? this : new PhotoConsent(id, owner, receiver, purpose, at, null, version);
    }

    PhotoConsent ended(Instant at) {
        return endedAt != null ? this : new PhotoConsent(id, owner, receiver, purpose, givenAt, at, version);
    }
}
