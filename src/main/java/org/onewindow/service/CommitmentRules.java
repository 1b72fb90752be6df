package org.onewindow.service;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.annotation.Validated;

/**
 * How promises are checked, from {@code service/commitment.yml}.
 *
 * @param beginWorkingDays after the delivery
 * @param checkWorkingDays within which the check ends
 * @param barred how long after a promise was found untrue its maker has to hand in proofs
 */
@Validated
@ConfigurationProperties("onewindow.commitment")
record CommitmentRules(
        @Positive int beginWorkingDays,
        @Positive int checkWorkingDays,
        @NotNull Period barred) {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(CommitmentRules.class)
    static class Loading {}
}
