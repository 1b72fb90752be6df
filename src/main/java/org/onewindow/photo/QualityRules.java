package org.onewindow.photo;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.util.EnumSet;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What {@code photo/quality.yml} says of each rule.
 *
 * @param standard code of the document in whose frame the head and its place are measured
 */
@Validated
@ConfigurationProperties("onewindow.photo.quality")
record QualityRules(@NotBlank String standard, @NotEmpty Map<Rule, @Valid Limits> rules) {

    /** What a photograph can do wrong; its measure and unit stand with the limits. */
    enum Rule {
        NO_FACE,
        MULTIPLE_FACES,
        FACE_TOO_SMALL,
        HEAD_CROPPED,
        HEAD_HEIGHT,
        HEAD_WIDTH,
        OFF_CENTRE,
        EYES_NOT_LEVEL,
        TURNED,
        NODDING,
        EYES_CLOSED,
        GAZE,
        MOUTH_OPEN,
        HEAD_COVERED,
        BLURRED,
        SHAKEN,
        OVEREXPOSED,
        UNDEREXPOSED,
        TOO_DARK,
        UNEVEN_LIGHT,
        LOW_CONTRAST,
        NO_COLOUR,
        SCREEN,
        BACKGROUND_NOT_WHITE,
        BACKGROUND_COLOURED,
        BACKGROUND_NOT_UNIFORM,
        BACKGROUND_PATCHY
    }

    enum Result {
        PASSED,
        /** Good enough, but somebody should look. */
        WARNED,
        FAILED
    }

    /**
     * The bounds themselves still pass; one that is {@code null} does not exist.
     *
     * @param unit of the measure and what is measured
     * @param source where the figures come from
     */
    record Limits(
            Double failBelow,
            Double warnBelow,
            Double warnAbove,
            Double failAbove,
            @NotBlank String unit,
            @NotBlank String source) {

        Result judge(double measured) {
            if (below(measured, failBelow) || above(measured, failAbove)) {
                return Result.FAILED;
            }
            return below(measured, warnBelow) || above(measured, warnAbove) ? Result.WARNED : Result.PASSED;
        }

        private static boolean below(double measured, Double bound) {
            return bound != null && measured < bound;
        }

        private static boolean above(double measured, Double bound) {
            return bound != null && measured > bound;
        }
    }

    /** @throws IllegalArgumentException when a rule has no limits */
    QualityRules {
        if (rules != null && !rules.keySet().equals(EnumSet.allOf(Rule.class))) {
            throw new IllegalArgumentException("photo/quality.yml must have limits for each rule");
        }
    }
}
