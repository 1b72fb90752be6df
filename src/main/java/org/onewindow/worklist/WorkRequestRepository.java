package org.onewindow.worklist;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.onewindow.shared.Times;
import org.onewindow.worklist.WorkRequest.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class WorkRequestRepository {

    private final JdbcClient sql;

    WorkRequestRepository(JdbcClient sql) {
        this.sql = sql;
    }

    void insert(WorkRequest asked) {
        sql.sql("""
                        INSERT INTO work_request (id, item_id, case_id, kind, asked_by, asked_of, question, asked_at)
                        VALUES (:id, :item, :case, :kind, :by, :of, :question, :at)
                        """)
                .param("id", asked.id())
                .param("item", asked.itemId())
                .param("case", asked.caseId())
                .param("kind", asked.kind().name())
                .param("by", asked.askedBy())
                .param("of", asked.askedOf())
                .param("question", asked.question())
                .param("at", Times.sql(asked.askedAt()))
                .update();
    }

    /** @return whether it was unanswered */
    boolean answer(WorkRequest answered) {
        return sql.sql("""
                                UPDATE work_request SET agreed = :agreed, answer = :answer, answered_at = :at
                                WHERE id = :id AND answered_at IS NULL
                                """)
                        .param("id", answered.id())
                        .param("agreed", answered.agreed())
                        .param("answer", answered.answer())
                        .param("at", Times.sql(answered.answeredAt()))
                        .update()
                == 1;
    }

    Optional<WorkRequest> find(String id) {
        return sql.sql("SELECT * FROM work_request WHERE id = :id")
                .param("id", id)
                .query(WorkRequestRepository::toRequest)
                .optional();
    }

    /** In the order in which they were asked. */
    List<WorkRequest> ofItem(String item) {
        return sql.sql("SELECT * FROM work_request WHERE item_id = :item ORDER BY seq")
                .param("item", item)
                .query(WorkRequestRepository::toRequest)
                .list();
    }

    /** What waits for this person and is about work that is still open, the oldest first. */
    List<WorkRequest> waitingFor(String account) {
        return sql.sql("""
                        SELECT r.* FROM work_request r JOIN work_item w ON w.id = r.item_id
                        WHERE r.asked_of = :account AND r.answered_at IS NULL
                        ORDER BY r.seq LIMIT 100
                        """)
                .param("account", account)
                .query(WorkRequestRepository::toRequest)
                .list();
    }

    private static WorkRequest toRequest(ResultSet row, int i) throws SQLException {
        return new WorkRequest(
                row.getString("id"),
                row.getString("item_id"),
                row.getString("case_id"),
                Kind.valueOf(row.getString("kind")),
                row.getString("asked_by"),
                row.getString("asked_of"),
                row.getString("question"),
                Times.instant(row, "asked_at"),
                row.getObject("agreed", Boolean.class),
                row.getString("answer"),
                Times.instant(row, "answered_at"));
    }
}
