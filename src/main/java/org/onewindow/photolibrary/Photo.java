package org.onewindow.photolibrary;

import java.time.Instant;
import java.time.LocalDate;
import org.onewindow.calendar.WorkingCalendar;

/**
 * A photograph without its picture.
 *
 * @param owner account of the person on it
 * @param takenBy account of who sent it: the owner, or a clerk at a window
 * @param unit the clerk's, or {@code null}
 * @param outlet where the clerk took it, or {@code null}
 * @param current whether it is the one that counts
 * @param deletedAt when its key was destroyed, or {@code null}
 */
public record Photo(
        String id,
        String owner,
        Instant takenAt,
        String takenBy,
        String unit,
        String outlet,
        boolean current,
        Instant replacedAt,
        Instant deletedAt) {

    LocalDate takenOn() {
        return LocalDate.ofInstant(takenAt, WorkingCalendar.ZONE);
    }
}
