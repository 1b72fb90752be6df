package org.onewindow.vault;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;

/**
 * A key pair on P-256, or on the curve of SM2.
 *
 * @param id eight characters 0-9 and a-f, behind {@code gm} for SM2; names the key in what it signs (kid)
 */
public record SigningKey(String id, KeyPair pair) {

    /** ECDSA with SHA-256, 64 bytes, or SM2 with SM3, in DER. */
    public byte[] sign(byte[] text) {
        try {
            Signature signature = Suite.of(id).signature();
            signature.initSign(pair.getPrivate());
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key " + id + " does not sign", e);
        }
    }

    /** Whether the key of that id has signed the text. */
    public static boolean verifies(String id, PublicKey key, byte[] text, byte[] signed) {
        try {
            Signature signature = Suite.of(id).signature();
            signature.initVerify(key);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Whether it signs by SM2. */
    public boolean isOfTheState() {
        return Suite.of(id) == Suite.GM;
    }
}
