package org.onewindow.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onewindow.pass.Samples.NINETY_DAYS;
import static org.onewindow.pass.Samples.TODAY;
import static org.onewindow.pass.SourceCheck.Result.BLOCK;
import static org.onewindow.pass.SourceCheck.Result.CLEAR;
import static org.onewindow.pass.SourceCheck.Result.GAP;
import static org.onewindow.pass.SourceCheck.Result.NOTE;
import static org.onewindow.pass.SourceCheck.Result.REFER;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onewindow.pass.PassApplication.Vehicle;
import org.onewindow.pass.Samples.Known;
import org.onewindow.pass.SourceCheck.Result;
import org.onewindow.register.Answer;
import org.onewindow.register.Answer.Outcome;
import org.onewindow.register.Answers;
import org.onewindow.register.DriverRecord;
import org.onewindow.register.Register;
import org.onewindow.register.VehicleRecord;
import org.onewindow.register.VehicleRecord.Status;

class SourceCheckTests {

    private static final Known CLEAN = Known.heavy();
    private static final Instant NOON = Instant.parse("2026-08-03T04:00:00Z");

    @Test
    void hasNothingAgainstACleanVehicle() {
        List<SourceCheck> checks = checks(CLEAN);
        assertThat(checks).extracting(SourceCheck::result).containsOnly(CLEAR);
        assertThat(checks)
                .extracting(SourceCheck::code)
                .containsExactly(
                        "vehicle-known",
                        "vehicle-deregistered",
                        "vehicle-scrapped",
                        "vehicle-stolen",
                        "vehicle-detained",
                        "owner-matches",
                        "facts-agree",
                        "emission-stage",
                        "inspection-covers-period",
                        "insurance-covers-period",
                        "violations",
                        "fatal-accident",
                        "hit-and-run",
                        "grey-list",
                        "office-grey-list",
                        "office-black-list",
                        "holder-banned");
        assertThat(checks)
                .as("every edition that ships judges a check, and each names it")
                .extracting(SourceCheck::rule)
                .containsExactlyInAnyOrderElementsOf(Samples.CHECK_RULES.editions().stream()
                        .map(CheckRules.Edition::id)
                        .filter(id -> !id.startsWith("driver-"))
                        .toList());
        assertThat(checks).allSatisfy(check -> assertThat(check.answeredAt()).isAfterOrEqualTo(check.askedAt()));
    }

    @ParameterizedTest
    @CsvSource({
        "VEHICLE, vehicle-known",
        "INSPECTION, inspection-covers-period",
        "INSURANCE, insurance-covers-period",
        "VIOLATION, violations"
    })
    void showsASilentRegisterAsAGapAndHoldsNothingAgainstTheVehicle(Register register, String question) {
        var silent = ofRegister(CLEAN.without(register, Outcome.SILENT), register);
        assertThat(silent).singleElement().satisfies(check -> {
            assertThat(check.code()).isEqualTo(question);
            assertThat(check.result()).isEqualTo(GAP);
            assertThat(check.detail()).isEqualTo("TIMEOUT");
        });
        var unknown = ofRegister(CLEAN.without(register, Outcome.NOT_FOUND), register);
        assertThat(unknown).singleElement().satisfies(check -> {
            assertThat(check.code()).isEqualTo(question);
            assertThat(check.result()).isEqualTo(REFER);
            assertThat(check.detail()).isEqualTo("NOT_FOUND");
        });
        assertThat(checks(CLEAN.without(register, Outcome.SILENT)))
                .filteredOn(check -> !check.source().equals(register.name()))
                .extracting(SourceCheck::result)
                .containsOnly(CLEAR);
    }

