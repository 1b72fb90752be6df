package org.onewindow.outlet;

import java.time.LocalDate;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param closures days on which an outlet stays closed whatever its hours say */
@ConfigurationProperties("onewindow.outlets")
record OutletRules(List<Closure> closures) {

    /** From the first day to the last, both included. */
    record Closure(String outlet, LocalDate from, LocalDate to) {}

    OutletRules {
        closures = closures == null ? List.of() : List.copyOf(closures);
    }

    boolean closed(String outlet, LocalDate day) {
        return closures.stream()
                .anyMatch(closure ->
                        closure.outlet().equals(outlet) && !day.isBefore(closure.from()) && !day.isAfter(closure.to()));
    }
}
