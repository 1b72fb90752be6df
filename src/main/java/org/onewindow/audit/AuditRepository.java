package org.onewindow.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AuditRepository {

    /**
     * @param seq of the newest record; 0 before the first
     * @param hash of the newest record; empty before the first
     */
    record Head(int stream, long seq, String hash) {}

    /** A record with its place, as it is kept. */
    record Kept(int stream, long seq, AuditRecord act, String previous, String hash) {}

    private final JdbcClient sql;

    AuditRepository(JdbcClient sql) {
        this.sql = sql;
    }

    /** Nobody else writes to the stream until the transaction ends. */
    Head lock(int stream) {
        return sql.sql("SELECT stream, seq, head AS hash FROM audit_stream WHERE stream = :stream FOR UPDATE")
                .param("stream", stream)
                .query(Head.class)
                .single();
    }

    List<Head> heads() {
        return sql.sql("SELECT stream, seq, head AS hash FROM audit_stream ORDER BY stream")
                .query(Head.class)
                .list();
    }

    void insert(int stream, long seq, AuditRecord act, String previous, String hash) {
        sql.sql("""
                        INSERT INTO audit_record (stream, seq, at, actor, roles, unit, act, object, purpose, result, client,
                                                  previous, hash)
                        VALUES (:stream, :seq, :at, :actor, :roles, :unit, :act, :object, :purpose, :result, :client,
                                :previous, :hash)
                        """)
                .param("stream", stream)
                .param("seq", seq)
                .param("at", Times.sql(act.at()))
                .param("actor", act.actor())
                .param("roles", act.roles())
                .param("unit", act.unit())
                .param("act", act.act())
                .param("object", act.object())
                .param("purpose", act.purpose())
                .param("result", act.result())
                .param("client", act.client())
                .param("previous", previous)
                .param("hash", hash)
                .update();
    }

    void move(int stream, long seq, String hash) {
        sql.sql("UPDATE audit_stream SET seq = :seq, head = :hash WHERE stream = :stream")
                .param("seq", seq)
                .param("hash", hash)
                .param("stream", stream)
                .update();
    }

    /** In their order, from behind {@code after} on. */
    List<Kept> after(int stream, long after, int limit) {
        return sql.sql("SELECT * FROM audit_record WHERE stream = :stream AND seq > :after ORDER BY seq LIMIT :limit")
                .param("stream", stream)
                .param("after", after)
                .param("limit", limit)
                .query(AuditRepository::toKept)
                .list();
    }

    List<AuditRecord> of(String object, String except, int limit) {
        return sql.sql("""
                        SELECT * FROM audit_record
                        WHERE object = :object AND actor NOT IN (:except, :rule)
                        ORDER BY at DESC, stream, seq DESC
                        LIMIT :limit
                        """)
                .param("object", object)
                .param("except", except)
                .param("rule", Actor.RULE.id())
                .param("limit", limit)
                .query((row, i) -> toKept(row, i).act())
                .list();
    }

    int count(String actor, String act, Instant since) {
        return sql.sql("""
                        SELECT COUNT(*) FROM audit_record
                        WHERE actor = :actor AND at > :since AND act = :act AND result = :done
                        """)
                .param("actor", actor)
                .param("since", Times.sql(since))
                .param("act", act)
                .param("done", AuditRecord.DONE)
                .query(Integer.class)
                .single();
    }

    /** Somebody of the authority who looked at more of these things than that and has done nothing about them. */
    List<Audit.Onlooker> onlookers(Instant since, int most) {
        return sql.sql("""
                        SELECT looked.actor AS account, looked.unit, COUNT(DISTINCT looked.object) AS looked
                        FROM audit_record looked
                        WHERE looked.at > :since AND looked.unit <> '' AND looked.object <> '' AND looked.result = :done
                          AND (looked.act LIKE 'GET %/cases/{id}%' OR looked.act LIKE 'GET %/work-items/{id}%'
                            OR looked.act LIKE 'GET %/truck-pass%/{%' OR looked.act LIKE 'GET %/service-applications/{id}%')
                          AND NOT EXISTS (
                            SELECT 1 FROM audit_record worked
                            WHERE worked.object = looked.object AND worked.actor = looked.actor AND worked.result = :done
                              AND worked.act NOT LIKE 'GET %' AND worked.act NOT LIKE '%/reveals')
                        GROUP BY looked.actor, looked.unit
                        HAVING COUNT(DISTINCT looked.object) > :most
                        """)
                .param("since", Times.sql(since))
                .param("done", AuditRecord.DONE)
                .param("most", most)
                .query(Audit.Onlooker.class)
                .list();
    }

    /** Newest first; empty texts ask for all. */
    List<Kept> search(String actor, String object, String result, int limit) {
        return sql.sql("""
                        SELECT * FROM audit_record
                        WHERE (:actor = '' OR actor = :actor) AND (:object = '' OR object = :object)
                          AND (:result = '' OR result = :result)
                        ORDER BY at DESC, stream, seq DESC
                        LIMIT :limit
                        """)
                .param("actor", actor)
                .param("object", object)
                .param("result", result)
                .param("limit", limit)
                .query(AuditRepository::toKept)
                .list();
    }

    private static Kept toKept(ResultSet row, int i) throws SQLException {
        return new Kept(
                row.getInt("stream"),
                row.getLong("seq"),
                new AuditRecord(
                        Times.instant(row, "at"),
                        row.getString("actor"),
                        row.getString("roles"),
                        row.getString("unit"),
                        row.getString("act"),
                        row.getString("object"),
                        row.getString("purpose"),
                        row.getString("result"),
                        row.getString("client")),
                row.getString("previous"),
                row.getString("hash"));
    }
}
