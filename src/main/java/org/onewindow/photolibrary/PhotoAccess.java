package org.onewindow.photolibrary;

import java.time.Instant;
import org.onewindow.photolibrary.PhotoRequest.Basis;

/**
 * Somebody has read a person's photograph, or tried to.
 *
 * @param reader account
 * @param purpose code of a purpose, or of the item that the owner applied for
 * @param about number of the case it was for
 * @param basis why it was allowed, or {@code null} when it was not
 */
record PhotoAccess(
        String id,
        String owner,
        Instant at,
        String reader,
        String unit,
        String spec,
        String purpose,
        String about,
        Basis basis,
        Result result) {

    enum Result {
        READ,
        REFUSED
    }
}
