package org.onewindow.register;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;

/**
 * A driving licence as the register knows it; without the number, which is personal.
 *
 * @param classes codes of the licence classes, such as {@code B2}
 * @param validTo last day of its validity
 * @param openViolations violations and accidents of the driver that are not dealt with yet
 */
public record DriverRecord(Status status, Set<String> classes, LocalDate validTo, Integer openViolations) {

    /** A word not known here is read as {@code OTHER}, which is not in order. */
    public enum Status {
        NORMAL,
        SUSPENDED,
        REVOKED,
        EXPIRED,
        CANCELLED,
        @JsonEnumDefaultValue
        OTHER
    }

    public DriverRecord {
        Objects.requireNonNull(status);
        Objects.requireNonNull(validTo);
        classes = Set.copyOf(classes);
        if (openViolations < 0) {
            throw new IllegalArgumentException("less than no violation");
        }
    }
}
