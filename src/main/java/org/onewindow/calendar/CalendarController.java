package org.onewindow.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/calendar")
class CalendarController {

    /** More than 400 lines ever need. */
    private static final int MOST_BYTES = 256 * 1024;

    private static final int MOST_WORKING_DAYS = 1000;

    private final PublishedCalendar published;
    private final WorkingCalendar working;

    CalendarController(PublishedCalendar published, WorkingCalendar working) {
        this.published = published;
        this.working = working;
    }

    /** Text fields, so that a wrong one is told with its place. */
    record Upload(String source, List<Day> days) {

        record Day(String date, String kind, String name) {}

        List<CalendarRow> rows() {
            return days == null
                    ? List.of()
                    : IntStream.range(0, days.size())
                            .mapToObj(i -> row("days[" + i + "]", days.get(i)))
                            .toList();
        }

        private static CalendarRow row(String place, Day day) {
            return day == null
                    ? new CalendarRow(place, null, null, null)
                    : new CalendarRow(place, day.date(), day.kind(), day.name());
        }
    }

    record Explained(
            Instant received,
            int workingDays,
            LocalDate dueDate,
            Instant due,
            boolean provisional,
            List<CountedDay> days) {}

    @GetMapping("/{year}")
    PublishedYear year(@PathVariable int year) {
        return published
                .year(year)
                .orElseThrow(() -> Refusal.notFound("calendar-year-unpublished", String.valueOf(year)));
    }

    @PutMapping(path = "/{year}", consumes = MediaType.APPLICATION_JSON_VALUE)
    PublishedYear publish(@PathVariable int year, @RequestBody Upload upload) {
        return published.publish(year, upload.source(), upload.rows());
    }

    @PutMapping(path = "/{year}", consumes = "text/tab-separated-values")
    PublishedYear publish(@PathVariable int year, @RequestParam(required = false) String source, InputStream body)
            throws IOException {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw Refusal.invalid("days", "calendar-too-many-days", CalendarRow.MOST);
        }
        return published.publish(year, source, text(bytes));
    }

    /** Strict, because a file in another encoding would be stored with holidays nobody can read. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.malformed("calendar-not-utf8");
        }
    }

    @GetMapping("/deadline")
    Explained deadline(@RequestParam Instant received, @RequestParam int workingDays) {
        Instant first = start(CalendarRow.FIRST_YEAR);
        Instant end = start(CalendarRow.LAST_YEAR + 1);
        new Defects()
                .require(
                        !received.isBefore(first) && received.isBefore(end),
                        "received",
                        "calendar-received-out-of-range",
                        String.valueOf(CalendarRow.FIRST_YEAR),
                        String.valueOf(CalendarRow.LAST_YEAR))
                .require(
                        workingDays >= 0 && workingDays <= MOST_WORKING_DAYS,
                        "workingDays",
                        "calendar-working-days-out-of-range",
                        MOST_WORKING_DAYS)
                .refuse();
        Deadline deadline = working.deadline(received, workingDays);
        return new Explained(
                deadline.received(),
                deadline.workingDays(),
                deadline.dueDate(),
                deadline.due(),
                deadline.provisional(),
                working.explain(received, workingDays));
    }

    private static Instant start(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay(WorkingCalendar.ZONE).toInstant();
    }
}
