package org.onewindow.privacy;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import org.onewindow.calendar.WorkingCalendar;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What {@code privacy/records.yml} says.
 *
 * @param revealsPerHour fields that one officer may see in full within an hour
 * @param looksPerHour matters outside his work that one officer may look at within an hour before somebody is told
 */
@Validated
@ConfigurationProperties("onewindow.privacy")
record Rules(
        @Min(1) int revealsPerHour,
        @Min(1) int looksPerHour,
        @NotEmpty List<@Valid Choice> purposes,
        @NotEmpty List<@Valid Choice> holds,
        @NotEmpty List<@Valid Kind> records) {

    record Choice(
            @NotBlank String code,
            @NotBlank String textZh,
            @NotBlank String textEn) {

        String text(Locale locale) {
            return locale.getLanguage().equals("en") ? textEn : textZh;
        }
    }

    /**
     * @param keep how long after the event that {@code from} names
     * @param source law or decree, or that it is the project's default
     */
    record Kind(
            @NotBlank String kind,
            @NotBlank String textZh,
            @NotBlank String textEn,
            @NotNull Period keep,
            @NotBlank String fromZh,
            @NotBlank String fromEn,
            @NotBlank String source) {

        /** A record that ended then is erased from this moment on. */
        Instant until(Instant ended) {
            return ended.atZone(WorkingCalendar.ZONE).plus(keep).toInstant();
        }

        /** What ended before this has no time left. */
        Instant endedBefore(Instant now) {
            return now.atZone(WorkingCalendar.ZONE).minus(keep).toInstant();
        }
    }

    Kind kind(String kind) {
        return records.stream()
                .filter(known -> known.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("privacy/records.yml does not name " + kind));
    }

    static boolean has(List<Choice> choices, String code) {
        return choices.stream().anyMatch(choice -> choice.code().equals(code));
    }

    /** In words; a code that is no longer in use stands for itself. */
    static String text(List<Choice> choices, String code, Locale locale) {
        return choices.stream()
                .filter(choice -> choice.code().equals(code))
                .findFirst()
                .map(choice -> choice.text(locale))
                .orElse(code);
    }
}
