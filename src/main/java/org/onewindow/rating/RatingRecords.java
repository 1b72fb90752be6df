package org.onewindow.rating;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.onewindow.shared.PersonalRecords;
import org.onewindow.shared.Times;
import org.onewindow.vault.FieldCipher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What somebody said about the handling of his case, and what he was answered; shown to no clerk. */
@Repository
class RatingRecords implements PersonalRecords {

    private final JdbcClient sql;
    private final FieldCipher cipher;

    RatingRecords(JdbcClient sql, FieldCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    @Override
    public String kind() {
        return "rating";
    }

    @Override
    public List<Entry> about(String account) {
        return sql.sql("""
                        SELECT r.* FROM rating r JOIN service_case c ON c.id = r.case_id
                        WHERE c.applicant = :account
                        ORDER BY r.rated_at, r.case_id
                        """)
                .param("account", account)
                .query((row, i) -> {
                    String id = row.getString("case_id");
                    return new Entry(
                            id,
                            Times.instant(row, "rated_at"),
                            Times.instant(row, "rated_at"),
                            PersonalRecords.fields(
                                    "item", row.getString("item"),
                                    "level", row.getString("level"),
                                    "text", cipher.open(row.getString("words_sealed"), "rating", id, "words_sealed"),
                                    "answer",
                                            cipher.open(
                                                    row.getString("answer_sealed"), "rating", id, "answer_sealed")));
                })
                .list();
    }

    @Override
    public Optional<String> ended() {
        return Optional.of("""
                SELECT case_id AS id, rated_at AS at FROM rating
                WHERE words_sealed IS NOT NULL OR answer_sealed IS NOT NULL
                """);
    }

    /** The level and its reasons stay in the counts. */
    @Override
    public void erase(String id) {
        sql.sql("UPDATE rating SET words_sealed = NULL, answer_sealed = NULL WHERE case_id = :id")
                .param("id", id)
                .update();
    }

    @Override
    public Set<String> tables() {
        return Set.of("rating");
    }
}
