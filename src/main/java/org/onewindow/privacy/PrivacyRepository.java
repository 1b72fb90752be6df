package org.onewindow.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.onewindow.shared.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PrivacyRepository {

    /**
     * @param object id of an account or of a record
     * @param liftedAt {@code null} while it holds
     */
    record Hold(String id, String object, String reason, Instant placedAt, Instant liftedAt) {}

    private final JdbcClient sql;

    PrivacyRepository(JdbcClient sql) {
        this.sql = sql;
    }

    void place(Hold hold, String by) {
        sql.sql("""
                        INSERT INTO legal_hold (id, object, reason, placed_by, placed_at)
                        VALUES (:id, :object, :reason, :by, :at)
                        """)
                .param("id", hold.id())
                .param("object", hold.object())
                .param("reason", hold.reason())
                .param("by", by)
                .param("at", Times.sql(hold.placedAt()))
                .update();
    }

    /** @return whether there was one to lift */
    boolean lift(String id, String by, Instant at) {
        return sql.sql("UPDATE legal_hold SET lifted_by = :by, lifted_at = :at WHERE id = :id AND lifted_at IS NULL")
                        .param("id", id)
                        .param("by", by)
                        .param("at", Times.sql(at))
                        .update()
                == 1;
    }

    /** Those that hold, the newest first. */
    List<Hold> holds() {
        return sql.sql("SELECT * FROM legal_hold WHERE lifted_at IS NULL ORDER BY placed_at DESC, id")
                .query(PrivacyRepository::hold)
                .list();
    }

    /** Ids of what is held, each with a reason. */
    Map<String, String> held() {
        return holds().stream().collect(Collectors.toMap(Hold::object, Hold::reason, (newer, older) -> newer));
    }

    private static Hold hold(ResultSet row, int i) throws SQLException {
        return new Hold(
                row.getString("id"),
                row.getString("object"),
                row.getString("reason"),
                Times.instant(row, "placed_at"),
                Times.instant(row, "lifted_at"));
    }

    /** When the person asked to be forgotten, unless he took it back. */
    Optional<Instant> asked(String account) {
        return sql.sql("SELECT asked_at FROM erasure_request WHERE account = :account")
                .param("account", account)
                .query((row, i) -> Times.instant(row, "asked_at"))
                .optional();
    }

    void ask(String account, Instant at) {
        sql.sql("INSERT INTO erasure_request (account, asked_at) VALUES (:account, :at)")
                .param("account", account)
                .param("at", Times.sql(at))
                .update();
    }

    void takeBack(String account) {
        sql.sql("DELETE FROM erasure_request WHERE account = :account AND done_at IS NULL")
                .param("account", account)
                .update();
    }

    /** @param ended a query for {@code id} and {@code at}; the oldest come first */
    List<String> endedBefore(String ended, Instant moment, int limit) {
        return sql.sql("SELECT id FROM (" + ended + ") ended WHERE at < :moment ORDER BY at LIMIT :limit")
                .param("moment", Times.sql(moment))
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    List<String> askedBefore(Instant moment, int limit) {
        return sql.sql("""
                        SELECT account FROM erasure_request
                        WHERE done_at IS NULL AND asked_at < :moment
                        ORDER BY asked_at
                        LIMIT :limit
                        """)
                .param("moment", Times.sql(moment))
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    void done(String account, Instant at) {
        sql.sql("UPDATE erasure_request SET done_at = :at WHERE account = :account")
                .param("account", account)
                .param("at", Times.sql(at))
                .update();
    }
}
