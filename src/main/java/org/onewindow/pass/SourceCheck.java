package org.onewindow.pass;

import static org.onewindow.pass.SourceCheck.Result.BLOCK;
import static org.onewindow.pass.SourceCheck.Result.CLEAR;
import static org.onewindow.pass.SourceCheck.Result.GAP;
import static org.onewindow.pass.SourceCheck.Result.REFER;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.onewindow.register.Answer;
import org.onewindow.register.Answers;
import org.onewindow.register.VehicleRecord;

/**
 * One question that replaces a paper: who was asked, when, and what follows. Carries no personal data.
 *
 * @param source the register
 * @param code what was looked at, such as {@code inspection-covers-period}
 * @param detail the fact behind the result, in a word or number
 * @param validUntil how long the fact holds, or {@code null}
 */
record SourceCheck(
        String source,
        String code,
        Result result,
        String detail,
        LocalDate validUntil,
        Instant askedAt,
        Instant answeredAt) {

    enum Result {
        CLEAR,
        /** Not answered: an officer sees the gap; it never refuses. */
        GAP,
        /** An officer has to look. */
        REFER,
        /** Stands against a pass until it is put right. */
        BLOCK
    }

    /**
     * @param owner id number or credit code that the applicant acts for; {@code null} when his account has none
     * @param today local date of the office
     */
    static List<SourceCheck> of(
            PassApplication application, String owner, Answers answers, PassRules rules, LocalDate today) {
        var checks = new ArrayList<SourceCheck>();
        Period period = application.period();
        look(checks, answers.vehicle(), "vehicle-known", (vehicle, check) -> {
            check.add("vehicle-known", CLEAR, vehicle.vehicleClass().name(), null);
            check.add(
                    "vehicle-status",
                    vehicle.status() == VehicleRecord.Status.NORMAL ? CLEAR : BLOCK,
                    vehicle.status().name(),
                    null);
            check.add("owner-matches", vehicle.ownerId().equals(owner) ? CLEAR : REFER, null, null);
            check.add("facts-agree", agrees(application.vehicle(), vehicle) ? CLEAR : REFER, null, null);
        });
        look(
                checks,
                answers.inspection(),
                "inspection-covers-period",
                (inspection, check) -> check.add(
                        "inspection-covers-period",
                        inspection.validUntil().isBefore(period.to()) ? BLOCK : CLEAR,
                        inspection.validUntil().toString(),
                        inspection.validUntil()));
        look(
                checks,
                answers.insurance(),
                "insurance-covers-period",
                (insurance, check) -> check.add(
                        "insurance-covers-period",
                        period.within(new Period(insurance.validFrom(), insurance.validUntil())) ? CLEAR : REFER,
                        insurance.validUntil().toString(),
                        insurance.validUntil()));
        look(checks, answers.violations(), "violations", (violations, check) -> {
            int open = violations.openCount();
            check.add(
                    "violations",
                    open >= rules.violationsBlockFrom() ? BLOCK : open >= rules.violationsReferFrom() ? REFER : CLEAR,
                    String.valueOf(open),
                    null);
            check.add("fatal-accident", violations.fatalAccidentOpen() ? BLOCK : CLEAR, null, null);
            LocalDate grey = violations.greyListedUntil();
            check.add("grey-list", grey != null && !grey.isBefore(today) ? BLOCK : CLEAR, null, grey);
        });
        return checks;
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

    private interface Found {
        void add(String code, Result result, String detail, LocalDate validUntil);
    }

    private static <T> void look(
            List<SourceCheck> checks, Answer<T> answer, String question, BiConsumer<T, Found> whenFound) {
        Found found = (code, result, detail, until) -> checks.add(new SourceCheck(
                answer.source().name(), code, result, detail, until, answer.askedAt(), answer.answeredAt()));
        switch (answer.outcome()) {
            case FOUND -> whenFound.accept(answer.value(), found);
            case NOT_FOUND -> found.add(question, REFER, "NOT_FOUND", null);
            case SILENT -> found.add(question, GAP, answer.silence().name(), null);
        }
    }
}
