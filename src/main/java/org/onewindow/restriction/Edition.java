package org.onewindow.restriction;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;

/**
 * The rules of some zones for a time.
 *
 * @param from first day in force, local
 * @param to last such day, or {@code null}
 * @param source the notice, or what else the rules are known by
 */
record Edition(
        @NotBlank String code,
        @NotEmpty List<String> zones,
        @NotNull LocalDate from,
        LocalDate to,
        @NotNull Status status,
        @NotBlank String source) {

    enum Status {
        ADOPTED,
        /** Published by another authority, and not known to have been taken over here: it decides nothing. */
        NOT_ADOPTED
    }

    /** Where nothing was announced. */
    static final Edition NONE = new Edition("", List.of(), LocalDate.MIN, null, Status.ADOPTED, "");

    boolean inForce(String zone, LocalDate day) {
        return status == Status.ADOPTED
                && zones.contains(zone)
                && !day.isBefore(from)
                && (to == null || !day.isAfter(to));
    }

    /** Whether some zone would have two rules on some day. */
    boolean clashes(Edition other) {
        return zones.stream()
                .filter(other.zones::contains)
                .anyMatch(zone -> inForce(zone, other.from) && other.inForce(zone, other.from));
    }
}
