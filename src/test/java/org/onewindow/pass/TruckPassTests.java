package org.onewindow.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.onewindow.pass.Samples.DAYTIME;
import static org.onewindow.pass.Samples.NINETY_DAYS;
import static org.onewindow.pass.Samples.TODAY;
import static org.onewindow.pass.Samples.hours;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseStatus;
import org.onewindow.casework.Clocks;
import org.onewindow.pass.TruckPass.Verdict;
import org.onewindow.shared.CheckCharacter;
import org.onewindow.shared.Plate;
import org.onewindow.shared.Refusal;

class TruckPassTests {

    private static final Instant AT = Instant.parse("2026-08-03T17:00:00Z");
    private static final Case CASE = new Case(
            "case-1",
            123,
            "JG028",
            CaseStatus.UNDER_REVIEW,
            "account-1",
            "YT.JJ.ZF",
            "鲁F10001/01",
            new Clocks(AT, null, 0, null, null, null),
            null,
            null,
            3);

    private static TruckPass granted(PassApplication asked, Map<String, String> changes, String reason) {
        return TruckPass.granted(CASE, asked, changes, reason, Samples.RULES, AT);
    }

    @Test
    void isGrantedAsAskedFor() {
        TruckPass pass = granted(Samples.application(PassClass.LARGE), Map.of(), null);
        assertThat(pass.period()).isEqualTo(NINETY_DAYS);
        assertThat(pass.hours()).isEqualTo(DAYTIME);
        assertThat(pass.plate()).isEqualTo(Plate.parse("鲁F10001", "01"));
        assertThat(pass.zones()).containsExactly("ZF");
        assertThat(pass.holder()).isEqualTo("account-1");
        assertThat(pass.unit()).isEqualTo("YT.JJ.ZF");
        // One o'clock at night in Yantai, so the day of the number is the next.
        assertThat(pass.number()).startsWith("TP202608040000123").matches(CheckCharacter::verify);
    }

    @Test
    void mayBeGrantedForLessWithAReason() {
        TruckPass pass = granted(
                Samples.application(PassClass.LARGE),
                Map.of(
                        "period.from", "2026-08-10",
                        "period.to", "2026-08-20",
                        "hours.from", "09:00",
                        "hours.to", "16:30"),
                "学校周边限行");
        assertThat(pass.period()).isEqualTo(new Period(TODAY.plusDays(7), TODAY.plusDays(17)));
        assertThat(pass.hours()).isEqualTo(hours("09:00", "16:30"));
    }

    @Test
    void mayBeGrantedForTheNightWhenTheWholeDayWasAskedFor() {
        var wholeDay = Samples.with(Samples.application(PassClass.LARGE), (Hours) null);
        assertThat(granted(wholeDay, Map.of("hours.from", "22:00", "hours.to", "06:00"), "夜间")
                        .hours())
                .isEqualTo(hours("22:00", "06:00"));
    }

