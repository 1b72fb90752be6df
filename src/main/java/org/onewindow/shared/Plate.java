package org.onewindow.shared;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The plate of a goods vehicle: number and type together (GA 36-2018), because the same number may hang on a yellow and on
 * a blue plate.
 *
 * @param number such as {@code 鲁F12345}: province, office, and what the type allows
 * @param type code of 号牌种类: 01 large, 02 small, 15 trailer, 51 large and 52 small new-energy vehicle
 */
public record Plate(String number, String type) {

    /** The ground of the plate. It hints at the vehicle's class but does not prove it. */
    public enum Colour {
        YELLOW,
        BLUE,
        YELLOW_GREEN,
        GREEN
    }

    private enum Kind {
        LARGE("01", Colour.YELLOW, "[A-HJ-NP-Z0-9]{5}"),
        SMALL("02", Colour.BLUE, "[A-HJ-NP-Z0-9]{5}"),
        TRAILER("15", Colour.YELLOW, "[A-HJ-NP-Z0-9]{4}挂"),
        LARGE_NEW_ENERGY("51", Colour.YELLOW_GREEN, "\\d{5}[A-HJK]"),
        SMALL_NEW_ENERGY("52", Colour.GREEN, "[A-HJK][A-HJ-NP-Z0-9]\\d{4}");

        private static final String OFFICE = "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z]";

        private final String code;
        private final Colour colour;
        private final Pattern number;

        Kind(String code, Colour colour, String serial) {
            this.code = code;
            this.colour = colour;
            this.number = Pattern.compile(Kind.OFFICE + serial);
        }

        boolean fits(String plate) {
            return number.matcher(plate).matches();
        }

        static Kind of(String code) {
            for (Kind kind : values()) {
                if (kind.code.equals(code)) {
                    return kind;
                }
            }
            throw Refusal.invalid("plate.type", "plate-type-mismatch");
        }
    }

    /** @throws Refusal when no plate looks like that, or none of that type */
    public Plate {
        number = Normal.of(number);
        type = Normal.of(type);
        boolean known = false;
        for (Kind kind : Kind.values()) {
            known |= kind.fits(number);
        }
        if (!known) {
            throw Refusal.invalid("plate.number", "plate-malformed");
        }
        if (!Kind.of(type).fits(number)) {
            throw Refusal.invalid("plate.type", "plate-type-mismatch");
        }
    }

    /**
     * All plates that bear the number, whatever their type.
     *
     * @throws Refusal {@code plate-malformed} when none does
     */
    public static List<Plate> bearing(String number) {
        String plain = Normal.of(number);
        List<Plate> plates = Arrays.stream(Kind.values())
                .filter(kind -> kind.fits(plain))
                .map(kind -> new Plate(plain, kind.code))
                .toList();
        if (plates.isEmpty()) {
            throw Refusal.invalid("plate.number", "plate-malformed");
        }
        return plates;
    }

    public static Plate parse(String number, String type) {
        return new Plate(number, type);
    }

    /** Reads what {@link #toString} writes, such as {@code 鲁F12345/01}. */
    public static Plate parse(String text) {
        String plain = Normal.of(text);
        int slash = plain.indexOf('/');
        if (slash < 0) {
            throw Refusal.invalid("plate.number", "plate-malformed");
        }
        return new Plate(plain.substring(0, slash), plain.substring(slash + 1));
    }

    public Colour colour() {
        return Kind.of(type).colour;
    }

    @Override
    public String toString() {
        return number + "/" + type;
    }
}
