package org.onewindow.notification;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.onewindow.shared.PersonalRecords;
import org.onewindow.shared.Times;
import org.onewindow.vault.FieldCipher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What somebody was told, or would have been; a text is gone as soon as it was sent. */
@Repository
class NotificationRecords implements PersonalRecords {

    private final JdbcClient sql;
    private final FieldCipher cipher;

    NotificationRecords(JdbcClient sql, FieldCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    @Override
    public String kind() {
        return "notification";
    }

    @Override
    public List<Entry> about(String account) {
        return sql.sql("SELECT * FROM notification WHERE account = :account ORDER BY created_at, notice_key, way")
                .param("account", account)
                .query((row, i) -> {
                    String id = row.getString("notice_key") + row.getString("way");
                    boolean waiting = row.getString("status").equals("PENDING");
                    return new Entry(
                            id,
                            Times.instant(row, "created_at"),
                            waiting ? null : Times.instant(row, "next_at"),
                            PersonalRecords.fields(
                                    "subject", row.getString("subject"),
                                    "status", row.getString("status"),
                                    "text", cipher.open(row.getString("text_sealed"), "notification", id, "text")));
                })
                .list();
    }

    @Override
    public Optional<String> ended() {
        return Optional.of("""
                SELECT CONCAT(notice_key, way) AS id, next_at AS at FROM notification
                WHERE status <> 'PENDING' AND account <> ''
                """);
    }

    @Override
    public void erase(String id) {
        sql.sql("UPDATE notification SET account = '', text_sealed = NULL WHERE CONCAT(notice_key, way) = :id")
                .param("id", id)
                .update();
    }

    @Override
    public Set<String> tables() {
        return Set.of("notification");
    }
}
