package org.onewindow.restriction;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The zones in the order in which they are shown. */
public record Zones(List<Zone> all) {

    public Optional<Zone> zone(String code) {
        return all.stream().filter(z -> z.code().equals(code)).findFirst();
    }

    /** A zone for which this office issues passes. */
    public Optional<Zone> withPass(String code) {
        return zone(code).filter(Zone::pass);
    }

    /** In words; a code that is no longer known stands for itself. */
    public String name(String code, Locale locale) {
        return zone(code).map(z -> z.name(locale)).orElse(code);
    }

    Optional<Zone> at(Zone.Point point) {
        return all.stream().filter(z -> z.contains(point)).findFirst();
    }
}
