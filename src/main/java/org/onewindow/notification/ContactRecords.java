package org.onewindow.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.onewindow.shared.PersonalRecords;
import org.onewindow.shared.Times;
import org.onewindow.vault.FieldCipher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where somebody wants to be told, as long as his account. */
@Repository
class ContactRecords implements PersonalRecords {

    private final JdbcClient sql;
    private final FieldCipher cipher;

    ContactRecords(JdbcClient sql, FieldCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    @Override
    public String kind() {
        return "notification-contact";
    }

    @Override
    public List<Entry> about(String account) {
        return sql.sql("""
                        SELECT c.*, a.created_at FROM notification_contact c JOIN account a ON a.id = c.account
                        WHERE c.account = :account
                        """)
                .param("account", account)
                .query((row, i) -> new Entry(account, Times.instant(row, "created_at"), null, inPlain(row, i)))
                .list();
    }

    @Override
    public Map<String, String> sealed(String id) {
        return sql.sql("SELECT * FROM notification_contact WHERE account = :id AND mail_sealed IS NOT NULL")
                .param("id", id)
                .query(this::inPlain)
                .optional()
                .orElse(Map.of());
    }

    private Map<String, String> inPlain(ResultSet row, int i) throws SQLException {
        return PersonalRecords.fields(
                "mail",
                cipher.open(row.getString("mail_sealed"), "notification_contact", row.getString("account"), "mail"));
    }

    @Override
    public boolean goesWithAccount() {
        return true;
    }

    @Override
    public void erase(String id) {
        sql.sql("DELETE FROM notification_contact WHERE account = :id")
                .param("id", id)
                .update();
    }

    @Override
    public Set<String> tables() {
        return Set.of("notification_contact");
    }
}
