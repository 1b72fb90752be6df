package org.onewindow.appointment;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.onewindow.shared.PersonalRecords;
import org.onewindow.shared.Times;
import org.onewindow.vault.FieldCipher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** A visit to which somebody did not come, and what he says to that; it counts from that day. */
@Repository
class NoShowRecords implements PersonalRecords {

    private static final String TABLE = "appointment_no_show";

    private final JdbcClient sql;
    private final FieldCipher cipher;

    NoShowRecords(JdbcClient sql, FieldCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    @Override
    public String kind() {
        return "no-show";
    }

    @Override
    public List<Entry> about(String account) {
        return sql.sql("SELECT * FROM appointment_no_show WHERE account = :account ORDER BY recorded_at, appointment")
                .param("account", account)
                .query((row, i) -> {
                    String id = row.getString("appointment");
                    return new Entry(
                            id,
                            Times.instant(row, "recorded_at"),
                            Times.instant(row, "recorded_at"),
                            PersonalRecords.fields(
                                    "outlet", row.getString("outlet"),
                                    "text", cipher.open(row.getString("objection_sealed"), TABLE, id, "objection"),
                                    "status", row.getString("decision"),
                                    "reason", cipher.open(row.getString("reason_sealed"), TABLE, id, "reason")));
                })
                .list();
    }

    @Override
    public Optional<String> ended() {
        return Optional.of("""
                SELECT appointment AS id, recorded_at AS at FROM appointment_no_show
                WHERE account <> '' OR person <> ''
                """);
    }

    @Override
    public void erase(String id) {
        sql.sql("""
                        UPDATE appointment_no_show
                        SET account = '', person = '', objection_sealed = NULL, reason_sealed = NULL, version = version + 1
                        WHERE appointment = :id
                        """).param("id", id).update();
    }

    @Override
    public Set<String> tables() {
        return Set.of(TABLE);
    }
}
