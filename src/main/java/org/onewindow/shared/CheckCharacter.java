package org.onewindow.shared;

/**
 * ISO 7064 MOD 37,36: one check character behind a text of digits and capital letters. It finds every wrong character and
 * nearly every swap of two neighbours. Case, pass and certificate numbers end in it.
 */
public final class CheckCharacter {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private CheckCharacter() {}

    /** @throws IllegalArgumentException when the text is empty or holds anything but 0-9 and A-Z */
    public static char of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("nothing to check");
        }
        int product = 36;
        for (char c : text.toCharArray()) {
            int value = ALPHABET.indexOf(c);
            if (value < 0) {
                throw new IllegalArgumentException("only 0-9 and A-Z can be checked");
            }
            int sum = (product + value) % 36;
            product = (sum == 0 ? 36 : sum) * 2 % 37;
        }
        return ALPHABET.charAt((37 - product) % 36);
    }

    /** Whether the last character is the right one for those before it; {@code false} for anything else. */
    public static boolean verify(String text) {
        return text != null
                && text.matches("[0-9A-Z]{2,}")
                && text.charAt(text.length() - 1) == of(text.substring(0, text.length() - 1));
    }
}
