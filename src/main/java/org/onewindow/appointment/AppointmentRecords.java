package org.onewindow.appointment;

import java.util.List;
import java.util.Optional;
import org.onewindow.shared.PersonalRecords;
import org.onewindow.shared.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who came, or wanted to come, when and where; it ends with the visit. */
@Repository
class AppointmentRecords implements PersonalRecords {

    private final JdbcClient sql;

    AppointmentRecords(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public String kind() {
        return "appointment";
    }

    @Override
    public List<Entry> about(String account) {
        return sql.sql("SELECT * FROM appointment WHERE account = :account ORDER BY created_at, number")
                .param("account", account)
                .query((row, i) -> new Entry(
                        row.getString("number"),
                        Times.instant(row, "created_at"),
                        Times.instant(row, "ends_at"),
                        PersonalRecords.fields(
                                "item", row.getString("item"),
                                "outlet", row.getString("outlet"),
                                "startsAt", Times.instant(row, "starts_at").toString(),
                                "status", row.getString("status"))))
                .list();
    }

    @Override
    public Optional<String> ended() {
        return Optional.of("""
                SELECT number AS id, ends_at AS at FROM appointment WHERE account <> '' OR person <> ''
                """);
    }

    /** The seat was taken, and stays so in the counts. */
    @Override
    public void erase(String id) {
        sql.sql("""
                        UPDATE appointment SET account = '', person = '', booked_day = NULL, version = version + 1
                        WHERE number = :id
                        """).param("id", id).update();
        sql.sql("DELETE FROM appointment_further WHERE appointment = :id")
                .param("id", id)
                .update();
    }
}
