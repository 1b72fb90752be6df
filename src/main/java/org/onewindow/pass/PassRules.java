package org.onewindow.pass;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The numbers of the truck pass, from {@code pass/truck-pass.yml}.
 *
 * @param earliestStartDays how far ahead a pass may begin, in days after the application
 * @param violationsReferFrom open violations from which an officer looks
 * @param violationsBlockFrom open violations from which the application is refused
 */
@Validated
@ConfigurationProperties("onewindow.pass")
record PassRules(
        @Min(0) int earliestStartDays,
        @NotEmpty List<@Valid Zone> zones,
        @NotEmpty Map<PassClass, Terms> classes,
        @Min(1) int violationsReferFrom,
        @Min(1) int violationsBlockFrom) {

    /**
     * An area with restrictions for trucks.
     *
     * @param unit code of the unit that decides for it
     * @param source the notice that draws it
     */
    record Zone(String code, String nameZh, String nameEn, String unit, String source) {

        String name(Locale locale) {
            return locale.getLanguage().equals("en") ? nameEn : nameZh;
        }
    }

    /**
     * @param item code in the catalogue
     * @param maxDays longest validity, both days included
     */
    record Terms(String item, int maxDays) {}

    Terms of(PassClass passClass) {
        return classes.get(passClass);
    }

    Optional<Zone> zone(String code) {
        return zones.stream().filter(z -> z.code().equals(code)).findFirst();
    }
}
