package org.onewindow.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages, cursors and versions. */
class ListTests {

    @Test
    void aPageEndsWhereTheNextBegins() {
        Page<Integer> first = Page.of(List.of(1, 2, 3), 2, Cursor::of, 5L);
        assertThat(first.items()).containsExactly(1, 2);
        assertThat(first.total()).isEqualTo(5);
        assertThat(Cursor.read(first.next()).number(0)).isEqualTo(2);
    }

    @Test
    void theLastPageNamesNoNext() {
        assertThat(Page.of(List.of(1, 2), 2, Cursor::of, null).next()).isNull();
        assertThat(Page.of(List.of(), 2, Cursor::of, null).next()).isNull();
    }

    @Test
    void aCursorComesBackAsItWasGiven() {
        Cursor cursor = Cursor.read(Cursor.of(1_785_000_000_000L, "鲁F10001", ""));
        assertThat(cursor.number(0)).isEqualTo(1_785_000_000_000L);
        assertThat(cursor.text(1)).isEqualTo("鲁F10001");
        assertThat(cursor.text(2)).isEmpty();
    }

    @Test
    void aForgedCursorIsRefused() {
        assertThat(code(() -> Cursor.read("***"))).isEqualTo("cursor-malformed");
        assertThat(code(() -> Cursor.read(base64("x|y")).number(0))).isEqualTo("cursor-malformed");
        assertThat(code(() -> Cursor.read(base64("1")).text(1))).isEqualTo("cursor-malformed");
        assertThat(code(() -> Cursor.read(base64("9".repeat(30))).number(0))).isEqualTo("cursor-malformed");
    }

    private static String base64(String key) {
        return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPageHasOneToAHundredRows() {
        assertThat(Cursor.size(1)).isEqualTo(1);
        assertThat(Cursor.size(100)).isEqualTo(100);
        assertThat(code(() -> Cursor.size(0))).isEqualTo("page-size");
        assertThat(code(() -> Cursor.size(101))).isEqualTo("page-size");
    }

    @Test
    void whoChangesAThingNamesTheVersionHeHasSeen() {
        Version.require(Version.tag(7), 7);
        assertThat(code(() -> Version.require(null, 7))).isEqualTo("if-match-required");
        assertThat(code(() -> Version.require(Version.tag(6), 7))).isEqualTo("version-stale");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "7", "W/\"7\"", "\"-7\"", "\"7\", \"8\"", "\"12345678901\"", "\"７\""})
    void aVersionThatIsNoTagOfOursIsRefused(String ifMatch) {
        assertThat(code(() -> Version.require(ifMatch, 7))).isEqualTo("if-match-malformed");
    }

    private static String code(Runnable verb) {
        return catchThrowableOfType(Refusal.class, verb::run).code();
    }
}
