package org.onewindow.passcode;

import com.authlete.cbor.CBORByteArray;
import com.authlete.cbor.CBORDecoder;
import com.authlete.cbor.CBORDecoderOptions;
import com.authlete.cbor.CBORInteger;
import com.authlete.cbor.CBORItem;
import com.authlete.cbor.CBORItemList;
import com.authlete.cbor.CBORLong;
import com.authlete.cbor.CBORPair;
import com.authlete.cbor.CBORPairList;
import com.authlete.cbor.CBORString;
import com.authlete.cbor.CBORTaggedItem;
import com.authlete.cose.COSEException;
import com.authlete.cose.COSEProtectedHeader;
import com.authlete.cose.COSESigner;
import com.authlete.cose.COSEVerifier;
import com.authlete.cose.SigStructureBuilder;
import com.authlete.cose.constants.COSEAlgorithms;
import com.authlete.cwt.constants.CWTClaims;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

    private static final int SIGN1 = 18;
    private static final int ALG = 1;
    private static final int KID = 4;
    private static final int SIGNATURE_BYTES = 64;
    private static final int DEEPEST = 6;

    /** RFC 8392 leaves keys below -65536 to private use. */
    private static final int PASS = -65537;

    private static final int NUMBER = 1;
    private static final int PLATE = 2;
    private static final int PLATE_TYPE = 3;
    private static final int CLASS = 4;
    private static final int ZONES = 5;
    private static final int HOURS = 6;

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
        byte[] payload = payload(claims).encode();
        COSEProtectedHeader header = header(keyId.getBytes(StandardCharsets.UTF_8));
        try {
            byte[] signature = COSESigner.sign(key, COSEAlgorithms.ES256, signed(header, payload));
            String text = PREFIX + Base45.encode(frame(header, payload, signature));
            if (text.length() > LONGEST) {
                throw new IllegalArgumentException("the claims are too long for a code");
            }
            return text;
        } catch (COSEException e) {
            throw new IllegalArgumentException("the key cannot sign with ES256", e);
        }
    }

    /**
     * Never throws, whatever the text.
     *
     * @param keys the public key of a key id, or {@code null}
     */
    public static Reading read(String text, Function<String, PublicKey> keys) {
        COSEProtectedHeader header;
        byte[] kid;
        byte[] payload;
        byte[] signature;
        try {
            byte[] bytes = bytes(text);
            CBORTaggedItem tagged = (CBORTaggedItem) decode(bytes);
            List<? extends CBORItem> parts = ((CBORItemList) tagged.getTagContent()).getItems();
            kid = (byte[]) map(decode(bytes(parts, 0))).get(KID);
            header = header(kid);
            payload = bytes(parts, 2);
            signature = bytes(parts, 3);
            if (signature.length != SIGNATURE_BYTES || !Arrays.equals(frame(header, payload, signature), bytes)) {
                return new Reading(Outcome.MALFORMED, null);
            }
        } catch (IOException | RuntimeException e) {
            return new Reading(Outcome.MALFORMED, null);
        }
        PublicKey key = keys.apply(new String(kid, StandardCharsets.UTF_8));
        if (key == null) {
            return new Reading(Outcome.UNKNOWN_KEY, null);
        }
        try {
            if (!COSEVerifier.verify(key, COSEAlgorithms.ES256, signed(header, payload), signature)) {
                return new Reading(Outcome.BAD_SIGNATURE, null);
            }
        } catch (COSEException e) {
            return new Reading(Outcome.BAD_SIGNATURE, null);
        }
        try {
            PassClaims claims = claims(map(decode(payload)));
            return Arrays.equals(payload(claims).encode(), payload)
                    ? new Reading(Outcome.VALID_SIGNATURE, claims)
                    : new Reading(Outcome.MALFORMED, null);
        } catch (IOException | RuntimeException e) {
            return new Reading(Outcome.MALFORMED, null);
        }
    }

    private static COSEProtectedHeader header(byte[] kid) {
        CBORPairList pairs =
                new CBORPairList(pair(ALG, new CBORInteger(COSEAlgorithms.ES256)), pair(KID, new CBORByteArray(kid)));
        return new COSEProtectedHeader(pairs.encode(), pairs.getPairs());
    }

    private static byte[] frame(COSEProtectedHeader header, byte[] payload, byte[] signature) {
        CBORItemList parts = new CBORItemList(
                header, new CBORPairList(List.of()), new CBORByteArray(payload), new CBORByteArray(signature));
        return new CBORTaggedItem(SIGN1, parts).encode();
    }

    private static byte[] signed(COSEProtectedHeader header, byte[] payload) {
        return new SigStructureBuilder()
                .signature1()
                .bodyAttributes(header)
                .payload(payload)
                .build()
                .encode();
    }

    private static CBORPairList payload(PassClaims claims) {
        List<CBORString> zones = claims.zones().stream().map(CBORString::new).toList();
        List<CBORItemList> hours = claims.hours().stream()
                .map(h -> new CBORItemList(new CBORInteger(h.from()), new CBORInteger(h.to())))
                .toList();
        CBORPairList pass = new CBORPairList(
                pair(NUMBER, new CBORString(claims.number())),
                pair(PLATE, new CBORString(claims.plate().number())),
                pair(PLATE_TYPE, new CBORString(claims.plate().type())),
                pair(CLASS, new CBORString(claims.passClass())),
                pair(ZONES, new CBORItemList(zones)),
                pair(HOURS, new CBORItemList(hours)));
        return new CBORPairList(
                pair(CWTClaims.ISS, new CBORString(claims.issuer())),
                pair(CWTClaims.EXP, new CBORLong(claims.expires().getEpochSecond())),
                pair(CWTClaims.NBF, new CBORLong(claims.notBefore().getEpochSecond())),
                pair(CWTClaims.IAT, new CBORLong(claims.issuedAt().getEpochSecond())),
                pair(CWTClaims.CTI, new CBORByteArray(HexFormat.of().parseHex(claims.jti()))),
                pair(PASS, pass));
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

    private static Map<?, ?> map(CBORItem item) {
        return ((CBORPairList) item).parse();
    }

    private static byte[] bytes(List<? extends CBORItem> parts, int index) {
        return ((CBORByteArray) parts.get(index)).getValue();
    }

    private static byte[] bytes(String text) {
        if (text == null || text.length() > LONGEST || !text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("no pass code");
        }
        return Base45.decode(text.substring(PREFIX.length()));
    }

    /** The library believes every length it reads, so the lengths are checked first. */
    private static CBORItem decode(byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        skip(rest, DEEPEST);
        if (rest.hasRemaining()) {
            throw new IllegalArgumentException("more than one item");
        }
        return new CBORDecoder(bytes, new CBORDecoderOptions()).next();
    }

    /** Steps over one item of definite length. */
    private static void skip(ByteBuffer rest, int depth) {
        int head = rest.get() & 0xff;
        int major = head >> 5;
        int info = head & 31;
        if (depth == 0 || info > 27) {
            throw new IllegalArgumentException("too deep, or of no definite length");
        }
        long argument = switch (info) {
            case 24 -> rest.get() & 0xff;
            case 25 -> rest.getShort() & 0xffff;
            case 26 -> rest.getInt() & 0xffffffffL;
            case 27 -> rest.getLong();
            default -> info;
        };
        if (major >= 2 && major <= 5 && (argument < 0 || argument > rest.remaining())) {
            throw new IllegalArgumentException("longer than the text");
        }
        if (major == 2 || major == 3) {
            rest.position(rest.position() + (int) argument);
        } else if (major >= 4 && major <= 6) {
            long items = major == 6 ? 1 : major == 5 ? 2 * argument : argument;
            for (long i = 0; i < items; i++) {
                skip(rest, depth - 1);
            }
        }
    }
}
