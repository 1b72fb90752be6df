package org.onewindow.shared;

import java.util.regex.Pattern;

/** The unified social credit code of an organisation (GB 32100-2015): 18 characters with a right check character. */
public record CreditCode(String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    private static final Pattern PATTERN = Pattern.compile("[0-9A-HJ-NPQRTUWXY]{2}\\d{6}[0-9A-HJ-NPQRTUWXY]{10}");

    /** @throws Refusal when it is not such a code */
    public CreditCode {
        value = Normal.of(value);
        if (!PATTERN.matcher(value).matches() || value.charAt(17) != check(value)) {
            throw Refusal.invalid("creditCode", "credit-code-malformed");
        }
    }

    public static CreditCode parse(String text) {
        return new CreditCode(text);
    }

    private static char check(String code) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * ALPHABET.indexOf(code.charAt(i));
        }
        return ALPHABET.charAt((31 - sum % 31) % 31);
    }

    /** For pages: first and last four characters; the code of a one-man business leads to a person. */
    public String masked() {
        return Normal.masked(value, 4, 4);
    }

    @Override
    public String toString() {
        return value;
    }
}
