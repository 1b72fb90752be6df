package org.onewindow.rating;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.onewindow.rating.Rating.Answer;
import org.onewindow.rating.Rating.Reason;
import org.onewindow.rating.Rating.Result;
import org.onewindow.rating.Ratings.Counted;
import org.onewindow.shared.Times;
import org.onewindow.vault.FieldCipher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RatingRepository {

    private static final String TABLE = "rating";

    private final JdbcClient sql;
    private final FieldCipher cipher;

    RatingRepository(JdbcClient sql, FieldCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    void insert(Rating given) {
        sql.sql("""
                        INSERT INTO rating (case_id, unit, item, level, reasons, words_sealed, rated_at, due_at, late)
                        VALUES (:case, :unit, :item, :level, :reasons, :words, :at, :due, FALSE)
                        """)
                .param("case", given.caseId())
                .param("unit", given.unit())
                .param("item", given.item())
                .param("level", given.level())
                .param(
                        "reasons",
                        given.reasons().stream().map(Reason::name).sorted().collect(Collectors.joining(",")))
                .param("words", cipher.seal(given.words(), TABLE, given.caseId(), "words_sealed"))
                .param("at", Times.sql(given.ratedAt()))
                .param("due", Times.sql(given.dueAt()))
                .update();
    }

    void answer(Rating answered) {
        sql.sql("""
                        UPDATE rating SET result = :result, answer_sealed = :answer, answered_at = :at
                        WHERE case_id = :case AND answered_at IS NULL
                        """)
                .param("case", answered.caseId())
                .param("result", answered.answer().result().name())
                .param("answer", cipher.seal(answered.answer().words(), TABLE, answered.caseId(), "answer_sealed"))
                .param("at", Times.sql(answered.answer().at()))
                .update();
    }

    void late(String caseId) {
        sql.sql("UPDATE rating SET late = TRUE WHERE case_id = :case AND answered_at IS NULL")
                .param("case", caseId)
                .update();
    }

    Optional<Rating> find(String caseId) {
        return sql.sql("SELECT * FROM rating WHERE case_id = :case")
                .param("case", caseId)
                .query(this::toRating)
                .optional();
    }

    /** @param until exclusive */
    List<Counted> counts(Instant from, Instant until) {
        return sql.sql("""
                        SELECT unit, item, level, COUNT(*) AS times FROM rating
                        WHERE rated_at >= :from AND rated_at < :until
                        GROUP BY unit, item, level
                        """)
                .param("from", Times.sql(from))
                .param("until", Times.sql(until))
                .query(Counted.class)
                .list();
    }

    private Rating toRating(ResultSet row, int i) throws SQLException {
        String caseId = row.getString("case_id");
        String reasons = row.getString("reasons");
        String result = row.getString("result");
        return new Rating(
                caseId,
                row.getString("unit"),
                row.getString("item"),
                row.getInt("level"),
                reasons.isEmpty()
                        ? Set.of()
                        : Arrays.stream(reasons.split(",")).map(Reason::valueOf).collect(Collectors.toSet()),
                cipher.open(row.getString("words_sealed"), TABLE, caseId, "words_sealed"),
                Times.instant(row, "rated_at"),
                Times.instant(row, "due_at"),
                row.getBoolean("late"),
                result == null
                        ? null
                        : new Answer(
                                Result.valueOf(result),
                                cipher.open(row.getString("answer_sealed"), TABLE, caseId, "answer_sealed"),
                                Times.instant(row, "answered_at")));
    }
}
