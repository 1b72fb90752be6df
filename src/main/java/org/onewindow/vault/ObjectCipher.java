package org.onewindow.vault;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Seals large values under a data key of their own, which lies beside them, wrapped by the office's newest field key. Whoever
 * throws the wrapped key away has destroyed the values, wherever copies of them lie.
 */
@Component
public class ObjectCipher {

    private final FieldCipher fields;

    ObjectCipher(FieldCipher fields) {
        this.fields = fields;
    }

    /** A new data key, wrapped: text of about 120 characters for the column {@code data_key} of this row. */
    public String newKey(String table, String rowId) {
        byte[] secret = new byte[32];
        Aes.RANDOM.nextBytes(secret);
        return fields.seal(Base64.getEncoder().encodeToString(secret), table, rowId, "data_key");
    }

    /** 28 bytes longer than what goes in; it opens only under this key, in the table, row and column it was sealed for. */
    public byte[] seal(String key, byte[] plain, String table, String rowId, String column) {
        return Aes.sealBytes(secret(key, table, rowId), plain, context(table, rowId, column));
    }

    /** @throws BrokenSeal when the value or its key was altered, or either comes from another place */
    public byte[] open(String key, byte[] sealed, String table, String rowId, String column) {
        try {
            return Aes.openBytes(secret(key, table, rowId), sealed, context(table, rowId, column));
        } catch (GeneralSecurityException e) {
            throw new BrokenSeal(table, rowId, column);
        }
    }

    private SecretKey secret(String key, String table, String rowId) {
        return new SecretKeySpec(Base64.getDecoder().decode(fields.open(key, table, rowId, "data_key")), "AES");
    }

    private static String context(String table, String rowId, String column) {
        return table + "|" + rowId + "|" + column;
    }
}
