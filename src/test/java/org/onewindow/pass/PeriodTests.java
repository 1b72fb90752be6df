package org.onewindow.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PeriodTests {

    private static final LocalDate FIRST = LocalDate.of(2026, 2, 27);
    private static final Period FOUR_DAYS = new Period(FIRST, LocalDate.of(2026, 3, 2));

    @Test
    void countsBothDays() {
        assertThat(new Period(FIRST, FIRST).days()).isEqualTo(1);
        assertThat(FOUR_DAYS.days()).isEqualTo(4);
        assertThat(new Period(LocalDate.of(2028, 2, 27), LocalDate.of(2028, 3, 2)).days())
                .isEqualTo(5);
    }

    @Test
    void coversItsFirstAndItsLastDay() {
        assertThat(FOUR_DAYS.covers(FIRST.minusDays(1))).isFalse();
        assertThat(FOUR_DAYS.covers(FIRST)).isTrue();
        assertThat(FOUR_DAYS.covers(FIRST.plusDays(3))).isTrue();
        assertThat(FOUR_DAYS.covers(FIRST.plusDays(4))).isFalse();
    }

    @Test
    void isWithinAnotherThatCoversBothItsEnds() {
        assertThat(FOUR_DAYS.within(FOUR_DAYS)).isTrue();
        assertThat(new Period(FIRST.plusDays(1), FIRST.plusDays(2)).within(FOUR_DAYS))
                .isTrue();
        assertThat(new Period(FIRST.minusDays(1), FIRST).within(FOUR_DAYS)).isFalse();
        assertThat(new Period(FIRST, FIRST.plusDays(4)).within(FOUR_DAYS)).isFalse();
    }
}
