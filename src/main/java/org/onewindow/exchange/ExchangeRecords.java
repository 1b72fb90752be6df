package org.onewindow.exchange;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.onewindow.shared.PersonalRecords;
import org.onewindow.shared.Times;
import org.onewindow.vault.FieldCipher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What this city and another told each other about an application; it ends with the decision. */
@Repository
class ExchangeRecords implements PersonalRecords {

    private final JdbcClient sql;
    private final FieldCipher cipher;

    ExchangeRecords(JdbcClient sql, FieldCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    @Override
    public String kind() {
        return "exchange";
    }

    @Override
    public List<Entry> about(String account) {
        return sql.sql("""
                        SELECT t.*, c.submitted_at, c.changed_at, c.decided_at
                        FROM exchange_transfer t JOIN service_case c ON c.id = t.case_id
                        WHERE c.applicant = :account
                        ORDER BY c.serial
                        """)
                .param("account", account)
                .query((row, i) -> {
                    String id = row.getString("case_id");
                    return new Entry(
                            id,
                            Times.instant(row, row.getString("submitted_at") == null ? "changed_at" : "submitted_at"),
                            Times.instant(row, "decided_at"),
                            PersonalRecords.fields(
                                    "region", row.getString("region"),
                                    "reason",
                                            cipher.open(
                                                    row.getString("reason_sealed"),
                                                    "exchange_transfer",
                                                    id,
                                                    "reason_sealed"),
                                    "letters", letters(id)));
                })
                .list();
    }

    private String letters(String caseId) {
        return String.join(
                "\n",
                sql.sql("SELECT * FROM exchange_letter WHERE case_id = :case ORDER BY created_at, sender, id")
                        .param("case", caseId)
                        .query((row, i) -> row.getString("kind") + " "
                                + cipher.open(
                                        row.getString("body_sealed"),
                                        "exchange_letter",
                                        row.getString("sender") + row.getString("id"),
                                        "body_sealed"))
                        .list());
    }

    @Override
    public Optional<String> ended() {
        return Optional.of("""
                SELECT t.case_id AS id, c.decided_at AS at
                FROM exchange_transfer t JOIN service_case c ON c.id = t.case_id
                WHERE t.reason_sealed IS NOT NULL
                   OR EXISTS (SELECT 1 FROM exchange_letter l WHERE l.case_id = t.case_id AND l.body_hash <> '')
                """);
    }

    /** Of a letter remains from where to where it went, and when. */
    @Override
    public void erase(String id) {
        sql.sql("UPDATE exchange_transfer SET reason_sealed = NULL WHERE case_id = :id")
                .param("id", id)
                .update();
        sql.sql("SELECT sender, id FROM exchange_letter WHERE case_id = :id")
                .param("id", id)
                .query((row, i) -> List.of(row.getString("sender"), row.getString("id")))
                .list()
                .forEach(letter -> sql.sql("""
                                UPDATE exchange_letter SET body_sealed = :nothing, body_hash = ''
                                WHERE sender = :sender AND id = :id
                                """)
                        .param("nothing", cipher.seal("{}", "exchange_letter", String.join("", letter), "body_sealed"))
                        .param("sender", letter.get(0))
                        .param("id", letter.get(1))
                        .update());
    }

    @Override
    public Set<String> tables() {
        return Set.of("exchange_transfer", "exchange_letter");
    }
}
