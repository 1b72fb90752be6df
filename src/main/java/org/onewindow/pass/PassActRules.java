package org.onewindow.pass;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.onewindow.shared.Role;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Causes of acts, from {@code pass/pass-acts.yml}.
 *
 * @param mostSuspendedDays longest suspension by one act, in days
 */
@Validated
@ConfigurationProperties("onewindow.pass-acts")
record PassActRules(@Min(1) int mostSuspendedDays, @NotEmpty List<@Valid Cause> causes) {

    /**
     * @param role who may act for this cause; a supervisor may whatever a clerk may; {@code null} where only a rule acts
     * @param afterEnd whether the pass must be over already
     * @param banYears how long the holder may not apply again, in years; 0 for not at all
     */
    record Cause(
            @NotNull PassAct.Kind act,
            @NotBlank String code,
            Role role,
            @NotBlank String basis,
            boolean afterEnd,
            @Min(0) int banYears,
            @NotBlank String textZh,
            @NotBlank String textEn) {

        String text(Locale locale) {
            return locale.getLanguage().equals("en") ? textEn : textZh;
        }
    }

    Optional<Cause> cause(PassAct.Kind act, String code) {
        return causes.stream()
                .filter(c -> c.act() == act && c.code().equals(code))
                .findFirst();
    }
}
