package org.onewindow.greylist;

import java.time.Instant;
import java.time.LocalDate;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.shared.Plate;

/**
 * One offence and how long the vehicle gets no pass for it; never changed or removed.
 *
 * @param seriesFrom day of the first offence of the series that this one continues
 * @param step 1 for the first of the series
 * @param offence code of {@code greylist.yml}
 * @param listedTo last day, or {@code null} for good
 * @param place in the officer's words, or {@code null}
 * @param officer account of whoever reported it
 */
public record GreyListEntry(
        String id,
        Plate plate,
        LocalDate seriesFrom,
        int step,
        String offence,
        Instant reportedAt,
        LocalDate listedTo,
        String place,
        String officer,
        String unit) {

    /** @param last the newest entry of the vehicle, or {@code null}; a series counts for one year from its first offence */
    static GreyListEntry after(
            GreyListEntry last,
            String id,
            Plate plate,
            String offence,
            Instant at,
            String place,
            String officer,
            String unit,
            GreyListRules rules) {
        LocalDate day = LocalDate.ofInstant(at, WorkingCalendar.ZONE);
        boolean continues = last != null && !day.isAfter(last.seriesFrom().plusYears(1));
        int step = continues ? last.step() + 1 : 1;
        return new GreyListEntry(
                id,
                plate,
                continues ? last.seriesFrom() : day,
                step,
                offence,
                at,
                rules.listedTo(step, day),
                place,
                officer,
                unit);
    }

    public boolean forGood() {
        return listedTo == null;
    }
}
