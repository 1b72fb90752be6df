package org.onewindow.greylist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.shared.Plate;

/** Within one year from the first offence: 7, 15, 30 days, then for good. */
class LadderTests {

    private static final GreyListRules RULES =
            new GreyListRules(List.of(7, 15, 30), List.of("1344"), "文字", "text", "made up");
    private static final Plate PLATE = Plate.parse("鲁FZ0002", "01");

    @Test
    void isLongerWithEachOffenceAndForGoodWithTheFourth() {
        assertThat(listed("2026-08-03", "2026-09-01", "2026-10-01", "2026-11-01", "2026-12-01"))
                .containsExactly("1 2026-08-09", "2 2026-09-15", "3 2026-10-30", "4 null", "5 null");
    }

    @Test
    void countsOnTheLastDayOfTheYearAndBeginsAnewOneDayLater() {
        assertThat(listed("2026-08-03", "2027-08-03")).containsExactly("1 2026-08-09", "2 2027-08-17");
        assertThat(listed("2026-08-03", "2027-08-04")).containsExactly("1 2026-08-09", "1 2027-08-10");
    }

    @Test
    void countsTheYearFromTheFirstOffenceAndNotFromTheLast() {
        assertThat(listed("2026-08-03", "2027-07-01", "2027-08-04", "2028-08-04"))
                .containsExactly("1 2026-08-09", "2 2027-07-15", "1 2027-08-10", "2 2028-08-18");
    }

    private static List<String> listed(String... days) {
        var told = new ArrayList<String>();
        GreyListEntry last = null;
        for (String day : days) {
            last = GreyListEntry.after(
                    last,
                    "id",
                    PLATE,
                    "1344",
                    LocalDate.parse(day).atStartOfDay(WorkingCalendar.ZONE).toInstant(),
                    null,
                    "officer",
                    "YT",
                    RULES);
            told.add(last.step() + " " + last.listedTo());
        }
        return told;
    }
}
