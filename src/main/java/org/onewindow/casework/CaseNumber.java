package org.onewindow.casework;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onewindow.shared.CheckCharacter;

/**
 * The number that people read out: {@code YT} + day of submission + item code + serial of seven digits or more + check
 * character by ISO 7064 MOD 37,36, for instance {@code YT20260803JG0290000123Z}. It follows from the case and is never
 * stored; it is no key and opens nothing.
 */
public final class CaseNumber {

    private static final Pattern SHAPE = Pattern.compile("YT\\d{8}[A-Z]{2,3}\\d{3}(\\d{7,12})[0-9A-Z]");

    private CaseNumber() {}

    public static String of(LocalDate submitted, String item, long serial) {
        String body = "YT" + DateTimeFormatter.BASIC_ISO_DATE.format(submitted) + item
                + String.format(Locale.ROOT, "%07d", serial);
        return body + CheckCharacter.of(body);
    }

    /** The serial in a number as somebody typed it; empty when its check character says that it was mistyped. */
    public static OptionalLong serial(String typed) {
        String number = typed.strip().toUpperCase(Locale.ROOT);
        Matcher shape = SHAPE.matcher(number);
        return shape.matches() && CheckCharacter.verify(number)
                ? OptionalLong.of(Long.parseLong(shape.group(1)))
                : OptionalLong.empty();
    }
}
