package org.onewindow.identity;

/**
 * The personal data of an account, in plain. Only for deciding modules; never into a log, an URL or a process variable.
 *
 * @param idNo citizen ID number, or {@code null} where the account has none
 * @param mobile or {@code null}
 */
public record Person(String name, String idNo, String mobile) {

    /** As it may be shown on a screen that others can see: family name, region and last digits. */
    public Person masked() {
        int family = name.offsetByCodePoints(0, Math.min(1, name.length()));
        return new Person(
                name.substring(0, family) + "*".repeat(name.codePointCount(family, name.length())),
                masked(idNo, 4, 4),
                masked(mobile, 3, 4));
    }

    private static String masked(String value, int head, int tail) {
        if (value == null || value.length() <= head + tail) {
            return value == null ? null : "*".repeat(value.length());
        }
        int end = value.length() - tail;
        return value.substring(0, head) + "*".repeat(end - head) + value.substring(end);
    }

    @Override
    public String toString() {
        return "Person[sealed]";
    }
}
