package org.onewindow.rating;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.annotation.Validated;

/**
 * Limits in working days, from {@code rating/rating.yml}.
 *
 * @param openWorkingDays how long after the end of a case it can be rated
 * @param answerWorkingDays within which a negative rating is answered
 */
@Validated
@ConfigurationProperties("onewindow.rating")
record RatingRules(@Positive int openWorkingDays, @Positive int answerWorkingDays) {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(RatingRules.class)
    static class Loading {}
}
