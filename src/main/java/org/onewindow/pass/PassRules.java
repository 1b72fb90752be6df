package org.onewindow.pass;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The numbers of the truck pass, from {@code pass/truck-pass.yml}.
 *
 * @param projects key projects, for which there are passes of their own
 * @param quotas how many passes may be valid on one day
 * @param earliestStartDays how far ahead a pass may begin, in days after the application
 */
@Validated
@ConfigurationProperties("onewindow.pass")
record PassRules(
        @Min(0) int earliestStartDays,
        @NotEmpty Map<PassClass, @Valid Terms> classes,
        List<@Valid KeyProject> projects,
        List<@Valid Quota> quotas) {

    /**
     * A kind of pass.
     *
     * @param item code in the catalogue
     * @param maxDays longest validity, both days included
     * @param needsProject whether it is given for a key project only
     * @param overlap what happens when the vehicle has a pass, or applies for one, for the same days and a zone in common
     * @param renewal how it is renewed, or {@code null} where one applies anew
     * @param effectiveFrom first day on which it may be applied for
     * @param effectiveTo last such day, or {@code null}
     * @param source the notice that says so
     */
    record Terms(
            @NotBlank String nameZh,
            @NotBlank String nameEn,
            @NotBlank String item,
            @Min(1) int maxDays,
            boolean needsProject,
            @NotNull Overlap overlap,
            @Valid Renewal renewal,
            @NotNull LocalDate effectiveFrom,
            LocalDate effectiveTo,
            @NotBlank String source) {

        String name(Locale locale) {
            return locale.getLanguage().equals("en") ? nameEn : nameZh;
        }

        boolean offered(LocalDate day) {
            return !day.isBefore(effectiveFrom) && (effectiveTo == null || !day.isAfter(effectiveTo));
        }
    }

    /**
     * @param opensDays from how many days before the last day it may be applied for
     * @param silenceGrants whether it counts as granted when the old pass ends before the authority has decided
     * @param source the notice or the law that says so
     */
    record Renewal(
            @Min(1) int opensDays,
            boolean silenceGrants,
            @NotBlank String source) {}

    enum Overlap {
        REFUSE,
        /** The new one begins on the day after the other ends. */
        MERGE,
        /** Both may stand. */
        ALLOW
    }

    /**
     * @param perDay passes of the class that may be valid in the zone on one day
     * @param effectiveFrom first day on which a pass is given under it
     * @param effectiveTo last such day, or {@code null}
     * @param source the notice that says so
     */
    record Quota(
            @NotBlank String zone,
            @NotNull PassClass passClass,
            @Min(0) int perDay,
            @NotNull LocalDate effectiveFrom,
            LocalDate effectiveTo,
            @NotBlank String source) {

        boolean inForce(LocalDate day) {
            return !day.isBefore(effectiveFrom) && (effectiveTo == null || !day.isAfter(effectiveTo));
        }
    }

    /** A building site or works that the city gives precedence. */
    record KeyProject(
            @NotBlank String code,
            @NotBlank String nameZh,
            @NotBlank String nameEn,
            @NotNull LocalDate from,
            @NotNull LocalDate to) {

        String name(Locale locale) {
            return locale.getLanguage().equals("en") ? nameEn : nameZh;
        }

        Period days() {
            return new Period(from, to);
        }
    }

    Terms of(PassClass passClass) {
        return classes.get(passClass);
    }

    boolean offered(PassClass passClass, LocalDate day) {
        return classes.containsKey(passClass) && of(passClass).offered(day);
    }

    /** Codes of the kinds that may be applied for on that day, in words for a message. */
    String offered(LocalDate day) {
        return classes.keySet().stream()
                .filter(passClass -> offered(passClass, day))
                .map(PassClass::name)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    boolean needsProject(PassClass passClass) {
        return passClass != null
                && classes.containsKey(passClass)
                && of(passClass).needsProject();
    }

    Optional<KeyProject> project(String code) {
        return projects.stream().filter(p -> p.code().equals(code)).findFirst();
    }
}
