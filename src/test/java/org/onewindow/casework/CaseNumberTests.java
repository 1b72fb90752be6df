package org.onewindow.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaseNumberTests {

    private static final String NUMBER = "YT20260803JG0290000123Z";

    @Test
    void isMadeOfDayItemSerialAndCheckCharacter() {
        assertThat(CaseNumber.of(LocalDate.of(2026, 8, 3), "JG029", 123)).isEqualTo(NUMBER);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 123, 9_999_999, 10_000_000, 999_999_999_999L})
    void leadsBackToTheSerial(long serial) {
        assertThat(CaseNumber.serial(CaseNumber.of(LocalDate.of(2026, 8, 3), "JG029", serial)))
                .hasValue(serial);
    }

    @Test
    void isReadAsPeopleTypeIt() {
        assertThat(CaseNumber.serial("  yt20260803jg0290000123z ")).hasValue(123);
    }

    @Test
    void noticesEveryWrongCharacter() {
        for (int place = 0; place < NUMBER.length(); place++) {
            for (char c : "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".toCharArray()) {
                if (c != NUMBER.charAt(place)) {
                    String typed = NUMBER.substring(0, place) + c + NUMBER.substring(place + 1);
                    assertThat(CaseNumber.serial(typed)).as(typed).isEmpty();
                }
            }
        }
    }

    @Test
    void noticesMostSwapsOfNeighbours() {
        for (int place = 0; place + 1 < NUMBER.length(); place++) {
            char one = NUMBER.charAt(place);
            char other = NUMBER.charAt(place + 1);
            if (one != other) {
                String typed = NUMBER.substring(0, place) + other + one + NUMBER.substring(place + 2);
                assertThat(CaseNumber.serial(typed)).as(typed).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "鲁F10001", "YT20260803JG029000012", "%", "YT20260803JG0290000123Z0"})
    void isNotFoundInOtherText(String typed) {
        assertThat(CaseNumber.serial(typed)).isEmpty();
    }
}
