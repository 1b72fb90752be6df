package org.onewindow.notification;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How notices are sent, from {@code notification/notification.yml}. Mail goes through {@code spring.mail.host}.
 *
 * @param tries after so many failures in a row a notice is given up
 * @param distance after the first failure; each further one doubles it, up to an hour
 * @param mailFrom sender's address
 * @param sms gateway, or {@code null} when there is none
 */
@Validated
@ConfigurationProperties("onewindow.notification")
record NotificationRules(
        @Min(1) int tries,
        @NotNull Duration distance,
        @NotBlank String mailFrom,
        @Valid Sms sms) {

    private static final Duration LONGEST = Duration.ofHours(1);

    /** @param token sent as a bearer token */
    record Sms(@NotNull URI url, String token) {

        @Override
        public String toString() {
            return "Sms[" + url + "]";
        }
    }

    Duration waitAfter(int failures) {
        Duration doubled = distance.multipliedBy(1L << Math.min(failures - 1, 20));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
