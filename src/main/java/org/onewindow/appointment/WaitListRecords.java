package org.onewindow.appointment;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.shared.PersonalRecords;
import org.onewindow.shared.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** For what somebody waits, or waited, on the wait list; it ends with the last day that he could come. */
@Repository
class WaitListRecords implements PersonalRecords {

    private final JdbcClient sql;

    WaitListRecords(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public String kind() {
        return "wait-list";
    }

    @Override
    public List<Entry> about(String account) {
        return sql.sql("SELECT * FROM wait_list_entry WHERE account = :account ORDER BY created_at, id")
                .param("account", account)
                .query((row, i) -> new Entry(
                        row.getString("id"),
                        Times.instant(row, "created_at"),
                        row.getObject("last_day", LocalDate.class)
                                .plusDays(1)
                                .atStartOfDay(WorkingCalendar.ZONE)
                                .toInstant(),
                        PersonalRecords.fields(
                                "item", row.getString("item"),
                                "outlet", row.getString("outlet"),
                                "status", row.getString("status"))))
                .list();
    }

    @Override
    public Optional<String> ended() {
        return Optional.of("""
                SELECT id, CAST(last_day AS DATETIME) AS at FROM wait_list_entry WHERE account <> ''
                """);
    }

    @Override
    public void erase(String id) {
        sql.sql("""
                        UPDATE wait_list_entry
                        SET account = '', person = '', waiting_for = NULL, version = version + 1
                        WHERE id = :id
                        """).param("id", id).update();
    }
}