    static Stream<Arguments> impossible() {
        return Stream.of(
                arguments(Map.of("period.to", "2026-08-20"), null, List.of("note change-needs-reason")),
                arguments(Map.of("zones", "LS"), "x", List.of("fields field-not-changeable")),
                arguments(Map.of("plate.number", "鲁F10002"), "x", List.of("fields field-not-changeable")),
                arguments(Map.of("period.to", "20.8.2026"), "x", List.of("fields.period.to date-malformed")),
                arguments(Map.of("period.to", "2026-02-30"), "x", List.of("fields.period.to date-malformed")),
                arguments(Map.of("hours.to", "24:00"), "x", List.of("fields.hours.to time-malformed")),
                arguments(Map.of("hours.to", "16:30:59"), "x", List.of("fields.hours.to time-malformed")),
                arguments(Map.of("hours.to", "4 pm"), "x", List.of("fields.hours.to time-malformed")),
                arguments(
                        Map.of("period.from", "2026-08-02"),
                        "x",
                        List.of("fields.period.to period-too-long", "fields.period.to period-wider-than-asked")),
                arguments(
                        Map.of("period.from", "2026-09-02", "period.to", "2026-09-01"),
                        "x",
                        List.of("fields.period.to period-reversed")),
                arguments(Map.of("hours.from", "06:59"), "x", List.of("fields.hours.to hours-wider-than-asked")),
                arguments(Map.of("hours.to", "19:01"), "x", List.of("fields.hours.to hours-wider-than-asked")),
                arguments(
                        Map.of("zones", "LS", "hours.to", "19:01"),
                        null,
                        List.of(
                                "fields field-not-changeable",
                                "note change-needs-reason",
                                "fields.hours.to hours-wider-than-asked")));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void refusesAGrantThatIsNotPossibleAndSaysAllOfIt(
            Map<String, String> changes, String reason, List<String> defects) {
        assertThat(refused(Samples.application(PassClass.LARGE), changes, reason))
                .isEqualTo(defects);
    }

    @Test
    void lastsNinetyDaysAndNotOneMore() {
        var ninety = Samples.with(Samples.application(PassClass.ORDINARY), new Period(TODAY, TODAY.plusDays(89)));
        assertThat(granted(ninety, Map.of(), null).period().days()).isEqualTo(90);
        var ninetyOne = Samples.with(Samples.application(PassClass.ORDINARY), new Period(TODAY, TODAY.plusDays(90)));
        assertThat(refused(ninetyOne, Map.of(), null)).containsExactly("fields.period.to period-too-long");
    }

    private static List<String> refused(PassApplication asked, Map<String, String> changes, String reason) {
        return catchThrowableOfType(Refusal.class, () -> granted(asked, changes, reason)).defects().stream()
                .map(d -> d.field() + " " + d.code())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        // first day 3 August, last day 31 October; by day
        "2026-08-02T23:59:59.999, 07:00, 19:00, NOT_YET",
        "2026-08-03T00:00:00,     07:00, 19:00, OUTSIDE_WINDOW",
        "2026-08-03T07:00:00,     07:00, 19:00, VALID",
        "2026-10-31T18:59:59.999, 07:00, 19:00, VALID",
        "2026-10-31T19:00:00,     07:00, 19:00, OUTSIDE_WINDOW",
        "2026-10-30T23:59:59,     07:00, 19:00, OUTSIDE_WINDOW",
        "2026-11-01T00:00:00,     07:00, 19:00, EXPIRED",
        // across midnight
        "2026-08-02T23:00:00,     22:00, 06:00, NOT_YET",
        "2026-08-03T00:00:00,     22:00, 06:00, VALID",
        "2026-08-03T05:59:59.999, 22:00, 06:00, VALID",
        "2026-08-03T06:00:00,     22:00, 06:00, OUTSIDE_WINDOW",
        "2026-08-03T22:00:00,     22:00, 06:00, VALID",
        "2026-10-31T23:59:59.999, 22:00, 06:00, VALID",
        "2026-11-01T00:00:00,     22:00, 06:00, EXPIRED",
        // the whole day
        "2026-08-03T00:00:00,     00:00, 00:00, VALID",
        "2026-10-31T23:59:59.999, 00:00, 00:00, VALID"
    })
    void holdsFromItsFirstToItsLastMoment(LocalDateTime local, String from, String to, Verdict verdict) {
        TruckPass pass = granted(Samples.with(Samples.application(PassClass.LARGE), hours(from, to)), Map.of(), null);
        assertThat(pass.verdict(at(local), null, "ZF")).isEqualTo(verdict);
    }

    @Test
    void holdsForItsVehicleInItsZonesOnly() {
        TruckPass pass = granted(Samples.application(PassClass.LARGE), Map.of(), null);
        Instant noon = at(TODAY.atTime(12, 0));
        assertThat(pass.verdict(noon, Plate.parse("鲁F10001", "01"), "ZF")).isEqualTo(Verdict.VALID);
        assertThat(pass.verdict(noon, null, null)).isEqualTo(Verdict.VALID);
        assertThat(pass.verdict(noon, null, "LS")).isEqualTo(Verdict.OUTSIDE_ZONE);
        assertThat(pass.verdict(noon, Plate.parse("鲁F10001", "02"), "ZF")).isEqualTo(Verdict.WRONG_VEHICLE);
        assertThat(pass.verdict(at(TODAY.minusDays(1).atTime(12, 0)), Plate.parse("鲁F10002", "01"), "LS"))
                .as("on another vehicle nothing else matters")
                .isEqualTo(Verdict.WRONG_VEHICLE);
    }

    private static Instant at(LocalDateTime local) {
        return local.atZone(WorkingCalendar.ZONE).toInstant();
    }
}
