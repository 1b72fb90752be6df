package org.onewindow.vault;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Which algorithms seal, index and sign. A key belongs to one of them, and its id says to which. */
enum Suite {
    /** AES-256-GCM (NIST SP 800-38D), HMAC-SHA-256, and ECDSA on P-256 as JWS has it (RFC 7518, 3.4). */
    INTL("", "AES", 32, "HmacSHA256", "secp256r1", "SHA256withECDSAinP1363Format", null),
    /**
     * SM4-GCM (GB/T 32907, RFC 8998), HMAC-SM3 (GB/T 32905) and SM2 with SM3 (GB/T 32918, GB/T 35276), as GB/T 39786 asks of
     * systems of the state.
     */
    GM("gm", "SM4", 16, "HMACSM3", "sm2p256v1", "SM3withSM2", new BouncyCastleProvider());

    private final String mark;
    private final String cipher;
    private final int keyBytes;
    private final String mac;
    private final String curve;
    private final String signature;
    private final transient Provider provider;

    Suite(String mark, String cipher, int keyBytes, String mac, String curve, String signature, Provider provider) {
        this.mark = mark;
        this.cipher = cipher;
        this.keyBytes = keyBytes;
        this.mac = mac;
        this.curve = curve;
        this.signature = signature;
        this.provider = provider;
    }

    static Suite of(String keyId) {
        return keyId.startsWith(GM.mark) ? GM : INTL;
    }

    /** How the ids of its keys begin. */
    String mark() {
        return mark;
    }

    String cipher() {
        return cipher;
    }

    int keyBytes() {
        return keyBytes;
    }

    String mac() {
        return mac;
    }

    KeyPair newPair() {
        try {
            KeyPairGenerator generator = provider == null
                    ? KeyPairGenerator.getInstance("EC")
                    : KeyPairGenerator.getInstance("EC", provider);
            generator.initialize(new ECGenParameterSpec(curve), Aes.RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(curve + " is missing on this platform", e);
        }
    }

    KeyFactory keyFactory() throws GeneralSecurityException {
        return provider == null ? KeyFactory.getInstance("EC") : KeyFactory.getInstance("EC", provider);
    }

    Signature signature() throws GeneralSecurityException {
        return provider == null ? Signature.getInstance(signature) : Signature.getInstance(signature, provider);
    }

    /** Where the algorithms come from; {@code null} for the Java platform. */
    Provider provider() {
        return provider;
    }
}
