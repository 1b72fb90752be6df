package org.onewindow.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.onewindow.vault.Keyring.Known;
import org.onewindow.vault.Keyring.Purpose;
import org.springframework.stereotype.Component;

/**
 * Seals single fields and makes them findable. A sealed value is text, {@code keyId:base64}, about 4/3 of the UTF-8 length
 * plus 49 characters; it opens only in the table, row and column it was sealed for.
 */
@Component
public class FieldCipher {

    static final int INDEX_LENGTH = 32;

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
     * Finds equal values without opening them: {@value #INDEX_LENGTH} characters, the same for the same value and purpose
     * until the key of indexes is exchanged. Identity numbers are few enough to try them all, so it is the secret key that
     * protects them, not the length. This is how an index is written; rows may have another form of it, see {@link
     * #blindIndexes}.
     *
     * @param normalised already in the one form that is compared; {@code null} stays {@code null}
     * @param purpose keeps the indexes of different columns apart, such as {@code citizen-id}
     */
    public String blindIndex(String normalised, String purpose) {
        if (normalised == null) {
            return null;
        }
        List<Known> keys = keyring.indexing();
        String index = first(keys.get(0), normalised, purpose);
        for (Known key : keys.subList(1, keys.size())) {
            if (keyring.isUsed(key)) {
                index = next(key, index);
            }
        }
        return index;
    }

    /**
     * All forms under which rows may have this index: one, and while the key of indexes is exchanged the old and the new one.
     * Whoever looks for rows looks for all of them.
     *
     * @return empty for {@code null}
     */
    public List<String> blindIndexes(String normalised, String purpose) {
        return normalised == null
                ? List.of()
                : forms(first(keyring.indexing().get(0), normalised, purpose), 1, keyring.outdatedIndexes());
    }

    /** The form that a row has of an index, and those that other rows may have been given since. */
    public List<String> indexForms(String stored) {
        int colon = stored.indexOf(':');
        int generation = colon < 0 ? 1 : Integer.parseInt(stored.substring(0, colon));
        return forms(stored, generation, 0);
    }

    private List<String> forms(String index, int generation, int leftOut) {
        var forms = new ArrayList<String>(List.of(index));
        List<Known> keys = keyring.indexing();
        for (Known key : keys.subList(Math.min(generation, keys.size()), keys.size())) {
            forms.add(next(key, forms.get(forms.size() - 1)));
        }
        return List.copyOf(forms.subList(leftOut, forms.size()));
    }

    private String first(Known key, String normalised, String purpose) {
        return hex(key, purpose + '\0' + normalised);
    }

    /** Each key makes its index of the one that the key before it made, so that rows need not be opened to get it. */
    private String next(Known key, String index) {
        return (key.generation() + ":" + hex(key, index)).substring(0, INDEX_LENGTH);
    }

    private String hex(Known key, String text) {
        Suite suite = Suite.of(key.id());
        try {
            Mac mac = suite.provider() == null
                    ? Mac.getInstance(suite.mac())
                    : Mac.getInstance(suite.mac(), suite.provider());
            mac.init(keyring.secret(key.id(), Purpose.INDEX));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), 0, INDEX_LENGTH / 2);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC is missing on this platform", e);
        }
    }

    private static String context(String table, String rowId, String column) {
        return table + "|" + rowId + "|" + column;
    }
}
