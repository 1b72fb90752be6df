package org.onewindow.calendar;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * When the office is open on a working day, in office time.
 *
 * @param hours sessions in order, not overlapping, written like {@code 09:00-12:00}; by default 09:00-12:00 and 13:30-17:00
 * @param outsideHours when a submission outside these hours counts as received; by default at the next opening
 */
@ConfigurationProperties("onewindow.office")
record OfficeHours(List<Session> hours, OutsideHours outsideHours) {

    /** No rule of law was found, so the office decides. */
    enum OutsideHours {
        NEXT_OPENING,
        AT_ONCE
    }

    record Session(LocalTime open, LocalTime close) {

        Session {
            require(open.isBefore(close), open + "-" + close + " closes before it opens");
        }

        /** Reads {@code 09:00-12:00}; public because the property binder looks for it. */
        public static Session valueOf(String text) {
            String[] ends = text.split("-", -1);
            require(ends.length == 2, "'" + text + "' is not like 09:00-12:00");
            try {
                return new Session(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()));
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("'" + text + "' is not like 09:00-12:00", e);
            }
        }
    }

    OfficeHours {
        hours = hours == null || hours.isEmpty()
                ? List.of(Session.valueOf("09:00-12:00"), Session.valueOf("13:30-17:00"))
                : List.copyOf(hours);
        outsideHours = outsideHours == null ? OutsideHours.NEXT_OPENING : outsideHours;
        for (int i = 1; i < hours.size(); i++) {
            require(
                    !hours.get(i).open().isBefore(hours.get(i - 1).close()),
                    "onewindow.office.hours overlap or are out of order: " + hours);
        }
    }

    LocalTime open() {
        return hours.get(0).open();
    }

    /** Close of business: the end of the last session. */
    LocalTime close() {
        return hours.get(hours.size() - 1).close();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
