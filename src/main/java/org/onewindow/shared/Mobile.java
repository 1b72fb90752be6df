package org.onewindow.shared;

import java.util.regex.Pattern;

/** A mobile phone number of the mainland: 11 digits, without a country code. */
public record Mobile(String value) {

    private static final Pattern PATTERN = Pattern.compile("1[3-9]\\d{9}");

    /** @throws Refusal when it is not such a number */
    public Mobile {
        value = Normal.of(value);
        if (!PATTERN.matcher(value).matches()) {
            throw Refusal.invalid("mobile", "mobile-malformed");
        }
    }

    public static Mobile parse(String text) {
        return new Mobile(text);
    }

    /** Such as {@code 138****5678}. */
    public String masked() {
        return Normal.masked(value, 3, 4);
    }

    /** Masked, so that no log line shows the number. */
    @Override
    public String toString() {
        return masked();
    }
}
