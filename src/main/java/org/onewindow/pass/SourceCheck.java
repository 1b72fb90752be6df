package org.onewindow.pass;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.onewindow.pass.CheckRules.Edition;
import org.onewindow.register.Answer;
import org.onewindow.register.Answers;
import org.onewindow.register.DriverRecord;
import org.onewindow.register.VehicleRecord;
import org.onewindow.register.VehicleRecord.Status;

/**
 * One question that replaces a paper: who was asked, when, and what follows. Carries no personal data.
 *
 * @param source the register, or {@code OFFICE} for the office's own books
 * @param code what was looked at, such as {@code inspection-covers-period}
 * @param detail the fact behind the result, in a word or number
 * @param validUntil how long the fact holds, or {@code null}
 * @param rule the edition of the rule that judged it, or {@code null} where a register was silent or no rule was needed
 */
record SourceCheck(
        String source,
        String code,
        Result result,
        String detail,
        LocalDate validUntil,
        Instant askedAt,
        Instant answeredAt,
        String rule) {

    private static final String OFFICE = "OFFICE";

    enum Result {
        CLEAR,
        /** Not answered: an officer sees the gap; it never refuses. */
        GAP,
        /** Told, and nothing follows. */
        NOTE,
        /** An officer has to look. */
        REFER,
        /** Stands against a pass until it is put right. */
        BLOCK
    }

    /**
     * @param owner id number or credit code that the applicant acts for; {@code null} when his account has none
     * @param today local date of the office, whose editions of the rules apply
     */
    static List<SourceCheck> of(
            PassApplication application, String owner, Answers answers, Bars bars, CheckRules rules, LocalDate today) {
        var checks = new ArrayList<SourceCheck>();
        Period period = application.period();
        look(checks, rules, today, answers.vehicle(), "vehicle-known", (vehicle, check) -> {
            Status status = vehicle.status();
            check.add("vehicle-known", true, vehicle.vehicleClass().name(), null);
            check.add("vehicle-deregistered", status != Status.DEREGISTERED, null, null);
            check.add("vehicle-scrapped", status != Status.SCRAPPED, null, null);
            check.add("vehicle-stolen", status != Status.STOLEN, null, null);
            check.add("vehicle-detained", status != Status.DETAINED, null, null);
            check.add("owner-matches", vehicle.ownerId().equals(owner), null, null);
            check.add("facts-agree", agrees(application.vehicle(), vehicle), null, null);
            if (vehicle.emissionStage() != null) {
                check.measure("emission-stage", vehicle.emissionStage());
            }
        });
        look(
                checks,
                rules,
                today,
                answers.inspection(),
                "inspection-covers-period",
                (inspection, check) -> check.add(
                        "inspection-covers-period",
                        !inspection.validUntil().isBefore(period.to()),
                        inspection.validUntil().toString(),
                        inspection.validUntil()));
        look(
                checks,
                rules,
                today,
                answers.insurance(),
                "insurance-covers-period",
                (insurance, check) -> check.add(
                        "insurance-covers-period",
                        period.within(new Period(insurance.validFrom(), insurance.validUntil())),
                        insurance.validUntil().toString(),
                        insurance.validUntil()));
        look(checks, rules, today, answers.violations(), "violations", (violations, check) -> {
            check.count("violations", violations.openCount());
            check.add("fatal-accident", !violations.fatalAccidentOpen(), null, null);
            check.add("hit-and-run", !violations.hitAndRunOpen(), null, null);
            LocalDate grey = violations.greyListedUntil();
            check.add("grey-list", grey == null || grey.isBefore(today), null, grey);
        });
        if (answers.driver() != null) {
            look(checks, rules, today, answers.driver(), "driver-known", (driver, check) -> {
                check.add("driver-known", true, null, null);
                check.add(
                        "driver-status",
                        driver.status() == DriverRecord.Status.NORMAL,
                        driver.status().name(),
                        null);
                if (answers.vehicle().value() != null) {
                    var fitting =
                            rules.licenceClasses().get(answers.vehicle().value().vehicleClass());
                    check.add("driver-class", !Collections.disjoint(driver.classes(), fitting), null, null);
                }
                check.add(
                        "driver-covers-period",
                        !driver.validTo().isBefore(period.to()),
                        driver.validTo().toString(),
                        driver.validTo());
            });
        }
        checks.addAll(ofOffice(bars, rules, today));
        return checks;
    }

    /** What the office's own books say, which may change while an officer has the case. */
    static List<SourceCheck> ofOffice(Bars bars, CheckRules rules, LocalDate today) {
        var checks = new ArrayList<SourceCheck>();
        var check = new Found(checks, rules, today, OFFICE, bars.readAt(), bars.readAt());
        check.add("office-grey-list", bars.greyListedTo() == null, null, bars.greyListedTo());
        check.add("office-black-list", !bars.greyListedForGood(), null, null);
        check.add("holder-banned", bars.bannedTo() == null, null, bars.bannedTo());
        return checks;
    }

    /** What the table reads: the code, and the day where the office's own books name one. */
    String reason() {
        return source.equals(OFFICE) && validUntil != null ? code + " " + validUntil : code;
    }

    /** What the applicant left open agrees with anything. */
    private static boolean agrees(PassApplication.Vehicle declared, VehicleRecord known) {
        return declared == null
                || agrees(declared.vehicleClass(), known.vehicleClass())
                        && agrees(declared.bodyType(), known.bodyType())
                        && agrees(declared.energy(), known.energy())
                        && agrees(declared.lengthMm(), known.lengthMm())
                        && agrees(declared.widthMm(), known.widthMm())
                        && agrees(declared.heightMm(), known.heightMm())
                        && agrees(declared.grossMassKg(), known.grossMassKg());
    }

    private static boolean agrees(Object declared, Object known) {
        return declared == null || declared.equals(known);
    }

    /** Judges what was found by the editions of the day. */
    private record Found(
            List<SourceCheck> checks,
            CheckRules rules,
            LocalDate today,
            String source,
            Instant askedAt,
            Instant answeredAt) {

        void add(String code, boolean inOrder, String detail, LocalDate validUntil) {
            judge(code, edition -> edition.judge(inOrder), detail, validUntil);
        }

        void count(String code, int open) {
            judge(code, edition -> edition.count(open), String.valueOf(open), null);
        }

        void measure(String code, int measured) {
            judge(code, edition -> edition.judge(measured >= edition.atLeast()), String.valueOf(measured), null);
        }

        void unjudged(String code, Result result, String detail) {
            keep(code, result, detail, null, null);
        }

        private void judge(String code, Function<Edition, Result> judging, String detail, LocalDate validUntil) {
            rules.on(today, code)
                    .ifPresent(edition -> keep(code, judging.apply(edition), detail, validUntil, edition.id()));
        }

        private void keep(String code, Result result, String detail, LocalDate validUntil, String rule) {
            checks.add(new SourceCheck(source, code, result, detail, validUntil, askedAt, answeredAt, rule));
        }
    }

    private static <T> void look(
            List<SourceCheck> checks,
            CheckRules rules,
            LocalDate today,
            Answer<T> answer,
            String question,
            BiConsumer<T, Found> whenFound) {
        var found = new Found(checks, rules, today, answer.source().name(), answer.askedAt(), answer.answeredAt());
        switch (answer.outcome()) {
            case FOUND -> whenFound.accept(answer.value(), found);
            case NOT_FOUND -> found.unjudged(question, Result.REFER, "NOT_FOUND");
            case SILENT -> found.unjudged(question, Result.GAP, answer.silence().name());
        }
    }
}
