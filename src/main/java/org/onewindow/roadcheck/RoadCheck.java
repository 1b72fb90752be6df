package org.onewindow.roadcheck;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A check that was made, as it is kept: what was answered, when and where. A vehicle without a pass leaves no plate here.
 *
 * @param officer account, and {@code null} for a check by the public, of whom nothing is kept
 * @param passNumber {@code null} when no pass stood behind the answer
 * @param longitude WGS84, with {@code latitude}, or {@code null} when the place was not said
 * @param place in the officer's words, or {@code null}
 */
record RoadCheck(
        long seq,
        Instant checkedAt,
        String officer,
        String unit,
        String result,
        String passNumber,
        String zone,
        BigDecimal longitude,
        BigDecimal latitude,
        String place) {}
