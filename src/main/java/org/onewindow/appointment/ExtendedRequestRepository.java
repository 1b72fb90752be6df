package org.onewindow.appointment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.onewindow.appointment.Appointment.Holder;
import org.onewindow.appointment.ExtendedRequest.Status;
import org.onewindow.shared.Times;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ExtendedRequestRepository {

    private final JdbcClient sql;

    ExtendedRequestRepository(JdbcClient sql) {
        this.sql = sql;
    }

    void insert(ExtendedRequest one) {
        sql.sql("""
                        INSERT INTO extended_hours_request (id, account, person, company, item, outlet, item_group,
                            starts_at, ends_at, status, created_at, version)
                        VALUES (:id, :account, :person, :company, :item, :outlet, :group, :startsAt, :endsAt, :status,
                            :createdAt, 0)
                        """)
                .param("id", one.id())
                .param("account", one.holder().account())
                .param("person", one.holder().person())
                .param("company", one.company())
                .param("item", one.item())
                .param("outlet", one.slot().outlet())
                .param("group", one.slot().itemGroup())
                .param("startsAt", Times.sql(one.slot().startsAt()))
                .param("endsAt", Times.sql(one.slot().endsAt()))
                .param("status", one.status().name())
                .param("createdAt", Times.sql(one.createdAt()))
                .update();
    }

    /** @throws OptimisticLockingFailureException when it was changed meanwhile */
    void update(ExtendedRequest one) {
        int rows = sql.sql("""
                        UPDATE extended_hours_request
                        SET status = :status, answer = :answer, decided_by = :by, decided_at = :at,
                            appointment = :appointment, version = version + 1
                        WHERE id = :id AND version = :version
                        """)
                .param("status", one.status().name())
                .param("answer", one.answer())
                .param("by", one.decidedBy())
                .param("at", Times.sql(one.decidedAt()))
                .param("appointment", one.appointment())
                .param("id", one.id())
                .param("version", one.version())
                .update();
        if (rows != 1) {
            throw new OptimisticLockingFailureException("the request was changed meanwhile");
        }
    }

    Optional<ExtendedRequest> find(String id) {
        return sql.sql("SELECT * FROM extended_hours_request WHERE id = :id")
                .param("id", id)
                .query(ExtendedRequestRepository::toRequest)
                .optional();
    }

    int asked(String person) {
        return sql.sql("SELECT COUNT(*) FROM extended_hours_request WHERE person = :person AND status = 'ASKED'")
                .param("person", person)
                .query(Integer.class)
                .single();
    }

    /** How many were agreed to; until the end of the transaction nobody else counts them. */
    long agreed(String outlet, Instant from, Instant to) {
        return sql
                .sql("SELECT status FROM extended_hours_request"
                        + " WHERE outlet = :outlet AND starts_at >= :from AND starts_at < :to ORDER BY id FOR UPDATE")
                .param("outlet", outlet)
                .param("from", Times.sql(from))
                .param("to", Times.sql(to))
                .query(String.class)
                .list()
                .stream()
                .filter(Status.AGREED.name()::equals)
                .count();
    }

    /** The newest first. */
    List<ExtendedRequest> of(String account, int most) {
        return sql.sql("""
                        SELECT * FROM extended_hours_request WHERE account = :account
                        ORDER BY created_at DESC, id LIMIT :most
                        """)
                .param("account", account)
                .param("most", most)
                .query(ExtendedRequestRepository::toRequest)
                .list();
    }

    /** Undecided ones whose time is still to come, the first to begin first. */
    List<ExtendedRequest> undecided(String outlet, Instant now, int most) {
        return sql.sql("""
                        SELECT * FROM extended_hours_request
                        WHERE outlet = :outlet AND status = 'ASKED' AND starts_at > :now
                        ORDER BY starts_at, id LIMIT :most
                        """)
                .param("outlet", outlet)
                .param("now", Times.sql(now))
                .param("most", most)
                .query(ExtendedRequestRepository::toRequest)
                .list();
    }

    private static ExtendedRequest toRequest(ResultSet row, int i) throws SQLException {
        return new ExtendedRequest(
                row.getString("id"),
                new Holder(row.getString("account"), row.getString("person")),
                row.getString("company"),
                row.getString("item"),
                new Slot(
                        row.getString("outlet"),
                        row.getString("item_group"),
                        Times.instant(row, "starts_at"),
                        Times.instant(row, "ends_at"),
                        1),
                Status.valueOf(row.getString("status")),
                row.getString("answer"),
                row.getString("decided_by"),
                Times.instant(row, "decided_at"),
                row.getString("appointment"),
                Times.instant(row, "created_at"),
                row.getInt("version"));
    }
}
