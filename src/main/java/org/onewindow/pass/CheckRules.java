package org.onewindow.pass;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.onewindow.pass.SourceCheck.Result;
import org.onewindow.register.VehicleClass;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How the checks in place of papers are judged, from {@code pass/source-checks.yml}.
 *
 * @param licenceClasses codes of the licence classes that suffice for each class of vehicle
 */
@Validated
@ConfigurationProperties("onewindow.source-checks")
record CheckRules(@NotEmpty List<@Valid Edition> editions, Map<VehicleClass, List<String>> licenceClasses) {

    /**
     * How one check is judged for a time.
     *
     * @param code of the check
     * @param severity what follows when it fails; {@code null} for a count, which has thresholds
     * @param referFrom count from which an officer looks, or {@code null}
     * @param blockFrom count from which it stands against a pass, or {@code null}
     * @param atLeast smallest measure that is in order, for a check that measures; {@code null} otherwise
     * @param effectiveFrom first day on which the registers are asked under it
     * @param effectiveTo last such day, or {@code null}
     * @param source the law or notice that says so
     */
    record Edition(
            @NotBlank String code,
            Result severity,
            @Min(1) Integer referFrom,
            @Min(1) Integer blockFrom,
            Integer atLeast,
            @NotNull LocalDate effectiveFrom,
            LocalDate effectiveTo,
            @NotBlank String source) {

        private static final Set<Result> SEVERITIES = EnumSet.of(Result.NOTE, Result.REFER, Result.BLOCK);

        Edition {
            boolean counts = referFrom != null || blockFrom != null;
            if (counts ? severity != null : !SEVERITIES.contains(severity)) {
                throw new IllegalArgumentException("a severity or thresholds, one of both: " + code);
            }
        }

        boolean inForce(LocalDate day) {
            return !day.isBefore(effectiveFrom) && (effectiveTo == null || !day.isAfter(effectiveTo));
        }

        /** As it is named in the record of a check. */
        String id() {
            return code + "@" + effectiveFrom;
        }

        Result judge(boolean inOrder) {
            return inOrder ? Result.CLEAR : severity;
        }

        Result count(int open) {
            if (blockFrom != null && open >= blockFrom) {
                return Result.BLOCK;
            }
            return referFrom != null && open >= referFrom ? Result.REFER : Result.CLEAR;
        }
    }

    CheckRules {
        if (!licenceClasses.keySet().equals(EnumSet.allOf(VehicleClass.class))) {
            throw new IllegalArgumentException("licence classes for each class of vehicle");
        }
        for (Edition one : editions) {
            for (Edition other : editions) {
                if (one != other && one.code().equals(other.code()) && overlap(one, other)) {
                    throw new IllegalArgumentException("two editions at the same time: " + one.id());
                }
            }
        }
    }

    /** Empty when the check is not made on that day. */
    Optional<Edition> on(LocalDate day, String code) {
        return editions.stream()
                .filter(e -> e.code().equals(code) && e.inForce(day))
                .findFirst();
    }

    Optional<Edition> named(String id) {
        return editions.stream().filter(e -> e.id().equals(id)).findFirst();
    }

    private static boolean overlap(Edition one, Edition other) {
        return one.inForce(other.effectiveFrom()) || other.inForce(one.effectiveFrom());
    }
}
