package org.onewindow.appointment;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
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
 */
@Validated
@ConfigurationProperties("onewindow.appointments")
record AppointmentRules(
        @NotEmpty Map<String, @NotNull @Min(1) Integer> minutes,
        @NotNull Duration hold,
        @Min(0) int daysAhead,
        @Min(0) int workingDaysAhead,
        @NotNull Duration notice,
        @Min(1) int openAtMost) {}
