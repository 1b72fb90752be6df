package org.onewindow.licence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * One examination. Whose it is stands as a blind index only.
 *
 * @param number the institution's own
 * @param fit for the classes of the licence that he holds
 */
record MedicalReport(
        String id,
        String institution,
        String number,
        String person,
        LocalDate examinedOn,
        boolean fit,
        Instant receivedAt) {

    /** Last day. */
    LocalDate validTo(int months) {
        return examinedOn.plusMonths(months);
    }

    boolean validOn(LocalDate day, int months) {
        return !day.isBefore(examinedOn) && !day.isAfter(validTo(months));
    }

    /** Whether the other says the same of the same person, who may be found under several indexes. */
    boolean same(MedicalReport other, List<String> persons) {
        return persons.contains(other.person) && examinedOn.equals(other.examinedOn) && fit == other.fit;
    }
}
