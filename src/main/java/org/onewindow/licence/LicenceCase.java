package org.onewindow.licence;

import java.time.Instant;

/**
 * How far the licence of a case is. Owns its transitions.
 *
 * @param person blind index of the driver
 * @param madeAt {@code null} until it is made
 * @param oldVoidAt since when the old licence is void, or {@code null}
 */
record LicenceCase(String caseId, String person, boolean waiting, Instant madeAt, Instant oldVoidAt, int version) {

    LicenceCase waiting(boolean waits) {
        return new LicenceCase(caseId, person, waits, madeAt, oldVoidAt, version + 1);
    }

    LicenceCase made(Instant at) {
        return new LicenceCase(caseId, person, waiting, at, oldVoidAt, version + 1);
    }

    /** Done once; what is void stays so from the first moment. */
    LicenceCase oldVoid(Instant at) {
        return oldVoidAt != null ? this : new LicenceCase(caseId, person, waiting, madeAt, at, version + 1);
    }
}
