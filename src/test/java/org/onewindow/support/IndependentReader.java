package org.onewindow.support;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.ReaderException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.upokecenter.cbor.CBORObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;

/**
 * Reads codes by the letter of RFC 9285, RFC 9052 and RFC 8392 and shares nothing with those who write them: its own Base45,
 * another CBOR library, the signatures of the platform. What it can read, others can.
 */
public final class IndependentReader {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    private IndependentReader() {}

    /** The text of a QR code. */
    public static String scan(byte[] picture) {
        try {
            var image = ImageIO.read(new ByteArrayInputStream(picture));
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(image))))
                    .getText();
        } catch (IOException | ReaderException e) {
            throw new AssertionError("no QR code can be read", e);
        }
    }

    /** Id of the key that a code names. */
    public static String keyId(String code) {
        CBORObject header = CBORObject.DecodeFromBytes(message(code).get(0).GetByteString());
        return new String(header.get(4).GetByteString(), StandardCharsets.UTF_8);
    }

    /**
     * The claims of a code.
     *
     * @param trustList as the office publishes it
     * @throws AssertionError when it is not signed by a key of that list
     */
    public static CBORObject verified(String code, JsonNode trustList) {
        CBORObject message = message(code);
        CBORObject header = CBORObject.DecodeFromBytes(message.get(0).GetByteString());
        require(header.get(1).AsInt32() == -7, "the algorithm is ES256");
        require(message.get(1).size() == 0, "nothing stands in the unprotected header");
        CBORObject signed = CBORObject.NewArray()
                .Add("Signature1")
                .Add(message.get(0))
                .Add(CBORObject.FromObject(new byte[0]))
                .Add(message.get(2));
        try {
            Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
            check.initVerify(key(keyId(code), trustList));
            check.update(signed.EncodeToBytes());
            require(check.verify(message.get(3).GetByteString()), "the signature is right");
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        return CBORObject.DecodeFromBytes(message.get(2).GetByteString());
    }

    private static CBORObject message(String code) {
        require(code.startsWith("TP1:"), "a pass code begins so");
        CBORObject message = CBORObject.DecodeFromBytes(base45(code.substring(4)));
        require(message.HasMostOuterTag(18), "the message is a COSE_Sign1");
        return message.Untag();
    }

    private static PublicKey key(String keyId, JsonNode trustList) throws GeneralSecurityException {
        for (JsonNode key : trustList.get("keys")) {
            if (key.get("kid").asString().equals(keyId)) {
                byte[] spki = Base64.getDecoder().decode(key.get("spki").asString());
                return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki));
            }
        }
        throw new AssertionError("the list has no key " + keyId);
    }

    private static byte[] base45(String text) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i += 3) {
            int rest = Math.min(3, text.length() - i);
            int value = 0;
            for (int j = rest - 1; j >= 0; j--) {
                value = value * 45 + ALPHABET.indexOf(text.charAt(i + j));
            }
            if (rest == 3) {
                bytes.write(value >> 8);
            }
            bytes.write(value);
        }
        return bytes.toByteArray();
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("not so: " + what);
        }
    }
}
