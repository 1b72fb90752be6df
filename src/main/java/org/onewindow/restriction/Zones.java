package org.onewindow.restriction;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /** Names of those with passes by code, in the order in which they are shown. */
    public Map<String, String> names(Locale locale) {
        var names = new LinkedHashMap<String, String>();
        all.stream().filter(Zone::pass).forEach(zone -> names.put(zone.code(), zone.name(locale)));
        return names;
    }

    Optional<Zone> at(Zone.Point point) {
        return all.stream().filter(z -> z.contains(point)).findFirst();
    }
}
