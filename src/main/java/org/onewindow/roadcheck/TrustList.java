package org.onewindow.roadcheck;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The keys by which the codes of passes and the list of withdrawn ones are signed. A code names its key, so it stays good
 * after a newer key has come; a key that is not here signs nothing.
 *
 * @param issuer as in the claims of a code
 * @param nextUpdate when a reader should ask again, whole seconds like {@code issuedAt}
 */
record TrustList(String issuer, Instant issuedAt, Instant nextUpdate, List<TrustedKey> keys) {

    /** 项目默认值: a new key is known on the road within a day; until then the codes it signs are of an unknown key. */
    static final Duration UPDATE = Duration.ofDays(1);

    enum Status {
        /** Signs new codes. */
        LIVE,
        /** Signs no more; what it signed counts until it expires. */
        RETIRED
    }

    /**
     * @param kid as in the protected header of a code, 8 hexadecimal digits
     * @param alg always {@code ES256}: ECDSA on P-256 with SHA-256
     * @param spki SubjectPublicKeyInfo (X.509, DER) in Base64
     */
    record TrustedKey(String kid, String alg, byte[] spki, Status status) {}
}
