package org.onewindow.outlet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.shared.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ClosureRepository {

    private static final String BETWEEN = """
            SELECT * FROM outlet_closure
            WHERE to_day >= :first AND from_day <= :last AND (lifted_at IS NULL OR lifted_at >= :firstOver)
            """;

    private final JdbcClient sql;

    ClosureRepository(JdbcClient sql) {
        this.sql = sql;
    }

    void insert(Closure closure) {
        sql.sql("""
                        INSERT INTO outlet_closure (id, outlet, from_day, to_day, reason, announced_by, announced_at)
                        VALUES (:id, :outlet, :from, :to, :reason, :by, :at)
                        """)
                .param("id", closure.id())
                .param("outlet", closure.outlet())
                .param("from", closure.from())
                .param("to", closure.to())
                .param("reason", closure.reason())
                .param("by", closure.announcedBy())
                .param("at", Times.sql(closure.announcedAt()))
                .update();
    }

    /** False when it was lifted before. */
    boolean lift(String id, String by, Instant now) {
        return sql.sql("""
                                UPDATE outlet_closure SET lifted_by = :by, lifted_at = :now
                                WHERE id = :id AND lifted_at IS NULL
                                """)
                        .param("by", by)
                        .param("now", Times.sql(now))
                        .param("id", id)
                        .update()
                == 1;
    }

    Optional<Closure> find(String id) {
        return sql.sql("SELECT * FROM outlet_closure WHERE id = :id")
                .param("id", id)
                .query(ClosureRepository::toClosure)
                .optional();
    }

    /** Those of all outlets that hold on one of the days at least. */
    List<Closure> between(LocalDate first, LocalDate last) {
        return holding(BETWEEN + "ORDER BY from_day, id", first, last)
                .query(ClosureRepository::toClosure)
                .list();
    }

    List<Closure> between(String outlet, LocalDate first, LocalDate last) {
        return holding(BETWEEN + "AND outlet = :outlet ORDER BY from_day, id", first, last)
                .param("outlet", outlet)
                .query(ClosureRepository::toClosure)
                .list();
    }

    private JdbcClient.StatementSpec holding(String statement, LocalDate first, LocalDate last) {
        return sql.sql(statement)
                .param("first", first)
                .param("last", last)
                .param(
                        "firstOver",
                        Times.sql(first.plusDays(1)
                                .atStartOfDay(WorkingCalendar.ZONE)
                                .toInstant()));
    }

    private static Closure toClosure(ResultSet row, int i) throws SQLException {
        return new Closure(
                row.getString("id"),
                row.getString("outlet"),
                row.getObject("from_day", LocalDate.class),
                row.getObject("to_day", LocalDate.class),
                row.getString("reason"),
                row.getString("announced_by"),
                Times.instant(row, "announced_at"),
                Times.instant(row, "lifted_at"));
    }
}
