package org.onewindow.casework;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many cases came and went, day by day. */
@Component
public class CaseFlow {

    /** @param late how many of what was decided that day was decided after its limit */
    public record Day(LocalDate day, long received, long decided, long late) {}

    private final JdbcClient sql;
    private final Clock clock;

    CaseFlow(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * In the units that somebody works for.
     *
     * @param days so many, of which today is the last
     */
    public List<Day> lately(Actor actor, int days) {
        LocalDate first =
                LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE).minusDays(days - 1);
        Instant from = first.atStartOfDay(WorkingCalendar.ZONE).toInstant();
        Map<Integer, Long> received = count(actor, from, "received_at", "");
        Map<Integer, Long> decided = count(actor, from, "decided_at", "");
        Map<Integer, Long> late = count(actor, from, "decided_at", " AND decided_at > due_at");
        return first.datesUntil(first.plusDays(days))
                .map(day -> {
                    int n = (int) first.until(day, ChronoUnit.DAYS);
                    return new Day(
                            day, received.getOrDefault(n, 0L), decided.getOrDefault(n, 0L), late.getOrDefault(n, 0L));
                })
                .toList();
    }

    /** By days after the first; the zone has no summer time. */
    private Map<Integer, Long> count(Actor actor, Instant from, String moment, String condition) {
        var counts = new HashMap<Integer, Long>();
        sql.sql("""
                        SELECT day_number, COUNT(*) AS cases
                        FROM (SELECT FLOOR(TIMESTAMPDIFF(SECOND, :from, %1$s) / 86400) AS day_number
                            FROM service_case
                            WHERE (unit = :unit OR unit LIKE :below) AND %1$s >= :from%2$s) moments
                        GROUP BY day_number
                        """.formatted(moment, condition))
                .param("from", Times.sql(from))
                .param("unit", actor.unit())
                .param("below", actor.unit() + ".%")
                .query(row -> {
                    counts.put(row.getInt("day_number"), row.getLong("cases"));
                });
        return counts;
    }
}
