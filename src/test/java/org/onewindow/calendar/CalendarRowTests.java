package org.onewindow.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.onewindow.calendar.PublishedYear.Day;
import org.onewindow.calendar.PublishedYear.Kind;
import org.onewindow.shared.Refusal;

class CalendarRowTests {

    private static final String HEADER = "date\tkind\tname\n";

    @Test
    void readsATableAsASpreadsheetWritesIt() {
        String text =
                "\uFEFF# made up\r\n" + "date\tkind\tname\r\n\r\n2027-01-01\tOFF\t元旦\r\n2027-01-02\tWORK\t 元旦 \r\n";

        assertThat(CalendarRow.check(2027, CalendarRow.parse(text)))
                .containsExactly(
                        new Day(LocalDate.of(2027, 1, 1), Kind.OFF, "元旦"),
                        new Day(LocalDate.of(2027, 1, 2), Kind.WORK, "元旦"));
    }

    @Test
    void namesEachDefectWithItsLine() {
        String text = HEADER
                + "2027-01-01\tOFF\t元旦\n"
                + "2027-02-30\tOFF\t春节\n"
                + "2026-12-31\tOFF\t元旦\n"
                + "2027-01-01\tOFF\t元旦\n"
                + "2027-01-04\tWORK\t元旦\n"
                + "2027-01-05\toff\t元旦\n"
                + "2027-01-06\tOFF\t \n"
                + "2027-01-07\tOFF\t" + "长".repeat(101) + "\n";

        assertThat(defects(text))
                .containsExactly(
                        "line 3 calendar-date-malformed",
                        "line 4 calendar-day-of-other-year",
                        "line 5 calendar-day-twice",
                        "line 6 calendar-make-up-on-weekday",
                        "line 7 calendar-kind-unknown",
                        "line 8 calendar-name-missing",
                        "line 9 calendar-name-too-long");
    }

    @Test
    void refusesATableWithoutHeaderOrWithOtherColumns() {
        assertThat(defects("2027-01-01\tOFF\t元旦")).containsExactly("line 1 calendar-header-missing");
        assertThat(defects(HEADER + "2027-01-01 OFF 元旦\n# fine\n2027-01-02\tOFF\t元旦\t\n"))
                .containsExactly("line 2 calendar-line-malformed", "line 4 calendar-line-malformed");
    }

    @Test
    void refusesAYearWithoutAnyDayOff() {
        assertThat(defects("")).containsExactly("days calendar-without-holidays");
        assertThat(defects(HEADER + "2027-01-02\tWORK\t元旦")).containsExactly("days calendar-without-holidays");
    }

    @Test
    void refusesMoreThanFourHundredRows() {
        CalendarRow row = new CalendarRow("days[0]", "2027-01-01", "OFF", "元旦");

        assertThat(refused(() -> CalendarRow.check(2027, Collections.nCopies(401, row))))
                .containsExactly("days calendar-too-many-days");
        assertThat(refused(() -> CalendarRow.check(2027, Collections.nCopies(400, row))))
                .hasSize(399)
                .containsOnly("days[0].date calendar-day-twice");
    }

    @Test
    void refusesAYearNobodyCanMean() {
        assertThat(refused(() -> CalendarRow.check(1999, List.of())))
                .containsExactly("year calendar-year-out-of-range");
        assertThat(refused(() -> CalendarRow.check(2200, List.of())))
                .containsExactly("year calendar-year-out-of-range");
    }

    private static List<String> defects(String text) {
        return refused(() -> CalendarRow.check(2027, CalendarRow.parse(text)));
    }

    private static List<String> refused(ThrowingCallable act) {
        return catchThrowableOfType(Refusal.class, act).defects().stream()
                .map(defect -> defect.field() + " " + defect.code())
                .toList();
    }
}