    private static List<SourceCheck> ofRegister(Known known, Register register) {
        return checks(known).stream()
                .filter(check -> check.source().equals(register.name()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "DEREGISTERED, vehicle-deregistered",
        "SCRAPPED, vehicle-scrapped",
        "STOLEN, vehicle-stolen",
        "DETAINED, vehicle-detained"
    })
    void blocksAVehicleThatIsNotInNormalStateAndSaysWhich(Status status, String code) {
        assertThat(result(CLEAN.status(status), code)).isEqualTo(BLOCK);
    }

    @Test
    void onlyTellsOfAnOldEngineAndNothingOfOneWithoutExhaust() {
        assertThat(result(CLEAN.emitting(4), "emission-stage")).isEqualTo(NOTE);
        assertThat(result(CLEAN.emitting(5), "emission-stage")).isEqualTo(CLEAR);
        assertThat(checks(CLEAN.emitting(null)))
                .extracting(SourceCheck::code)
                .isNotEmpty()
                .doesNotContain("emission-stage");
    }

    @Test
    void refersAVehicleOfSomebodyElse() {
        assertThat(result(CLEAN.owner("91370600MA00000157"), "owner-matches")).isEqualTo(REFER);
    }

    @Test
    void wantsTheInspectionToHoldOnTheLastDay() {
        assertThat(result(CLEAN.inspectedUntil(NINETY_DAYS.to()), "inspection-covers-period"))
                .isEqualTo(CLEAR);
        assertThat(result(CLEAN.inspectedUntil(NINETY_DAYS.to().minusDays(1)), "inspection-covers-period"))
                .isEqualTo(BLOCK);
    }

    @Test
    void wantsTheInsuranceToHoldOnEveryDay() {
        assertThat(insured(0, 0)).isEqualTo(CLEAR);
        assertThat(insured(-365, 1)).isEqualTo(CLEAR);
        assertThat(insured(1, 0)).isEqualTo(REFER);
        assertThat(insured(0, -1)).isEqualTo(REFER);
        assertThat(insured(-365, -365)).isEqualTo(REFER);
    }

    private static Result insured(int daysAfterBegin, int daysAfterEnd) {
        return result(
                CLEAN.insured(
                        NINETY_DAYS.from().plusDays(daysAfterBegin),
                        NINETY_DAYS.to().plusDays(daysAfterEnd)),
                "insurance-covers-period");
    }

    @ParameterizedTest
    @CsvSource({"0, CLEAR", "1, REFER", "3, REFER", "4, BLOCK", "40, BLOCK"})
    void weighsOpenViolations(int open, Result result) {
        assertThat(result(CLEAN.violations(open, false, null), "violations")).isEqualTo(result);
    }

    @Test
    void blocksWhileAFatalAccidentIsOpen() {
        assertThat(result(CLEAN.violations(0, true, null), "fatal-accident")).isEqualTo(BLOCK);
    }

    @Test
    void blocksWhileAHitAndRunIsOpen() {
        assertThat(result(CLEAN.hitAndRun(), "hit-and-run")).isEqualTo(BLOCK);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-08-02, NONE, ",
        "2026-08-03, BLOCK, violations@2026-08-03",
        "2026-12-31, BLOCK, violations@2026-08-03",
        "2027-01-01, REFER, violations@2027-01-01"
    })
    void judgesTheSameViolationsByTheEditionOfTheDay(LocalDate day, String result, String rule) {
        var rules = new CheckRules(
                List.of(counting(2, "2026-08-03", LocalDate.of(2026, 12, 31)), counting(5, "2027-01-01", null)),
                Samples.CHECK_RULES.licenceClasses());
        var found = SourceCheck.of(
                Samples.application(PassClass.LARGE),
                Samples.COMPANY,
                CLEAN.violations(3, false, null).answers(),
                Samples.NO_BARS,
                rules,
                day);
        assertThat(found)
                .extracting(check -> check.result() + " " + check.rule())
                .isEqualTo(result.equals("NONE") ? List.of() : List.of(result + " " + rule));
    }

    @Test
    void refusesRulesThatContradictThemselves() {
        assertThatThrownBy(() -> new CheckRules(
                        List.of(counting(2, "2026-08-03", LocalDate.of(2026, 12, 31)), counting(5, "2026-12-31", null)),
                        Samples.CHECK_RULES.licenceClasses()))
                .hasMessageContaining("violations@");
        assertThatThrownBy(() -> new CheckRules.Edition("grey-list", CLEAR, null, null, null, TODAY, null, "made up"))
                .hasMessageContaining("grey-list");
        assertThatThrownBy(() -> new CheckRules.Edition("grey-list", BLOCK, 1, null, null, TODAY, null, "made up"))
                .hasMessageContaining("grey-list");
    }

    private static CheckRules.Edition counting(int blockFrom, String from, LocalDate to) {
        return new CheckRules.Edition("violations", null, 1, blockFrom, null, LocalDate.parse(from), to, "made up");
    }

    @Test
    void blocksUntilTheLastDayOnTheGreyList() {
        assertThat(result(CLEAN.violations(0, false, TODAY.minusDays(1)), "grey-list"))
                .isEqualTo(CLEAR);
        assertThat(result(CLEAN.violations(0, false, TODAY), "grey-list")).isEqualTo(BLOCK);
        assertThat(result(CLEAN.violations(0, false, TODAY.plusDays(1)), "grey-list"))
                .isEqualTo(BLOCK);
    }

    @ParameterizedTest
    @CsvSource({
        "9000, 25000, NORMAL, B2, 89, ",
        "9000, 25000, NORMAL, C1, 89, driver-class",
        "5400, 3495, NORMAL, C1, 89, ",
        "5400, 3495, NORMAL, B2, 89, ",
        "5400, 3495, NORMAL, D, 89, driver-class",
        "9000, 25000, SUSPENDED, B2, 89, driver-status",
        "9000, 25000, OTHER, B2, 89, driver-status",
        "9000, 25000, NORMAL, B2, 88, driver-covers-period"
    })
    void looksAtTheLicenceOfWhoeverIsNamed(
            int length, int mass, DriverRecord.Status status, String licenceClass, int days, String doubt) {
        Known vehicle = Known.vehicle(VehicleRecord.Body.BOX, VehicleRecord.Energy.DIESEL, length, mass);
        var licence = new DriverRecord(status, Set.of(licenceClass), TODAY.plusDays(days), 0);
        var found = driven(vehicle.answers(), Outcome.FOUND, licence);
        assertThat(found)
                .extracting(SourceCheck::code)
                .contains("driver-known", "driver-status", "driver-class", "driver-covers-period");
        assertThat(found)
                .filteredOn(check -> check.result() != CLEAR)
                .extracting(check -> check.code() + " " + check.result())
                .isEqualTo(doubt == null ? List.of() : List.of(doubt + " REFER"));
    }

