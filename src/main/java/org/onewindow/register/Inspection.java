package org.onewindow.register;

import java.time.LocalDate;
import java.util.Objects;

/** @param validUntil last day of the periodic inspection's validity */
public record Inspection(LocalDate validUntil) {

    public Inspection {
        Objects.requireNonNull(validUntil);
    }
}
