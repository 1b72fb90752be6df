package org.onewindow.greylist;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The ladder, from {@code greylist/greylist.yml}.
 *
 * @param ladderDays how long a vehicle is listed after its first, second … offence, in days; after one more it is for good
 * @param offences codes for which a vehicle is listed
 */
@Validated
@ConfigurationProperties("onewindow.grey-list")
record GreyListRules(
        @NotEmpty List<@NotNull @Min(1) Integer> ladderDays,
        @NotEmpty List<@NotBlank String> offences,
        @NotBlank String textZh,
        @NotBlank String textEn,
        @NotBlank String source) {

    /**
     * @param step 1 for the first offence
     * @return the last day, counted from {@code day} as the first; {@code null} for good
     */
    LocalDate listedTo(int step, LocalDate day) {
        return step > ladderDays.size() ? null : day.plusDays(ladderDays.get(step - 1) - 1L);
    }
}