    @Test
    void holdsNothingAgainstADriverWhoseRegisterIsSilentOrWhoseVehicleIsUnknown() {
        assertThat(driven(CLEAN.answers(), Outcome.NOT_FOUND, null))
                .filteredOn(check -> check.result() != CLEAR)
                .extracting(check -> check.code() + " " + check.result())
                .containsExactly("driver-known REFER");
        assertThat(driven(CLEAN.answers(), Outcome.SILENT, null))
                .filteredOn(check -> check.result() != CLEAR)
                .extracting(check -> check.code() + " " + check.result())
                .containsExactly("driver-known GAP");
        var licence = new DriverRecord(DriverRecord.Status.NORMAL, Set.of("B2"), TODAY.plusDays(89), 0);
        assertThat(driven(CLEAN.without(Register.VEHICLE, Outcome.SILENT).answers(), Outcome.FOUND, licence))
                .extracting(SourceCheck::code)
                .contains("driver-known")
                .doesNotContain("driver-class");
    }

    private static List<SourceCheck> driven(Answers told, Outcome outcome, DriverRecord licence) {
        var driver = new Answer<>(
                Register.DRIVER,
                NOON,
                NOON,
                outcome,
                licence,
                outcome == Outcome.SILENT ? Answer.Silence.TIMEOUT : null);
        return SourceCheck.of(
                Samples.application(PassClass.LARGE),
                Samples.COMPANY,
                new Answers(told.vehicle(), told.inspection(), told.insurance(), told.violations(), driver),
                Samples.NO_BARS,
                Samples.CHECK_RULES,
                TODAY);
    }

    @Test
    void blocksWhatTheOfficesOwnBooksHoldAgainstItAndNamesTheDay() {
        LocalDate day = TODAY.plusDays(6);
        assertThat(barred(new Bars(day, false, null, NOON))).containsExactly("office-grey-list 2026-08-09");
        assertThat(barred(new Bars(null, true, null, NOON))).containsExactly("office-black-list");
        assertThat(barred(new Bars(null, false, day, NOON))).containsExactly("holder-banned 2026-08-09");
        assertThat(barred(Samples.NO_BARS)).isEmpty();
    }

    private static List<String> barred(Bars bars) {
        return SourceCheck.of(
                        Samples.application(PassClass.LARGE),
                        Samples.COMPANY,
                        CLEAN.answers(),
                        bars,
                        Samples.CHECK_RULES,
                        TODAY)
                .stream()
                .filter(check -> check.result() == BLOCK)
                .map(SourceCheck::reason)
                .toList();
    }

    @Test
    void refersWhatTheApplicantSaysOtherwise() {
        assertThat(declared("FLATBED", 9000, 2200, 2800, 25000)).isEqualTo(CLEAR);
        assertThat(declared(null, null, null, null, null)).isEqualTo(CLEAR);
        assertThat(declared("BOX", 9000, 2200, 2800, 25000)).isEqualTo(REFER);
        assertThat(declared(null, 8999, null, null, null)).isEqualTo(REFER);
        assertThat(declared(null, null, 2201, null, null)).isEqualTo(REFER);
        assertThat(declared(null, null, null, 2801, null)).isEqualTo(REFER);
        assertThat(declared(null, null, null, null, 24999)).isEqualTo(REFER);
    }

    private static Result declared(String body, Integer length, Integer width, Integer height, Integer mass) {
        var application = Samples.with(
                Samples.application(PassClass.LARGE),
                new Vehicle(
                        null,
                        body == null ? null : VehicleRecord.Body.valueOf(body),
                        null,
                        length,
                        width,
                        height,
                        mass));
        return SourceCheck.of(
                        application, Samples.COMPANY, CLEAN.answers(), Samples.NO_BARS, Samples.CHECK_RULES, TODAY)
                .stream()
                .filter(check -> check.code().equals("facts-agree"))
                .findFirst()
                .orElseThrow()
                .result();
    }

    private static Result result(Known known, String code) {
        Map<String, Result> results =
                checks(known).stream().collect(Collectors.toMap(SourceCheck::code, SourceCheck::result));
        Result result = results.remove(code);
        assertThat(results.values()).as("all but " + code).containsOnly(CLEAR);
        return result;
    }

    private static List<SourceCheck> checks(Known known) {
        return SourceCheck.of(
                Samples.application(PassClass.LARGE),
                Samples.COMPANY,
                known.answers(),
                Samples.NO_BARS,
                Samples.CHECK_RULES,
                TODAY);
    }
}
