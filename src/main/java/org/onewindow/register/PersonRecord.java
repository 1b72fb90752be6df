package org.onewindow.register;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.Objects;

/** A person as the population register knows him; without name and number, which were asked for and are personal. */
public record PersonRecord(Status status) {

    /** A word not known here is read as {@code OTHER}, which is not in order. */
    public enum Status {
        NORMAL,
        /** Struck off the register. */
        CANCELLED,
        @JsonEnumDefaultValue
        OTHER
    }

    public PersonRecord {
        Objects.requireNonNull(status);
    }
}
