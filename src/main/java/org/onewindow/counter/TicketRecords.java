package org.onewindow.counter;

import java.util.List;
import java.util.Optional;
import org.onewindow.appointment.Visitors;
import org.onewindow.shared.PersonalRecords;
import org.onewindow.shared.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** When somebody waited where for what; it ends when he leaves. */
@Repository
class TicketRecords implements PersonalRecords {

    private final JdbcClient sql;
    private final Visitors visitors;

    TicketRecords(JdbcClient sql, Visitors visitors) {
        this.sql = sql;
        this.visitors = visitors;
    }

    @Override
    public String kind() {
        return "counter-ticket";
    }

    @Override
    public List<Entry> about(String account) {
        return visitors.person(account).stream()
                .flatMap(person -> ofPerson(person).stream())
                .toList();
    }

    private List<Entry> ofPerson(String person) {
        return sql.sql("SELECT * FROM counter_ticket WHERE person = :person ORDER BY joined_at, id")
                .param("person", person)
                .query((row, i) -> new Entry(
                        row.getString("id"),
                        Times.instant(row, "joined_at"),
                        Times.instant(row, "ended_at"),
                        PersonalRecords.fields(
                                "item", row.getString("item"),
                                "outlet", row.getString("outlet"),
                                "status", row.getString("status"))))
                .list();
    }

    @Override
    public Optional<String> ended() {
        return Optional.of("""
                SELECT id, ended_at AS at FROM counter_ticket WHERE person IS NOT NULL OR appointment IS NOT NULL
                """);
    }

    /** The wait and the visit stay in the counts. */
    @Override
    public void erase(String id) {
        sql.sql("UPDATE counter_ticket SET person = NULL, appointment = NULL, version = version + 1 WHERE id = :id")
                .param("id", id)
                .update();
    }
}
