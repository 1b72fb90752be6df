package org.onewindow.photolibrary;

import java.util.List;
import java.util.Optional;
import org.onewindow.shared.PersonalRecords;
import org.onewindow.shared.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What somebody has said to wishes for his photograph; in use as long as his account. */
@Repository
class ConsentRecords implements PersonalRecords {

    private final JdbcClient sql;

    ConsentRecords(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public String kind() {
        return "photo-consent";
    }

    @Override
    public List<Entry> about(String account) {
        return sql.sql("SELECT * FROM photo_consent WHERE owner = :account ORDER BY given_at, id")
                .param("account", account)
                .query((row, i) -> new Entry(
                        row.getString("id"),
                        Times.instant(row, row.getString("given_at") == null ? "ended_at" : "given_at"),
                        Times.instant(row, "ended_at"),
                        PersonalRecords.fields("unit", row.getString("receiver"), "purpose", row.getString("purpose"))))
                .list();
    }

    @Override
    public Optional<String> ended() {
        return Optional.of("""
                SELECT id, ended_at AS at FROM photo_consent WHERE owner <> id
                """);
    }

    @Override
    public boolean goesWithAccount() {
        return true;
    }

    /** Nobody has the id of a consent. */
    @Override
    public void erase(String id) {
        sql.sql("UPDATE photo_consent SET owner = id, version = version + 1 WHERE id = :id")
                .param("id", id)
                .update();
    }
}
