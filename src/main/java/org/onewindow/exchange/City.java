package org.onewindow.exchange;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Locale;

/**
 * The police of another city, with whom letters are exchanged.
 *
 * @param region division code (GB/T 2260), six digits
 * @param url base address of its office
 * @param key public key on P-256 by which its letters are checked, X.509 in Base64
 */
public record City(String region, String nameZh, String nameEn, URI url, String key) {

    public City {
        if (!region.matches("\\d{6}")) {
            throw new IllegalArgumentException("a region is a division code of six digits: " + region);
        }
    }

    String name(Locale locale) {
        return locale.getLanguage().equals("en") ? nameEn : nameZh;
    }

    /** Whether both cities lie in one province. */
    boolean sameProvince(String other) {
        return region.substring(0, 2).equals(other.substring(0, 2));
    }

    PublicKey publicKey() {
        try {
            return KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of " + region + " is no public key on P-256", e);
        }
    }
}
