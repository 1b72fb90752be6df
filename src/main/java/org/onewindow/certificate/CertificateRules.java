package org.onewindow.certificate;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.util.Map;
import java.util.Optional;
import org.onewindow.catalogue.ServiceItem;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What {@code certificate/certificates.yml} says.
 *
 * @param issuer credit code of the issuing authority, part of every identifier
 * @param issuerName as it stands under a certificate
 * @param general for an item without an entry of its own
 * @param kinds by item
 */
@Validated
@ConfigurationProperties("onewindow.certificate")
record CertificateRules(
        @Pattern(regexp = "[0-9A-Z]{18}") String issuer,
        @NotBlank String issuerName,
        @NotNull @Valid Kind general,
        @NotNull Map<String, @Valid Kind> kinds) {

    private static final String CATALOGUED = "EPROOF:";

    /**
     * @param type code of the kind: credit code of the ministry and three digits
     * @param text what is certified; {@code {name}}, {@code {id}}, {@code {facts}} and {@code {day}} are filled in
     * @param validDays after the day of issue; {@code null} without end
     * @param recordCheck whether it is issued only to whom the register of criminal records holds nothing against
     */
    record Kind(
            @Pattern(regexp = "[0-9A-Z]{18}\\d{3}") String type,
            @NotBlank String text,
            @Positive Integer validDays,
            boolean recordCheck) {

        /** Whether it says something that only the application can tell. */
        boolean tellsFacts() {
            return text.contains("{facts}");
        }
    }

    /** How the certificate of the item is made; empty when the item ends in none. */
    Optional<Kind> kind(ServiceItem item) {
        return item.eCertificate().startsWith(CATALOGUED)
                ? Optional.of(kinds.getOrDefault(item.code(), general))
                : Optional.empty();
    }

    /** What stands over it. */
    static String title(ServiceItem item) {
        return item.eCertificate().substring(CATALOGUED.length());
    }
}
