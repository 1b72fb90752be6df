package org.onewindow.photolibrary;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.time.Period;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.onewindow.shared.CreditCode;
import org.onewindow.shared.Refusal;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What {@code photo/library.yml} says.
 *
 * @param ages how long a photograph may be used, by document; those that are not named have {@code ageOtherwise}
 * @param pilotOutlets first letters of the codes of outlets where photographs are taken
 * @param items document by the first letters of an item's code; the longest counts
 * @param answerDays how long a request waits for the owner
 * @param openDays how long the photograph may be fetched once it is allowed
 * @param mostADay photographs of one person
 * @param mostKept photographs of one person whose pictures are kept
 * @param departments whose machines may ask
 */
@Validated
@ConfigurationProperties("onewindow.photo-library")
record LibraryRules(
        @NotEmpty Map<String, Period> ages,
        @NotNull Period ageOtherwise,
        @NotNull List<@NotBlank String> pilotOutlets,
        @NotEmpty Map<String, String> items,
        @Min(1) int answerDays,
        @Min(1) int openDays,
        @Min(1) int mostADay,
        @Min(1) int mostKept,
        @NotEmpty List<@Valid Purpose> purposes,
        @NotNull List<@Valid Department> departments) {

    /**
     * A department whose machine asks by itself.
     *
     * @param creditCode of the body whose mandate the machine holds
     * @param unit in whose name it asks
     */
    record Department(@NotBlank String creditCode, @NotBlank String unit) {

        Department {
            creditCode = CreditCode.parse(creditCode).value();
        }
    }

    /**
     * What a photograph is asked for.
     *
     * @param units that the law opens it to, with all units below them
     * @param law the law, or {@code null} where only the owner can allow it
     */
    record Purpose(
            @NotBlank String code,
            @NotBlank String zh,
            @NotBlank String en,
            List<String> units,
            String law) {

        Purpose {
            units = units == null ? List.of() : List.copyOf(units);
            if (!units.isEmpty() && (law == null || law.isBlank())) {
                throw new IllegalArgumentException("no law opens photographs to anybody for " + code);
            }
        }

        boolean byLawFor(String unit) {
            return units.stream().anyMatch(opened -> unit.equals(opened) || unit.startsWith(opened + "."));
        }

        String name(Locale locale) {
            return locale.getLanguage().equals("en") ? en : zh;
        }
    }

    /** The last day on which a photograph of {@code taken} may be used. */
    LocalDate usableUntil(String spec, LocalDate taken) {
        return taken.plus(ages.getOrDefault(spec, ageOtherwise));
    }

    boolean takesPhotographs(String outlet) {
        return pilotOutlets.stream().anyMatch(outlet::startsWith);
    }

    /** The document whose photograph an item needs. */
    String spec(String item) {
        return items.keySet().stream()
                .filter(item::startsWith)
                .max(Comparator.comparingInt(String::length))
                .map(items::get)
                .orElseThrow(() -> new IllegalStateException("photo/library.yml names no document for " + item));
    }

    /** The unit in whose name machines of this body ask. */
    Optional<String> unitOf(String creditCode) {
        return departments.stream()
                .filter(department -> department.creditCode().equals(creditCode))
                .map(Department::unit)
                .findFirst();
    }

    Optional<Purpose> find(String code) {
        return purposes.stream().filter(purpose -> purpose.code().equals(code)).findFirst();
    }

    /** @throws Refusal {@code photo-purpose-unknown} */
    Purpose purpose(String code) {
        return find(code).orElseThrow(() -> Refusal.invalid("purpose", "photo-purpose-unknown"));
    }
}
