package org.onewindow.vault;

import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Which algorithms seal and index. A key belongs to one of them, and its id says to which. */
enum Suite {
    /** AES-256-GCM (NIST SP 800-38D) and HMAC-SHA-256. */
    INTL("", "AES", 32, "HmacSHA256", null),
    /** SM4-GCM (GB/T 32907, RFC 8998) and HMAC-SM3 (GB/T 32905), as GB/T 39786 asks of systems of the state. */
    GM("gm", "SM4", 16, "HMACSM3", new BouncyCastleProvider());

    private final String mark;
    private final String cipher;
    private final int keyBytes;
    private final String mac;
    private final transient Provider provider;

    Suite(String mark, String cipher, int keyBytes, String mac, Provider provider) {
        this.mark = mark;
        this.cipher = cipher;
        this.keyBytes = keyBytes;
        this.mac = mac;
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

    /** Where the algorithms come from; {@code null} for the Java platform. */
    Provider provider() {
        return provider;
    }
}
