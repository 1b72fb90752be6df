package org.onewindow.appointment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.onewindow.shared.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Days on which fewer windows of a group are served than the outlet has. */
@Repository
class StaffingRepository {

    record Row(String group, int windows, String reason) {}

    /** A visit that sits on a seat of a slot. */
    record Seated(Instant slot, String appointment, Instant startsAt) {}

    private final JdbcClient sql;

    StaffingRepository(JdbcClient sql) {
        this.sql = sql;
    }

    /** Windows by day, from the first day to the last, both included; days left out are as usual. */
    Map<LocalDate, Integer> windows(String outlet, String group, LocalDate first, LocalDate last) {
        Map<LocalDate, Integer> windows = new HashMap<>();
        sql.sql("""
                        SELECT open_day, windows FROM appointment_staffing
                        WHERE outlet = :outlet AND item_group = :group AND open_day BETWEEN :first AND :last
                        """)
                .param("outlet", outlet)
                .param("group", group)
                .param("first", first)
                .param("last", last)
                .query((row, i) -> windows.put(row.getObject("open_day", LocalDate.class), row.getInt("windows")))
                .list();
        return windows;
    }

    List<Row> on(String outlet, LocalDate day) {
        return sql.sql("""
                        SELECT item_group, windows, reason FROM appointment_staffing
                        WHERE outlet = :outlet AND open_day = :day ORDER BY item_group
                        """)
                .param("outlet", outlet)
                .param("day", day)
                .query((row, i) -> new Row(row.getString("item_group"), row.getInt("windows"), row.getString("reason")))
                .list();
    }

    void set(String outlet, LocalDate day, Row row, String by, Instant now) {
        sql.sql("""
                        INSERT INTO appointment_staffing (outlet, item_group, open_day, windows, reason, set_by, set_at)
                        VALUES (:outlet, :group, :day, :windows, :reason, :by, :now)
                        ON DUPLICATE KEY UPDATE windows = :windows, reason = :reason, set_by = :by, set_at = :now
                        """)
                .param("outlet", outlet)
                .param("group", row.group())
                .param("day", day)
                .param("windows", row.windows())
                .param("reason", row.reason())
                .param("by", by)
                .param("now", Times.sql(now))
                .update();
    }

    /** Who sits for good, slot by slot; whoever booked first stands first. */
    List<Seated> seated(String outlet, String group, Instant from, Instant to) {
        return sql.sql("""
                        SELECT s.starts_at AS slot, a.number AS appointment, a.starts_at
                        FROM appointment_seat s JOIN appointment a ON a.number = s.appointment
                        WHERE s.outlet = :outlet AND s.item_group = :group AND s.starts_at >= :from AND s.starts_at < :to
                          AND s.held_until IS NULL AND a.status = 'CONFIRMED'
                        ORDER BY s.starts_at, a.created_at, a.number
                        """)
                .param("outlet", outlet)
                .param("group", group)
                .param("from", Times.sql(from))
                .param("to", Times.sql(to))
                .query((row, i) -> new Seated(
                        Times.instant(row, "slot"), row.getString("appointment"), Times.instant(row, "starts_at")))
                .list();
    }
}
