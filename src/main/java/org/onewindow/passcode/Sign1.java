package org.onewindow.passcode;

import com.authlete.cbor.CBORByteArray;
import com.authlete.cbor.CBORDecoder;
import com.authlete.cbor.CBORDecoderOptions;
import com.authlete.cbor.CBORInteger;
import com.authlete.cbor.CBORItem;
import com.authlete.cbor.CBORItemList;
import com.authlete.cbor.CBORPair;
import com.authlete.cbor.CBORPairList;
import com.authlete.cbor.CBORTaggedItem;
import com.authlete.cose.COSEException;
import com.authlete.cose.COSEProtectedHeader;
import com.authlete.cose.COSESigner;
import com.authlete.cose.COSEVerifier;
import com.authlete.cose.SigStructureBuilder;
import com.authlete.cose.constants.COSEAlgorithms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A COSE_Sign1 message (RFC 9052), tagged, with ES256. The protected header holds algorithm and key id and nothing else, the
 * unprotected one is empty.
 */
record Sign1(String keyId, byte[] payload, byte[] signature) {

    private static final int TAG = 18;
    private static final int ALG = 1;
    private static final int KID = 4;
    private static final int SIGNATURE_BYTES = 64;
    private static final int DEEPEST = 6;

    /** @throws IllegalArgumentException when the key is not on P-256 */
    static byte[] sign(byte[] payload, String keyId, PrivateKey key) {
        try {
            byte[] signature = COSESigner.sign(key, COSEAlgorithms.ES256, signed(header(keyId), payload));
            return new Sign1(keyId, payload, signature).encode();
        } catch (COSEException e) {
            throw new IllegalArgumentException("the key cannot sign with ES256", e);
        }
    }

    /**
     * @throws IOException or an unchecked exception when these are not exactly the bytes that {@link #sign} makes
     */
    static Sign1 parse(byte[] bytes) throws IOException {
        CBORTaggedItem tagged = (CBORTaggedItem) decode(bytes);
        List<? extends CBORItem> parts = ((CBORItemList) tagged.getTagContent()).getItems();
        byte[] kid = (byte[]) map(decode(bytes(parts, 0))).get(KID);
        var message = new Sign1(new String(kid, StandardCharsets.UTF_8), bytes(parts, 2), bytes(parts, 3));
        if (message.signature.length != SIGNATURE_BYTES || !Arrays.equals(message.encode(), bytes)) {
            throw new IllegalArgumentException("not of our form");
        }
        return message;
    }

    boolean verifies(PublicKey key) {
        try {
            return COSEVerifier.verify(key, COSEAlgorithms.ES256, signed(header(keyId), payload), signature);
        } catch (COSEException e) {
            return false;
        }
    }

    private byte[] encode() {
        CBORItemList parts = new CBORItemList(
                header(keyId), new CBORPairList(List.of()), new CBORByteArray(payload), new CBORByteArray(signature));
        return new CBORTaggedItem(TAG, parts).encode();
    }

    private static COSEProtectedHeader header(String keyId) {
        CBORPairList pairs = new CBORPairList(
                new CBORPair(new CBORInteger(ALG), new CBORInteger(COSEAlgorithms.ES256)),
                new CBORPair(new CBORInteger(KID), new CBORByteArray(keyId.getBytes(StandardCharsets.UTF_8))));
        return new COSEProtectedHeader(pairs.encode(), pairs.getPairs());
    }

    private static byte[] signed(COSEProtectedHeader header, byte[] payload) {
        return new SigStructureBuilder()
                .signature1()
                .bodyAttributes(header)
                .payload(payload)
                .build()
                .encode();
    }

    static Map<?, ?> map(CBORItem item) {
        return ((CBORPairList) item).parse();
    }

    private static byte[] bytes(List<? extends CBORItem> parts, int index) {
        return ((CBORByteArray) parts.get(index)).getValue();
    }

    /** The library believes every length it reads, so the lengths are checked first. */
    static CBORItem decode(byte[] bytes) throws IOException {
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
