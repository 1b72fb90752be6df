package org.onewindow.shared;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The place in a list where the next page begins: the sort key of the last row, opaque to the caller. */
public record Cursor(List<String> key) {

    private static final int LARGEST_PAGE = 100;

    /** Later than this no column can say. */
    private static final long END = Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();

    public static String of(Object... key) {
        String joined = Stream.of(key).map(String::valueOf).collect(Collectors.joining("|"));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(joined.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws Refusal {@code cursor-malformed} when it is not one that a list of ours gave out */
    public static Cursor read(String cursor) {
        try {
            String joined = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            return new Cursor(List.of(joined.split("\\|", -1)));
        } catch (IllegalArgumentException e) {
            throw Refusal.malformed("cursor-malformed");
        }
    }

    public String text(int place) {
        if (place >= key.size()) {
            throw Refusal.malformed("cursor-malformed");
        }
        return key.get(place);
    }

    public long number(int place) {
        try {
            return Long.parseLong(text(place));
        } catch (NumberFormatException e) {
            throw Refusal.malformed("cursor-malformed");
        }
    }

    /** A moment in milliseconds since 1970, as every row of ours has one before the year 10000. */
    public Instant instant(int place) {
        long millis = number(place);
        if (millis < 0 || millis >= END) {
            throw Refusal.malformed("cursor-malformed");
        }
        return Instant.ofEpochMilli(millis);
    }

    /**
     * @return the page size that was asked for
     * @throws Refusal {@code page-size} unless between 1 and 100
     */
    public static int size(int asked) {
        if (asked < 1 || asked > LARGEST_PAGE) {
            throw Refusal.invalid("limit", "page-size", LARGEST_PAGE);
        }
        return asked;
    }
}
