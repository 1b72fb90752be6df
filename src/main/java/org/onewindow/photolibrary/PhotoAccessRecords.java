package org.onewindow.photolibrary;

import java.util.List;
import java.util.Optional;
import org.onewindow.shared.PersonalRecords;
import org.onewindow.shared.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who asked for somebody's photograph and who read it; it ends with the reading, or with the answer. */
@Repository
class PhotoAccessRecords implements PersonalRecords {

    private final JdbcClient sql;

    PhotoAccessRecords(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public String kind() {
        return "photo-access";
    }

    @Override
    public List<Entry> about(String account) {
        return sql.sql("""
                        SELECT id, at, at AS ended_at, unit, purpose, result AS status, about
                        FROM photo_access WHERE owner = :account
                        UNION ALL
                        SELECT id, requested_at, due_at, unit, purpose, status, about
                        FROM photo_request WHERE owner = :account
                        ORDER BY at, id
                        """)
                .param("account", account)
                .query((row, i) -> new Entry(
                        row.getString("id"),
                        Times.instant(row, "at"),
                        Times.instant(row, "ended_at"),
                        PersonalRecords.fields(
                                "unit", row.getString("unit"),
                                "purpose", row.getString("purpose"),
                                "subject", row.getString("about"),
                                "status", row.getString("status"))))
                .list();
    }

    @Override
    public Optional<String> ended() {
        return Optional.of("""
                SELECT id, at FROM photo_access WHERE owner <> ''
                UNION ALL
                SELECT id, due_at FROM photo_request WHERE owner <> ''
                """);
    }

    @Override
    public void erase(String id) {
        sql.sql("UPDATE photo_access SET owner = '', about = NULL WHERE id = :id")
                .param("id", id)
                .update();
        sql.sql("UPDATE photo_request SET owner = '', about = '', version = version + 1 WHERE id = :id")
                .param("id", id)
                .update();
    }
}
