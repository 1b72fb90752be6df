package org.onewindow.pass;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.LocalTime;

/**
 * A stretch of the day, from the first minute to before the last; it may cross midnight. Equal ends mean the whole day.
 */
public record Hours(
        @JsonFormat(pattern = "HH:mm") LocalTime from,
        @JsonFormat(pattern = "HH:mm") LocalTime to) {

    private static final int DAY = 24 * 60;

    static final Hours WHOLE_DAY = new Hours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    boolean covers(LocalTime time) {
        return minutesAfterFrom(time) < length();
    }

    boolean within(Hours other) {
        return other.length() == DAY || other.minutesAfterFrom(from) + length() <= other.length();
    }

    int length() {
        int minutes = minutesAfterFrom(to);
        return minutes == 0 ? DAY : minutes;
    }

    private int minutesAfterFrom(LocalTime time) {
        return Math.floorMod(minutes(time) - minutes(from), DAY);
    }

    static int minutes(LocalTime time) {
        return time.getHour() * 60 + time.getMinute();
    }
}
