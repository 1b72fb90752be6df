package org.onewindow.catalogue;

import java.time.LocalDate;
import java.util.Locale;

/**
 * One entry of the catalogue.
 *
 * @param code the project's own code, such as {@code JG028}
 * @param process id of the process that handles it, the file name of its diagram
 * @param promisedWorkingDays limit that the authority promises, in working days after receipt (承诺时限)
 * @param statutoryLimit limit by law, in words, where one was found (法定时限)
 * @param correctionWorkingDays how long an applicant has to correct, in working days after the notice
 * @param remedyZh what an applicant can do against a refusal; an item that is no permit has its own text
 * @param effectiveTo last day on which it is offered, or {@code null}
 * @param source legal or published basis of the numbers above
 */
public record ServiceItem(
        String code,
        String nameZh,
        String nameEn,
        String process,
        int promisedWorkingDays,
        String statutoryLimit,
        int correctionWorkingDays,
        String remedyZh,
        String remedyEn,
        LocalDate effectiveFrom,
        LocalDate effectiveTo,
        String source) {

    public String name(Locale locale) {
        return locale.getLanguage().equals("en") ? nameEn : nameZh;
    }

    public String remedy(Locale locale) {
        return locale.getLanguage().equals("en") ? remedyEn : remedyZh;
    }

    boolean offeredOn(LocalDate day) {
        return !day.isBefore(effectiveFrom) && (effectiveTo == null || !day.isAfter(effectiveTo));
    }
}
