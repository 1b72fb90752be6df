package org.onewindow.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoursTests {

    private static final Hours NIGHT = Samples.hours("22:30", "05:30");

    private static final int DAY = 24 * 60;
    private static final List<String> ENDS =
            List.of("00:00", "00:01", "05:29", "05:30", "05:31", "12:00", "22:29", "22:30", "22:31", "23:59");

    /** The minutes of the day, ticked one by one. */
    private static BitSet minutes(Hours hours) {
        var minutes = new BitSet(DAY);
        int minute = Hours.minutes(hours.from());
        do {
            minutes.set(minute);
            minute = (minute + 1) % DAY;
        } while (minute != Hours.minutes(hours.to()));
        return minutes;
    }

    @Test
    void coversTheMinutesFromTheFirstToBeforeTheLast() {
        for (String from : ENDS) {
            for (String to : ENDS) {
                Hours hours = Samples.hours(from, to);
                BitSet ticked = minutes(hours);
                assertThat(hours.length()).as("%s", hours).isEqualTo(ticked.cardinality());
                for (int minute = 0; minute < DAY; minute++) {
                    assertThat(hours.covers(LocalTime.ofSecondOfDay(minute * 60L + 59)))
                            .as("%s at minute %s", hours, minute)
                            .isEqualTo(ticked.get(minute));
                }
            }
        }
    }

    @Test
    void isWithinOthersThatCoverEachOfItsMinutes() {
        for (String from : ENDS) {
            for (String to : ENDS) {
                for (String otherFrom : ENDS) {
                    for (String otherTo : ENDS) {
                        Hours hours = Samples.hours(from, to);
                        Hours others = Samples.hours(otherFrom, otherTo);
                        BitSet outside = minutes(hours);
                        outside.andNot(minutes(others));
                        assertThat(hours.within(others))
                                .as("%s within %s", hours, others)
                                .isEqualTo(outside.isEmpty());
                    }
                }
            }
        }
    }

    /** 22时30分至次日5时30分; the end is read as not included. */
    @Test
    void letsTheNightBeginAtHalfPastTenAndEndBeforeHalfPastFive() {
        assertThat(NIGHT.covers(LocalTime.of(22, 30))).isTrue();
        assertThat(NIGHT.covers(LocalTime.of(22, 29, 59))).isFalse();
        assertThat(NIGHT.covers(LocalTime.MIDNIGHT)).isTrue();
        assertThat(NIGHT.covers(LocalTime.of(5, 29, 59))).isTrue();
        assertThat(NIGHT.covers(LocalTime.of(5, 30))).isFalse();
    }
}
