package org.onewindow.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.onewindow.calendar.PublishedYear.Kind;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;

/**
 * A day of an upload, not yet checked.
 *
 * @param place where it stands, {@code days[3]} in JSON or {@code line 4} in text
 */
record CalendarRow(String place, String date, String kind, String name) {

    static final int MOST = 400;
    static final int FIRST_YEAR = 2000;
    static final int LAST_YEAR = 2199;

    private static final List<String> HEADER = List.of("date", "kind", "name");

    /**
     * Reads tab-separated text with the header {@code date kind name}; lines that are blank or begin with # say nothing.
     *
     * @throws Refusal naming each line that has not three columns
     */
    static List<CalendarRow> parse(String text) {
        Defects defects = new Defects();
        List<CalendarRow> rows = new ArrayList<>();
        boolean header = false;
        int number = 0;
        // Spreadsheets put a byte order mark before the header.
        for (String line : text.replaceFirst("^\uFEFF", "").lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            List<String> cells =
                    Arrays.stream(line.split("\t", -1)).map(String::strip).toList();
            String place = "line " + number;
            if (!header) {
                if (!cells.equals(HEADER)) {
                    throw Refusal.invalid(place, "calendar-header-missing");
                }
                header = true;
            } else if (cells.size() == HEADER.size()) {
                rows.add(new CalendarRow(place, cells.get(0), cells.get(1), cells.get(2)));
            } else {
                defects.require(false, place, "calendar-line-malformed");
            }
        }
        defects.refuse();
        return rows;
    }

    /** @throws Refusal naming everything that is wrong with a year's rows at once */
    static List<PublishedYear.Day> check(int year, List<CalendarRow> rows) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw Refusal.invalid(
                    "year", "calendar-year-out-of-range", String.valueOf(FIRST_YEAR), String.valueOf(LAST_YEAR));
        }
        if (rows.size() > MOST) {
            throw Refusal.invalid("days", "calendar-too-many-days", MOST);
        }
        Defects defects = new Defects();
        List<PublishedYear.Day> days = new ArrayList<>();
        Set<LocalDate> seen = new HashSet<>();
        for (CalendarRow row : rows) {
            LocalDate date = row.readDate();
            Kind kind = row.readKind();
            defects.require(date != null, row.at("date"), "calendar-date-malformed")
                    .require(kind != null, row.at("kind"), "calendar-kind-unknown")
                    .require(row.name != null && !row.name.isBlank(), row.at("name"), "calendar-name-missing")
                    .require(
                            row.name == null || row.name.length() <= 100,
                            row.at("name"),
                            "calendar-name-too-long",
                            100);
            if (date != null) {
                defects.require(
                                date.getYear() == year,
                                row.at("date"),
                                "calendar-day-of-other-year",
                                String.valueOf(year))
                        .require(seen.add(date), row.at("date"), "calendar-day-twice", date.toString())
                        .require(
                                kind != Kind.WORK || PublishedDays.weekend(date),
                                row.at("date"),
                                "calendar-make-up-on-weekday");
            }
            days.add(new PublishedYear.Day(date, kind, row.name));
        }
        defects.require(days.stream().anyMatch(day -> day.kind() == Kind.OFF), "days", "calendar-without-holidays");
        defects.refuse();
        return days;
    }

    private String at(String column) {
        return place.startsWith("line") ? place : place + "." + column;
    }

    private LocalDate readDate() {
        try {
            return date == null ? null : LocalDate.parse(date);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private Kind readKind() {
        return Arrays.stream(Kind.values())
                .filter(each -> each.name().equals(kind))
                .findAny()
                .orElse(null);
    }
}
