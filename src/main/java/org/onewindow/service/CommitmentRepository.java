package org.onewindow.service;

import java.time.Instant;
import java.util.Optional;
import org.onewindow.service.CommitmentCheck.Result;
import org.onewindow.shared.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CommitmentRepository {

    private final JdbcClient sql;

    CommitmentRepository(JdbcClient sql) {
        this.sql = sql;
    }

    void insert(CommitmentCheck check) {
        sql.sql("""
                        INSERT INTO commitment_check (case_id, begins_at, due_at, late)
                        VALUES (:case, :begins, :due, :late)
                        """)
                .param("case", check.caseId())
                .param("begins", Times.sql(check.beginsAt()))
                .param("due", Times.sql(check.dueAt()))
                .param("late", check.late())
                .update();
    }

    void late(String caseId) {
        sql.sql("UPDATE commitment_check SET late = TRUE WHERE case_id = :case AND result IS NULL")
                .param("case", caseId)
                .update();
    }

    void found(String caseId, Result result, Instant at) {
        sql.sql("""
                        UPDATE commitment_check SET result = :result, checked_at = :at
                        WHERE case_id = :case AND result IS NULL
                        """)
                .param("case", caseId)
                .param("result", result.name())
                .param("at", Times.sql(at))
                .update();
    }

    Optional<CommitmentCheck> find(String caseId) {
        return sql.sql("SELECT * FROM commitment_check WHERE case_id = :case")
                .param("case", caseId)
                .query((row, i) -> new CommitmentCheck(
                        caseId,
                        Times.instant(row, "begins_at"),
                        Times.instant(row, "due_at"),
                        row.getBoolean("late"),
                        row.getString("result") == null ? null : Result.valueOf(row.getString("result")),
                        Times.instant(row, "checked_at")))
                .optional();
    }

    /** When a promise of this person was last found untrue. */
    Optional<Instant> lastBroken(String applicant) {
        return sql.sql("""
                        SELECT k.checked_at FROM commitment_check k JOIN service_case c ON c.id = k.case_id
                        WHERE c.applicant = :applicant AND k.result = 'BROKEN'
                        ORDER BY k.checked_at DESC
                        LIMIT 1
                        """)
                .param("applicant", applicant)
                .query((row, i) -> Times.instant(row, "checked_at"))
                .optional();
    }
}
