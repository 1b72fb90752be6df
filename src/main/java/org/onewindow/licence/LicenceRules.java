package org.onewindow.licence;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What {@code licence/licences.yml} says.
 *
 * @param medicalMonths how long a medical certificate is good after the examination
 * @param waitDays how many working days an application waits for one
 * @param items by code
 */
@Validated
@ConfigurationProperties("onewindow.licence")
record LicenceRules(
        @Positive int medicalMonths,
        @Positive int waitDays,
        @NotEmpty Map<String, @Valid Item> items) {

    /** When the old licence ends. */
    enum OldEnds {
        AT_GRANT,
        AT_HANDOVER
    }

    /**
     * @param medical whether a medical certificate is asked for
     * @param renewal whether it is tied to the end of the old licence
     * @param daysBefore the end of the old licence, from when on it can be renewed
     * @param daysAfter it, up to when
     */
    record Item(boolean medical, boolean renewal, int daysBefore, int daysAfter, OldEnds oldEnds) {}

    Item item(String code) {
        Item item = items.get(code);
        if (item == null) {
            throw new IllegalStateException("onewindow.licence.items does not know " + code);
        }
        return item;
    }
}
