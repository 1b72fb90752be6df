package org.onewindow.counter;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How the queue is kept, from {@code counter/counter.yml}.
 *
 * @param late so long after its begin an appointment keeps its place; later it stands behind those who are there
 * @param calls who was called so often and did not come is passed over
 * @param recalls how often somebody who was passed over may stand in the queue again
 * @param minutes planned length of a visit at windows that take no appointments
 */
@Validated
@ConfigurationProperties("onewindow.counter")
record CounterRules(
        @NotNull Duration late,
        @Min(1) int calls,
        @Min(0) int recalls,
        @Min(1) int minutes) {}
