package org.onewindow.worklist;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.onewindow.shared.Role;
import org.onewindow.shared.Times;
import org.onewindow.workflow.OpenTask;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class WorkItemRepository {

    /**
     * What a list shows.
     *
     * @param units units whose items it may hold; never empty
     * @param item code of a service item, or {@code null}
     * @param step id of a task in a diagram, or {@code null}
     * @param dueAfter exclusive, or {@code null}
     * @param dueUntil inclusive, or {@code null}
     * @param assignee account, or {@code null}
     * @param free only what nobody holds
     * @param caseId one case, or {@code null}
     * @param subject beginning of the subject, or {@code null}
     * @param notOf accounts whose applications it must not hold; never empty
     */
    record Filter(
            List<String> units,
            String item,
            String step,
            Instant dueAfter,
            Instant dueUntil,
            String assignee,
            boolean free,
            String caseId,
            String subject,
            Set<String> notOf) {}

    private final JdbcClient sql;

    WorkItemRepository(JdbcClient sql) {
        this.sql = sql;
    }

    /** Copies from the case what the list filters and sorts by, so that one index serves both. */
    void insert(OpenTask task) {
        sql.sql("""
                        INSERT INTO work_item (id, case_id, process, step, role, outcomes,
                            item, unit, applicant, serial, subject, submitted_at, due_at)
                        SELECT :id, id, :process, :step, :role, :outcomes,
                            item, unit, applicant, serial, subject, submitted_at,
                            COALESCE(:due, delivery_due_at, due_at)
                        FROM service_case
                        WHERE id = :case
                        """)
                .param("id", task.id())
                .param("process", task.process())
                .param("step", task.step())
                .param("role", task.role().name())
                .param("outcomes", String.join(",", task.outcomes()))
                .param("due", Times.sql(task.dueAt()))
                .param("case", task.caseId())
                .update();
    }

    void delete(String id) {
        sql.sql("DELETE FROM work_item WHERE id = :id").param("id", id).update();
    }

    void recount(String caseId, Instant dueAt) {
        sql.sql("UPDATE work_item SET due_at = :due WHERE case_id = :case")
                .param("due", Times.sql(dueAt))
                .param("case", caseId)
                .update();
    }

    Optional<WorkItem> find(String id) {
        return sql.sql("""
                        SELECT w.*, c.version AS case_version
                        FROM work_item w JOIN service_case c ON c.id = w.case_id
                        WHERE w.id = :id
                        """).param("id", id).query(WorkItemRepository::toItem).optional();
    }

    /** @return whether the item was free, or held by the same account already, or lent by it */
    boolean claim(String id, String account, Instant at) {
        return sql.sql("""
                                UPDATE work_item SET
                                    delegated_by = CASE WHEN delegated_by = :account THEN NULL ELSE delegated_by END,
                                    assignee = :account, claimed_at = :at
                                WHERE id = :id AND (assignee IS NULL OR assignee = :account OR delegated_by = :account)
                                """)
                        .param("id", id)
                        .param("account", account)
                        .param("at", Times.sql(at))
                        .update()
                == 1;
    }

    /**
     * Keeps the item from everybody else until the transaction ends; who comes second waits here, then finds it gone.
     *
     * @return whether it is there and the account holds it
     */
    boolean lock(String id, String account) {
        return sql.sql("UPDATE work_item SET assignee = :account WHERE id = :id AND assignee = :account")
                        .param("id", id)
                        .param("account", account)
                        .update()
                == 1;
    }

    /** @param by to whom it goes back, or {@code null} */
    void pass(String id, String account, String by, Instant at) {
        sql.sql("UPDATE work_item SET assignee = :account, claimed_at = :at, delegated_by = :by WHERE id = :id")
                .param("id", id)
                .param("account", account)
                .param("by", by)
                .param("at", Times.sql(at))
                .update();
    }

    /** What was lent goes back to whoever lent it. */
    boolean release(String id, String account) {
        return sql.sql("""
                                UPDATE work_item SET
                                    claimed_at = CASE WHEN delegated_by IS NULL THEN NULL ELSE claimed_at END,
                                    assignee = delegated_by, delegated_by = NULL
                                WHERE id = :id AND assignee = :account
                                """).param("id", id).param("account", account).update() == 1;
    }

    /** What is due first comes first. */
    List<WorkItem> list(Filter filter, Instant afterDue, String afterId, int limit) {
        String keyset =
                afterId == null ? "" : " AND w.due_at >= :afterDue AND (w.due_at > :afterDue OR w.id > :afterId)";
        var statement = sql.sql("SELECT w.*, c.version AS case_version FROM work_item w"
                + " JOIN service_case c ON c.id = w.case_id WHERE " + where(filter) + keyset
                + " ORDER BY w.due_at, w.id LIMIT :limit");
        if (afterId != null) {
            statement = statement.param("afterDue", Times.sql(afterDue)).param("afterId", afterId);
        }
        return bind(statement, filter)
                .param("limit", limit)
                .query(WorkItemRepository::toItem)
                .list();
    }

    long count(Filter filter) {
        return bind(sql.sql("SELECT COUNT(*) FROM work_item w WHERE " + where(filter)), filter)
                .query(Long.class)
                .single();
    }

    private static String where(Filter filter) {
        var where = new StringBuilder(filter.units().size() == 1 ? "w.unit = :units" : "w.unit IN (:units)");
        and(where, filter.notOf(), "w.applicant NOT IN (:notOf)");
        and(where, filter.item(), "w.item = :item");
        and(where, filter.step(), "w.step = :step");
        and(where, filter.dueAfter(), "w.due_at > :dueFrom");
        and(where, filter.dueUntil(), "w.due_at <= :dueUntil");
        and(where, filter.assignee(), "w.assignee = :assignee");
        and(where, filter.free() ? "free" : null, "w.assignee IS NULL");
        and(where, filter.caseId(), "w.case_id = :case");
        and(where, filter.subject(), "w.subject LIKE :subject");
        return where.toString();
    }

    private static void and(StringBuilder where, Object wanted, String condition) {
        if (wanted != null) {
            where.append(" AND ").append(condition);
        }
    }

    private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, Filter filter) {
        return statement
                .param("units", filter.units())
                .param("notOf", filter.notOf())
                .param("item", filter.item())
                .param("step", filter.step())
                .param("dueFrom", Times.sql(filter.dueAfter()))
                .param("dueUntil", Times.sql(filter.dueUntil()))
                .param("assignee", filter.assignee())
                .param("case", filter.caseId())
                .param("subject", filter.subject() == null ? null : filter.subject() + "%");
    }

    private static WorkItem toItem(ResultSet row, int i) throws SQLException {
        return new WorkItem(
                row.getString("id"),
                row.getString("case_id"),
                row.getInt("case_version"),
                row.getString("process"),
                row.getString("step"),
                Role.valueOf(row.getString("role")),
                Arrays.asList(row.getString("outcomes").split(",")),
                row.getString("item"),
                row.getString("unit"),
                row.getString("applicant"),
                row.getLong("serial"),
                row.getString("subject"),
                Times.instant(row, "submitted_at"),
                Times.instant(row, "due_at"),
                row.getString("assignee"),
                Times.instant(row, "claimed_at"));
    }
}
