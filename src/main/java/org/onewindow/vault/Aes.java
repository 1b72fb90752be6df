package org.onewindow.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * A block cipher in Galois/Counter Mode: AES by itself, or what the key says. A random 96-bit nonce before the ciphertext, a
 * 128-bit tag behind it; as bytes or in Base64.
 */
final class Aes {

    static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE = 12;

    private Aes() {}

    /** @param context goes in unencrypted and is not kept; the value opens only where the same context is given */
    static String seal(SecretKey key, byte[] plain, String context) {
        return Base64.getEncoder().encodeToString(sealBytes(key, plain, context));
    }

    /** As {@link #seal}. */
    static byte[] sealBytes(SecretKey key, byte[] plain, String context) {
        try {
            byte[] nonce = new byte[NONCE];
            RANDOM.nextBytes(nonce);
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, context.getBytes(StandardCharsets.UTF_8));
            byte[] sealed = new byte[NONCE + cipher.getOutputSize(plain.length)];
            System.arraycopy(nonce, 0, sealed, 0, NONCE);
            cipher.doFinal(plain, 0, plain.length, sealed, NONCE);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(key.getAlgorithm() + "-GCM is missing on this platform", e);
        }
    }

    /** @throws GeneralSecurityException when key, context or ciphertext is not the one of the sealing */
    static byte[] open(SecretKey key, String text, String context) throws GeneralSecurityException {
        try {
            return openBytes(key, Base64.getDecoder().decode(text), context);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** As {@link #open}. */
    static byte[] openBytes(SecretKey key, byte[] sealed, String context) throws GeneralSecurityException {
        try {
            return cipher(Cipher.DECRYPT_MODE, key, sealed, context.getBytes(StandardCharsets.UTF_8))
                    .doFinal(sealed, NONCE, sealed.length - NONCE);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** @param nonce at the beginning of the array */
    static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] context) throws GeneralSecurityException {
        Provider provider = key.getAlgorithm().equals(Suite.GM.cipher()) ? Suite.GM.provider() : null;
        String transformation = key.getAlgorithm() + "/GCM/NoPadding";
        Cipher cipher =
                provider == null ? Cipher.getInstance(transformation) : Cipher.getInstance(transformation, provider);
        cipher.init(mode, key, new GCMParameterSpec(128, nonce, 0, NONCE));
        cipher.updateAAD(context);
        return cipher;
    }
}
