package org.onewindow.register;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.time.Instant;
import java.util.Objects;

/**
 * Something that happened to a vehicle. The plate does not appear in {@code toString}.
 *
 * @param id of the report, at most 40 characters; the same report has the same id however often it comes
 * @param at when the register entered it
 */
public record VehicleChange(String id, String plate, String plateType, Kind kind, Instant at) {

    /** A word not known here is read as {@code OTHER}, from which nothing follows. */
    public enum Kind {
        SOLD,
        REPLATED,
        REBUILT,
        DEREGISTERED,
        SCRAPPED,
        STOLEN,
        @JsonEnumDefaultValue
        OTHER
    }

    public VehicleChange {
        if (id.isBlank() || id.length() > 40) {
            throw new IllegalArgumentException("a report has an id of up to 40 characters");
        }
        Objects.requireNonNull(plate);
        Objects.requireNonNull(plateType);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(at);
    }

    @Override
    public String toString() {
        return "VehicleChange[" + id + " " + kind + "]";
    }
}
