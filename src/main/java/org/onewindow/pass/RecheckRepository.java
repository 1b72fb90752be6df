package org.onewindow.pass;

import java.time.Instant;
import java.util.List;
import org.onewindow.shared.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Cases for which a silent register is to be asked again. */
@Repository
class RecheckRepository {

    /** @param tries how often it was asked again already */
    record Recheck(String caseId, int tries, Instant nextAt) {}

    private final JdbcClient sql;

    RecheckRepository(JdbcClient sql) {
        this.sql = sql;
    }

    /** Begins to count anew, when the case was waiting before. */
    void plan(String caseId, Instant first) {
        sql.sql("DELETE FROM pass_recheck WHERE case_id = :case")
                .param("case", caseId)
                .update();
        sql.sql("INSERT INTO pass_recheck (case_id, tries, next_at) VALUES (:case, 0, :first)")
                .param("case", caseId)
                .param("first", Times.sql(first))
                .update();
    }

    /** The longest due come first. */
    List<Recheck> due(Instant now, int limit) {
        return sql.sql("SELECT * FROM pass_recheck WHERE next_at <= :now ORDER BY next_at LIMIT :limit")
                .param("now", Times.sql(now))
                .param("limit", limit)
                .query((row, i) ->
                        new Recheck(row.getString("case_id"), row.getInt("tries"), Times.instant(row, "next_at")))
                .list();
    }

    /** @return whether it is the caller's now: of two nodes one is told so, and a killed one only leaves the next try */
    boolean claim(Recheck due, Recheck next) {
        return sql.sql("""
                                UPDATE pass_recheck SET tries = :tries, next_at = :next
                                WHERE case_id = :case AND next_at = :seen
                                """)
                        .param("tries", next.tries())
                        .param("next", Times.sql(next.nextAt()))
                        .param("case", due.caseId())
                        .param("seen", Times.sql(due.nextAt()))
                        .update()
                == 1;
    }

    /** Asks no more, unless the case was planned anew meanwhile. */
    void drop(Recheck claimed) {
        sql.sql("DELETE FROM pass_recheck WHERE case_id = :case AND next_at = :next")
                .param("case", claimed.caseId())
                .param("next", Times.sql(claimed.nextAt()))
                .update();
    }
}
