package org.onewindow.restriction;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.onewindow.restriction.Zone.Section;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What {@code restriction/truck-restrictions.yml} says.
 *
 * @param roads lists of roads that an edition excepts, by code
 */
@Validated
@ConfigurationProperties("onewindow.restriction")
record RestrictionRules(
        @NotEmpty List<@Valid Zone> zones,
        @NotEmpty Map<String, List<Section>> roads,
        @NotEmpty List<Window> windows,
        @NotEmpty List<@Valid Edition> editions) {

    /** @throws IllegalArgumentException when a zone has two editions in force on one day */
    RestrictionRules {
        for (Edition one : editions) {
            for (Edition other : editions) {
                if (one != other && one.clashes(other)) {
                    throw new IllegalArgumentException(one.code() + " and " + other.code() + " are in force together");
                }
            }
        }
    }

    Optional<Edition> edition(String zone, LocalDate day) {
        return editions.stream().filter(e -> e.inForce(zone, day)).findFirst();
    }

    Window window(String code) {
        return windows.stream().filter(w -> w.code().equals(code)).findFirst().orElseThrow();
    }

    /** Where along a road somebody stands is not known, so a section counts with its whole road. */
    boolean lists(String list, String road) {
        return roads.get(list).stream().anyMatch(section -> section.name().equals(road));
    }
}
