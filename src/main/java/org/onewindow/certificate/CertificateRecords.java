package org.onewindow.certificate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.onewindow.shared.PersonalRecords;
import org.onewindow.shared.Times;
import org.onewindow.vault.FieldCipher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a certificate holds about its holder; the time for which it is kept begins with its issue. */
@Repository
class CertificateRecords implements PersonalRecords {

    private static final String TABLE = "certificate";

    /** Stands where something said who it is. */
    private static final String ERASED = "—";

    private final JdbcClient sql;
    private final FieldCipher cipher;

    CertificateRecords(JdbcClient sql, FieldCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    @Override
    public String kind() {
        return "certificate";
    }

    @Override
    public List<Entry> about(String account) {
        return sql.sql("SELECT * FROM certificate WHERE holder = :account ORDER BY issued_at, number")
                .param("account", account)
                .query((row, i) -> {
                    Instant issued = Times.instant(row, "issued_at");
                    return new Entry(row.getString("number"), issued, issued, inPlain(row, i));
                })
                .list();
    }

    @Override
    public Map<String, String> sealed(String id) {
        return sql.sql("SELECT * FROM certificate WHERE number = :id")
                .param("id", id)
                .query(this::inPlain)
                .optional()
                .orElse(Map.of());
    }

    private Map<String, String> inPlain(ResultSet row, int i) throws SQLException {
        return PersonalRecords.fields(
                "name", open(row, "name_sealed"),
                "idNo", open(row, "id_no_sealed"),
                "text", open(row, "text_sealed"),
                "reason", open(row, "reason_sealed"));
    }

    private String open(ResultSet row, String column) throws SQLException {
        return cipher.open(row.getString(column), TABLE, row.getString("number"), column);
    }

    @Override
    public Optional<String> ended() {
        return Optional.of("""
                SELECT number AS id, issued_at AS at FROM certificate WHERE id_no_sealed IS NOT NULL
                """);
    }

    @Override
    public void erase(String id) {
        sql.sql("""
                        UPDATE certificate
                        SET name_sealed = :name, id_no_sealed = NULL, text_sealed = :text, reason_sealed = NULL
                        WHERE number = :id
                        """)
                .param("name", cipher.seal(ERASED, TABLE, id, "name_sealed"))
                .param("text", cipher.seal(ERASED, TABLE, id, "text_sealed"))
                .param("id", id)
                .update();
    }

    @Override
    public Set<String> tables() {
        return Set.of(TABLE);
    }
}
