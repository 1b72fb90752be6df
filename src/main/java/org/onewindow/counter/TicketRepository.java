package org.onewindow.counter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.onewindow.counter.Ticket.Status;
import org.onewindow.shared.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class TicketRepository {

    private final JdbcClient sql;

    TicketRepository(JdbcClient sql) {
        this.sql = sql;
    }

    /** The next ticket number of the outlet and day; until the end of the transaction nobody else gets one. */
    int nextSerial(String outlet, LocalDate day) {
        sql.sql("""
                        INSERT INTO counter_day (outlet, open_day, last_serial) VALUES (:outlet, :day, 1)
                        ON DUPLICATE KEY UPDATE last_serial = last_serial + 1
                        """).param("outlet", outlet).param("day", day).update();
        return sql.sql("SELECT last_serial FROM counter_day WHERE outlet = :outlet AND open_day = :day")
                .param("outlet", outlet)
                .param("day", day)
                .query(Integer.class)
                .single();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the appointment has a ticket already */
    void insert(Ticket ticket) {
        bind(sql.sql("""
                        INSERT INTO counter_ticket (id, outlet, open_day, serial, item, item_group, appointment, person,
                            status, joined_at, due_at, at_window, clerk, in_hand_of, calls, recalls, called_at, first_call,
                            started_at, ended_at, version)
                        VALUES (:id, :outlet, :day, :serial, :item, :group, :appointment, :person,
                            :status, :joinedAt, :dueAt, :window, :clerk, :inHandOf, :calls, :recalls, :calledAt, :firstCall,
                            :startedAt, :endedAt, 0)
                        """), ticket)
                .param("outlet", ticket.outlet())
                .param("day", ticket.day())
                .param("serial", ticket.serial())
                .param("appointment", ticket.appointment())
                .param("person", ticket.person())
                .param("joinedAt", Times.sql(ticket.joinedAt()))
                .update();
    }

    /**
     * Unless it was changed since it was read.
     *
     * @throws org.springframework.dao.DuplicateKeyException when the clerk has somebody at his window already
     */
    boolean update(Ticket ticket) {
        return bind(sql.sql("""
                                UPDATE counter_ticket
                                SET item = :item, item_group = :group, status = :status, due_at = :dueAt,
                                    at_window = :window, clerk = :clerk, in_hand_of = :inHandOf, calls = :calls,
                                    recalls = :recalls, called_at = :calledAt, first_call = :firstCall,
                                    started_at = :startedAt, ended_at = :endedAt, version = version + 1
                                WHERE id = :id AND version = :version
                                """), ticket).param("version", ticket.version()).update() == 1;
    }

    private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, Ticket ticket) {
        return statement
                .param("id", ticket.id())
                .param("item", ticket.item())
                .param("group", ticket.itemGroup())
                .param("status", ticket.status().name())
                .param("dueAt", Times.sql(ticket.dueAt()))
                .param("window", ticket.window())
                .param("clerk", ticket.clerk())
                .param("inHandOf", ticket.inHand() ? ticket.clerk() : null)
                .param("calls", ticket.calls())
                .param("recalls", ticket.recalls())
                .param("calledAt", Times.sql(ticket.calledAt()))
                .param("firstCall", Times.sql(ticket.firstCall()))
                .param("startedAt", Times.sql(ticket.startedAt()))
                .param("endedAt", Times.sql(ticket.endedAt()));
    }

    Optional<Ticket> find(String id) {
        return sql.sql("SELECT * FROM counter_ticket WHERE id = :id")
                .param("id", id)
                .query(TicketRepository::toTicket)
                .optional();
    }

    Optional<Ticket> inHandOf(String clerk) {
        return sql.sql("SELECT * FROM counter_ticket WHERE in_hand_of = :clerk")
                .param("clerk", clerk)
                .query(TicketRepository::toTicket)
                .optional();
    }

    /** Who has waited longest for his turn, at windows of any group or of this one. */
    Optional<Ticket> first(String outlet, LocalDate day, String group) {
        return sql.sql("""
                        SELECT * FROM counter_ticket
                        WHERE outlet = :outlet AND open_day = :day AND status = 'WAITING'
                          AND (:group IS NULL OR item_group = :group)
                        ORDER BY due_at, serial LIMIT 1
                        """)
                .param("outlet", outlet)
                .param("day", day)
                .param("group", group)
                .query(TicketRepository::toTicket)
                .optional();
    }

    /** Everybody who came on that day, in the order of the queue. */
    List<Ticket> on(String outlet, LocalDate day) {
        return sql.sql("""
                        SELECT * FROM counter_ticket WHERE outlet = :outlet AND open_day = :day
                        ORDER BY due_at, serial
                        """)
                .param("outlet", outlet)
                .param("day", day)
                .query(TicketRepository::toTicket)
                .list();
    }

    List<String> openBefore(LocalDate day, int most) {
        return sql.sql("""
                        SELECT id FROM counter_ticket WHERE status IN ('WAITING', 'CALLED', 'SERVING', 'PARKED', 'MISSED', 'PICKUP')
                          AND open_day < :day LIMIT :most
                        """)
                .param("day", day)
                .param("most", most)
                .query(String.class)
                .list();
    }

    private static Ticket toTicket(ResultSet row, int i) throws SQLException {
        return new Ticket(
                row.getString("id"),
                row.getString("outlet"),
                row.getObject("open_day", LocalDate.class),
                row.getInt("serial"),
                row.getString("item"),
                row.getString("item_group"),
                row.getString("appointment"),
                row.getString("person"),
                Status.valueOf(row.getString("status")),
                Times.instant(row, "joined_at"),
                Times.instant(row, "due_at"),
                row.getString("at_window"),
                row.getString("clerk"),
                row.getInt("calls"),
                row.getInt("recalls"),
                Times.instant(row, "called_at"),
                Times.instant(row, "first_call"),
                Times.instant(row, "started_at"),
                Times.instant(row, "ended_at"),
                row.getInt("version"));
    }
}
