package org.onewindow.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.onewindow.vault.Keyring.Purpose;
import org.springframework.stereotype.Component;

/**
 * Seals single fields and makes them findable. A sealed value is text, {@code keyId:base64}, about 4/3 of the UTF-8 length
 * plus 49 characters; it opens only in the table, row and column it was sealed for.
 */
@Component
public class FieldCipher {

    private static final Pattern KEY_ID = Pattern.compile("(gm)?[0-9a-f]{8}");

    private final Keyring keyring;

    public FieldCipher(Keyring keyring) {
        this.keyring = keyring;
    }

    /** Different on every call, under the newest key; {@code null} stays {@code null}. */
    public String seal(String plain, String table, String rowId, String column) {
        if (plain == null) {
            return null;
        }
        String id = keyring.newest(Purpose.FIELD);
        byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
        return id + ":" + Aes.seal(keyring.secret(id, Purpose.FIELD), bytes, context(table, rowId, column));
    }

    /**
     * What was sealed; {@code null} stays {@code null}.
     *
     * @throws BrokenSeal when the value was altered, comes from another place, or its key is gone
     */
    public String open(String sealed, String table, String rowId, String column) {
        if (sealed == null) {
            return null;
        }
        int colon = sealed.indexOf(':');
        SecretKey key = colon < 0 ? null : key(sealed.substring(0, colon));
        if (key == null) {
            throw new BrokenSeal(table, rowId, column);
        }
        try {
            byte[] plain = Aes.open(key, sealed.substring(colon + 1), context(table, rowId, column));
            return new String(plain, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new BrokenSeal(table, rowId, column);
        }
    }

    /** One that this node has not read yet is looked for once. */
    private SecretKey key(String id) {
        SecretKey key = keyring.secret(id, Purpose.FIELD);
        if (key == null && KEY_ID.matcher(id).matches()) {
            keyring.read();
            key = keyring.secret(id, Purpose.FIELD);
        }
        return key;
    }

    /**
     * Finds equal values without opening them: 32 hexadecimal digits, the same for the same value and purpose. Identity
     * numbers are few enough to try them all, so it is the secret key that protects them, not the length.
     *
     * @param normalised already in the one form that is compared; {@code null} stays {@code null}
     * @param purpose keeps the indexes of different columns apart, such as {@code citizen-id}
     */
    public String blindIndex(String normalised, String purpose) {
        if (normalised == null) {
            return null;
        }
        try {
            String id = keyring.newest(Purpose.INDEX);
            Suite suite = Suite.of(id);
            Mac mac = suite.provider() == null
                    ? Mac.getInstance(suite.mac())
                    : Mac.getInstance(suite.mac(), suite.provider());
            mac.init(keyring.secret(id, Purpose.INDEX));
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return HexFormat.of().formatHex(mac.doFinal(normalised.getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC is missing on this platform", e);
        }
    }

    private static String context(String table, String rowId, String column) {
        return table + "|" + rowId + "|" + column;
    }
}
