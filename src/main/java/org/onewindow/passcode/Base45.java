package org.onewindow.passcode;

import java.io.ByteArrayOutputStream;

/** Base45 (RFC 9285): bytes in the characters that a QR code packs most tightly. */
final class Base45 {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    private Base45() {}

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length * 3 / 2 + 1);
        for (int i = 0; i < bytes.length; i += 2) {
            boolean pair = i + 1 < bytes.length;
            int n = pair ? (bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff : bytes[i] & 0xff;
            text.append(ALPHABET.charAt(n % 45)).append(ALPHABET.charAt(n / 45 % 45));
            if (pair) {
                text.append(ALPHABET.charAt(n / 2025));
            }
        }
        return text.toString();
    }

    /**
     * Every byte string has exactly one encoding; anything else is refused.
     *
     * @throws IllegalArgumentException when the text is none
     */
    static byte[] decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i += 3) {
            boolean pair = i + 2 < text.length();
            int n = digit(text, i) + 45 * digit(text, i + 1) + (pair ? 2025 * digit(text, i + 2) : 0);
            if (n > (pair ? 0xffff : 0xff)) {
                throw new IllegalArgumentException("not Base45");
            }
            if (pair) {
                bytes.write(n >> 8);
            }
            bytes.write(n);
        }
        return bytes.toByteArray();
    }

    private static int digit(String text, int index) {
        int digit = index < text.length() ? ALPHABET.indexOf(text.charAt(index)) : -1;
        if (digit < 0) {
            throw new IllegalArgumentException("not Base45");
        }
        return digit;
    }
}
