package org.onewindow.appointment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What may be booked, from {@code appointment/appointments.yml}.
 *
 * @param minutes length of a visit, by the group of items that a window serves
 * @param hold how long a seat is kept while its holder makes up his mind
 * @param daysAhead a booking is for this many days from today at the earliest
 * @param workingDaysAhead and for this many working days from today at the latest
 * @param notice how long before its begin a booking may be changed or cancelled at the latest
 * @param openAtMost how many visits one person may have ahead, holds included
 * @param remind so long before the begin a reminder is sent
 * @param noShows what follows when nobody came
 */
@Validated
@ConfigurationProperties("onewindow.appointments")
record AppointmentRules(
        @NotEmpty Map<String, @NotNull @Min(1) Integer> minutes,
        @NotNull Duration hold,
        @Min(0) int daysAhead,
        @Min(0) int workingDaysAhead,
        @NotNull Duration notice,
        @Min(1) int openAtMost,
        @NotNull Duration remind,
        @NotNull @Valid NoShowRules noShows) {

    /**
     * @param most after so many days on which nobody came,
     * @param withinDays all of them within so many days,
     * @param barredDays nothing can be booked for so many days from the last of them
     * @param objectionDays for so many days after it was recorded the citizen can object
     */
    record NoShowRules(
            @Min(1) int most,
            @Min(1) int withinDays,
            @Min(1) int barredDays,
            @Min(1) int objectionDays) {

        /**
         * The first day on which booking is possible again; empty when nothing stands against it.
         *
         * @param days on which the person did not come, the latest first
         */
        Optional<LocalDate> barredUntil(List<LocalDate> days, LocalDate today) {
            if (days.size() < most || days.get(most - 1).isBefore(days.get(0).minusDays(withinDays))) {
                return Optional.empty();
            }
            return Optional.of(days.get(0).plusDays(barredDays)).filter(today::isBefore);
        }
    }
}
