package org.onewindow.service;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.shared.CheckCharacter;

/**
 * One visit of somebody at a window, in which he may apply for several items.
 *
 * @param serial running number, the end of the receipt number
 * @param clerk account that received him
 * @param applicant account of the visitor, whose cases they are
 * @param ticket number of the queue ticket with which he was called, or {@code null} when he took none
 */
public record Reception(
        String id, long serial, String unit, String clerk, String applicant, Instant openedAt, String ticket) {

    /**
     * What the receipt is called: {@code SJ} + day + serial of five digits or more + check character by ISO 7064 MOD 37,36. It
     * opens nothing.
     */
    public String number() {
        String body = "SJ"
                + DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofInstant(openedAt, WorkingCalendar.ZONE))
                + String.format(Locale.ROOT, "%05d", serial);
        return body + CheckCharacter.of(body);
    }
}
