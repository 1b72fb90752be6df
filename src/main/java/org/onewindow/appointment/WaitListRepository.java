package org.onewindow.appointment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.onewindow.appointment.Appointment.Holder;
import org.onewindow.appointment.WaitListEntry.Status;
import org.onewindow.shared.Times;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class WaitListRepository {

    private final JdbcClient sql;

    WaitListRepository(JdbcClient sql) {
        this.sql = sql;
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the person waits for this already */
    void insert(WaitListEntry entry) {
        sql.sql("""
                        INSERT INTO wait_list_entry (id, account, person, item, outlet, item_group, first_day, last_day,
                            status, waiting_for, created_at, version)
                        VALUES (:id, :account, :person, :item, :outlet, :group, :first, :last,
                            :status, :waitingFor, :createdAt, 0)
                        """)
                .param("id", entry.id())
                .param("account", entry.holder().account())
                .param("person", entry.holder().person())
                .param("item", entry.item())
                .param("outlet", entry.outlet())
                .param("group", entry.itemGroup())
                .param("first", entry.firstDay())
                .param("last", entry.lastDay())
                .param("status", entry.status().name())
                .param("waitingFor", entry.waitingFor())
                .param("createdAt", Times.sql(entry.createdAt()))
                .update();
    }

    /** @throws OptimisticLockingFailureException when it was changed meanwhile */
    void update(WaitListEntry entry) {
        int rows = sql.sql("""
                        UPDATE wait_list_entry
                        SET status = :status, offered = :offered, waiting_for = :waitingFor, version = version + 1
                        WHERE id = :id AND version = :version
                        """)
                .param("status", entry.status().name())
                .param("offered", entry.offered())
                .param("waitingFor", entry.waitingFor())
                .param("id", entry.id())
                .param("version", entry.version())
                .update();
        if (rows != 1) {
            throw new OptimisticLockingFailureException("the entry was changed meanwhile");
        }
    }

    boolean waiting(String waitingFor) {
        return sql.sql("SELECT COUNT(*) FROM wait_list_entry WHERE waiting_for = :waitingFor")
                        .param("waitingFor", waitingFor)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Who waits for a seat of this group on this day, in the order in which they came. */
    List<WaitListEntry> line(String outlet, String group, LocalDate day) {
        return sql.sql("""
                        SELECT * FROM wait_list_entry
                        WHERE status = 'WAITING' AND outlet = :outlet AND item_group = :group
                          AND first_day <= :day AND last_day >= :day
                        ORDER BY created_at, id
                        """)
                .param("outlet", outlet)
                .param("group", group)
                .param("day", day)
                .query(WaitListRepository::toEntry)
                .list();
    }

    List<WaitListEntry> in(Status status, int most) {
        return sql.sql("SELECT * FROM wait_list_entry WHERE status = :status ORDER BY created_at, id LIMIT :most")
                .param("status", status.name())
                .param("most", most)
                .query(WaitListRepository::toEntry)
                .list();
    }

    Optional<WaitListEntry> find(String id) {
        return sql.sql("SELECT * FROM wait_list_entry WHERE id = :id")
                .param("id", id)
                .query(WaitListRepository::toEntry)
                .optional();
    }

    Optional<WaitListEntry> byOffer(String appointment) {
        return sql.sql("SELECT * FROM wait_list_entry WHERE offered = :appointment")
                .param("appointment", appointment)
                .query(WaitListRepository::toEntry)
                .optional();
    }

    /** The newest first. */
    List<WaitListEntry> of(String account, int most) {
        return sql.sql("""
                        SELECT * FROM wait_list_entry WHERE account = :account
                        ORDER BY created_at DESC, id LIMIT :most
                        """)
                .param("account", account)
                .param("most", most)
                .query(WaitListRepository::toEntry)
                .list();
    }

    private static WaitListEntry toEntry(ResultSet row, int i) throws SQLException {
        return new WaitListEntry(
                row.getString("id"),
                new Holder(row.getString("account"), row.getString("person")),
                row.getString("item"),
                row.getString("outlet"),
                row.getString("item_group"),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                Status.valueOf(row.getString("status")),
                row.getString("offered"),
                Times.instant(row, "created_at"),
                row.getInt("version"));
    }
}
