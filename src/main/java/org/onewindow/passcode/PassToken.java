package org.onewindow.passcode;

import com.authlete.cbor.CBORByteArray;
import com.authlete.cbor.CBORInteger;
import com.authlete.cbor.CBORItem;
import com.authlete.cbor.CBORItemList;
import com.authlete.cbor.CBORLong;
import com.authlete.cbor.CBORPair;
import com.authlete.cbor.CBORPairList;
import com.authlete.cbor.CBORString;
import com.authlete.cwt.constants.CWTClaims;
import java.io.IOException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.onewindow.shared.Plate;

/**
 * The text in the QR code of a pass: {@code TP1:} and, in Base45, a CBOR Web Token (RFC 8392) signed with ES256 as
 * COSE_Sign1 (RFC 9052). The protected header holds algorithm and key id, the unprotected one is empty; the claims of a
 * pass are a map under one private-use key. There is one encoding only: a text that says the same in other bytes is
 * refused, so a code cannot be varied into a second valid one, save for the twin that every ECDSA signature has.
 */
public final class PassToken {

    static final String PREFIX = "TP1:";

    /** Characters; a usual pass takes about 300. */
    static final int LONGEST = 2048;

    /** RFC 8392 leaves keys below -65536 to private use. */
    private static final int PASS = -65537;

    private static final int NUMBER = 1;
    private static final int PLATE = 2;
    private static final int PLATE_TYPE = 3;
    private static final int CLASS = 4;
    private static final int ZONES = 5;
    private static final int HOURS = 6;
    private static final int COLOUR = 7;

    private PassToken() {}

    public enum Outcome {
        /** Signed by the office. Whether it is valid now and here is another question. */
        VALID_SIGNATURE,
        BAD_SIGNATURE,
        UNKNOWN_KEY,
        /** Not a pass code at all, or one of a form that the office never writes. */
        MALFORMED
    }

    /** @param claims {@code null} unless the signature is valid: nothing unsigned gets out */
    public record Reading(Outcome outcome, PassClaims claims) {}

    /**
     * @param keyId told in the code, so that it can be checked after newer keys have come
     * @param key on P-256
     * @throws IllegalArgumentException when the claims do not fit into a code
     */
    public static String sign(PassClaims claims, String keyId, PrivateKey key) {
        String text = PREFIX + Base45.encode(Sign1.sign(payload(claims, true).encode(), keyId, key));
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("the claims are too long for a code");
        }
        return text;
    }

    /**
     * Never throws, whatever the text.
     *
     * @param keys the public key of a key id, or {@code null}
     */
    public static Reading read(String text, Function<String, PublicKey> keys) {
        Sign1 message;
        try {
            message = Sign1.parse(bytes(text));
        } catch (IOException | RuntimeException e) {
            return new Reading(Outcome.MALFORMED, null);
        }
        PublicKey key = keys.apply(message.keyId());
        if (key == null) {
            return new Reading(Outcome.UNKNOWN_KEY, null);
        }
        if (!message.verifies(key)) {
            return new Reading(Outcome.BAD_SIGNATURE, null);
        }
        try {
            PassClaims claims = claims(Sign1.map(Sign1.decode(message.payload())));
            // Codes from before the colour was written stay good until they expire.
            boolean ours = Arrays.equals(payload(claims, true).encode(), message.payload())
                    || Arrays.equals(payload(claims, false).encode(), message.payload());
            return ours ? new Reading(Outcome.VALID_SIGNATURE, claims) : new Reading(Outcome.MALFORMED, null);
        } catch (IOException | RuntimeException e) {
            return new Reading(Outcome.MALFORMED, null);
        }
    }

    private static CBORPairList payload(PassClaims claims, boolean withColour) {
        List<CBORString> zones = claims.zones().stream().map(CBORString::new).toList();
        List<CBORItemList> hours = claims.hours().stream()
                .map(h -> new CBORItemList(new CBORInteger(h.from()), new CBORInteger(h.to())))
                .toList();
        List<CBORPair> pass = new ArrayList<>(List.of(
                pair(NUMBER, new CBORString(claims.number())),
                pair(PLATE, new CBORString(claims.plate().number())),
                pair(PLATE_TYPE, new CBORString(claims.plate().type())),
                pair(CLASS, new CBORString(claims.passClass())),
                pair(ZONES, new CBORItemList(zones)),
                pair(HOURS, new CBORItemList(hours))));
        if (withColour) {
            pass.add(pair(COLOUR, new CBORInteger(colour(claims.plate()))));
        }
        return new CBORPairList(
                pair(CWTClaims.ISS, new CBORString(claims.issuer())),
                pair(CWTClaims.EXP, new CBORLong(claims.expires().getEpochSecond())),
                pair(CWTClaims.NBF, new CBORLong(claims.notBefore().getEpochSecond())),
                pair(CWTClaims.IAT, new CBORLong(claims.issuedAt().getEpochSecond())),
                pair(CWTClaims.CTI, new CBORByteArray(HexFormat.of().parseHex(claims.jti()))),
                pair(PASS, new CBORPairList(pass)));
    }

    private static int colour(Plate plate) {
        return switch (plate.colour()) {
            case BLUE -> 0;
            case YELLOW -> 1;
            case GREEN -> 4;
            case YELLOW_GREEN -> 5;
        };
    }

    private static PassClaims claims(Map<?, ?> map) {
        Map<?, ?> pass = (Map<?, ?>) map.get(PASS);
        List<String> zones = new ArrayList<>();
        for (Object zone : (List<?>) pass.get(ZONES)) {
            zones.add((String) zone);
        }
        List<PassClaims.Hours> hours = new ArrayList<>();
        for (Object item : (List<?>) pass.get(HOURS)) {
            List<?> fromTo = (List<?>) item;
            hours.add(new PassClaims.Hours((Integer) fromTo.get(0), (Integer) fromTo.get(1)));
        }
        return new PassClaims(
                (String) map.get(CWTClaims.ISS),
                second(map.get(CWTClaims.IAT)),
                second(map.get(CWTClaims.NBF)),
                second(map.get(CWTClaims.EXP)),
                HexFormat.of().formatHex((byte[]) map.get(CWTClaims.CTI)),
                (String) pass.get(NUMBER),
                Plate.parse((String) pass.get(PLATE), (String) pass.get(PLATE_TYPE)),
                (String) pass.get(CLASS),
                zones,
                hours);
    }

    private static Instant second(Object number) {
        return Instant.ofEpochSecond(((Number) number).longValue());
    }

    private static CBORPair pair(int key, CBORItem value) {
        return new CBORPair(new CBORInteger(key), value);
    }

    private static byte[] bytes(String text) {
        if (text == null || text.length() > LONGEST || !text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("no pass code");
        }
        return Base45.decode(text.substring(PREFIX.length()));
    }
}
