package org.onewindow.shared;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * A citizen identity number (GB 11643): 18 characters, a birth date that exists, a right check character. The area is not
 * held against a list, for cards keep the codes of counties that are gone.
 */
public record CitizenId(String value) {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final Pattern PATTERN = Pattern.compile("[1-8]\\d{5}(18|19|20)\\d{9}[\\dX]");

    /** @throws Refusal when it is not such a number */
    public CitizenId {
        value = Normal.of(value);
        if (!PATTERN.matcher(value).matches() || !isDate(value) || value.charAt(17) != check(value)) {
            throw Refusal.invalid("citizenId", "citizen-id-malformed");
        }
    }

    public static CitizenId parse(String text) {
        return new CitizenId(text);
    }

    private static boolean isDate(String id) {
        try {
            LocalDate.of(
                    Integer.parseInt(id.substring(6, 10)),
                    Integer.parseInt(id.substring(10, 12)),
                    Integer.parseInt(id.substring(12, 14)));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static char check(String id) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (id.charAt(i) - '0');
        }
        return "10X98765432".charAt(sum % 11);
    }

    /** First and last four characters, such as {@code 3706**********0016}. */
    public String masked() {
        return Normal.masked(value, 4, 4);
    }

    /** Masked, so that no log line shows the number. */
    @Override
    public String toString() {
        return masked();
    }
}
