package org.onewindow.shared;

import java.text.Normalizer;
import java.util.Locale;

/**
 * What people type, made comparable: Unicode NFKC (so full-width characters become plain), without space around it, in
 * upper case. What is still foreign then, such as a look-alike letter or an invisible character, is for the strict
 * pattern to refuse.
 */
final class Normal {

    /** No format here comes near it; longer text is not worth normalising. */
    private static final int LONGEST = 64;

    private Normal() {}

    /** Never {@code null}; empty for {@code null} and for text of more than 64 characters. */
    static String of(String text) {
        return text == null || text.length() > LONGEST
                ? ""
                : Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT);
    }

    /** Keeps {@code head} and {@code tail} characters and puts a star for each one between. */
    static String masked(String value, int head, int tail) {
        return value.substring(0, head)
                + "*".repeat(value.length() - head - tail)
                + value.substring(value.length() - tail);
    }
}
