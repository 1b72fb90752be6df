package org.onewindow.register;

import java.time.LocalDate;
import java.util.Objects;

/**
 * What stands against the vehicle.
 *
 * @param openCount violations not yet dealt with
 * @param fatalAccidentOpen whether a fatal accident is not yet dealt with
 * @param hitAndRunOpen whether a hit-and-run is not yet dealt with
 * @param greyListedUntil last day on the grey list, or {@code null}
 */
public record Violations(
        Integer openCount, Boolean fatalAccidentOpen, Boolean hitAndRunOpen, LocalDate greyListedUntil) {

    public Violations {
        Objects.requireNonNull(fatalAccidentOpen);
        Objects.requireNonNull(hitAndRunOpen);
        if (openCount < 0) {
            throw new IllegalArgumentException("less than no violation");
        }
    }
}
