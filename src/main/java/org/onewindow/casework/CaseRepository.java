package org.onewindow.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.onewindow.calendar.Deadline;
import org.onewindow.shared.Times;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class CaseRepository {

    /** A task that is done: in which unit, and when. */
    record Completed(String caseId, Instant at) {}

    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final JsonMapper json;

    CaseRepository(JdbcClient sql, ApplicationEventPublisher events, JsonMapper json) {
        this.sql = sql;
        this.events = events;
        this.json = json;
    }

    /** @return the case with the serial that the database gave it */
    Case insert(Case opened, Instant at) {
        var serial = new GeneratedKeyHolder();
        bind(sql.sql("""
                                INSERT INTO service_case (id, item, status, applicant, unit, subject, submitted_at, received_at,
                                    promised_days, due_date, due_at, provisional, corrections, correction_due_at, escalated_at,
                                    decided_by, decided_at, reason, delivery_from, delivery_days, delivery_due_date,
                                    delivery_due_at, delivery_provisional, window_unit, competent_unit, version, changed_at)
                                VALUES (:id, :item, :status, :applicant, :unit, :subject, :submittedAt, :receivedAt,
                                    :promisedDays, :dueDate, :dueAt, :provisional, :corrections, :correctionDueAt, :escalatedAt,
                                    :decidedBy, :decidedAt, :reason, :deliveryFrom, :deliveryDays, :deliveryDueDate,
                                    :deliveryDueAt, :deliveryProvisional, :windowUnit, :competentUnit, :version, :changedAt)
                                """), opened, at).param("applicant", opened.applicant()).update(serial, "serial");
        return opened.numbered(serial.getKey().longValue());
    }

    /** @throws OptimisticLockingFailureException when somebody changed the case since it was read */
    Case update(Case changed, Instant at) {
        int rows = bind(sql.sql("""
                                UPDATE service_case
                                SET item = :item, status = :status, unit = :unit, subject = :subject,
                                    submitted_at = :submittedAt, received_at = :receivedAt, promised_days = :promisedDays,
                                    due_date = :dueDate, due_at = :dueAt, provisional = :provisional,
                                    corrections = :corrections, correction_due_at = :correctionDueAt,
                                    escalated_at = :escalatedAt, decided_by = :decidedBy, decided_at = :decidedAt,
                                    reason = :reason, delivery_from = :deliveryFrom, delivery_days = :deliveryDays,
                                    delivery_due_date = :deliveryDueDate, delivery_due_at = :deliveryDueAt,
                                    delivery_provisional = :deliveryProvisional, window_unit = :windowUnit,
                                    competent_unit = :competentUnit, changed_at = :changedAt, version = version + 1
                                WHERE id = :id AND version = :version
                                """), changed, at).update();
        if (rows == 0) {
            throw new OptimisticLockingFailureException("case changed meanwhile: " + changed.id());
        }
        events.publishEvent(new CaseChanged(changed.id(), changed.status()));
        return changed.stored();
    }

    private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, Case c, Instant at) {
        Deadline promised = c.clocks().promised();
        Deadline delivery = c.clocks().delivery();
        Case.Forwarding forwarding = c.forwarding();
        return statement
                .param("id", c.id())
                .param("item", c.item())
                .param("status", c.status().name())
                .param("unit", c.unit())
                .param("subject", c.subject())
                .param("submittedAt", Times.sql(c.clocks().submittedAt()))
                .param("receivedAt", promised == null ? null : Times.sql(promised.received()))
                .param("promisedDays", promised == null ? null : promised.workingDays())
                .param("dueDate", promised == null ? null : promised.dueDate())
                .param("dueAt", promised == null ? null : Times.sql(promised.due()))
                .param("provisional", promised != null && promised.provisional())
                .param("corrections", c.clocks().corrections())
                .param("correctionDueAt", Times.sql(c.clocks().correctionDueAt()))
                .param("escalatedAt", Times.sql(c.clocks().escalatedAt()))
                .param("decidedBy", c.decision() == null ? null : c.decision().by())
                .param(
                        "decidedAt",
                        c.decision() == null ? null : Times.sql(c.decision().at()))
                .param("reason", c.decision() == null ? null : c.decision().reason())
                .param("deliveryFrom", delivery == null ? null : Times.sql(delivery.received()))
                .param("deliveryDays", delivery == null ? null : delivery.workingDays())
                .param("deliveryDueDate", delivery == null ? null : delivery.dueDate())
                .param("deliveryDueAt", delivery == null ? null : Times.sql(delivery.due()))
                .param("deliveryProvisional", delivery == null ? null : delivery.provisional())
                .param("windowUnit", forwarding == null ? null : forwarding.window())
                .param("competentUnit", forwarding == null ? null : forwarding.competent())
                .param("version", c.version())
                .param("changedAt", Times.sql(at));
    }

    Optional<Case> find(String id) {
        return sql.sql("SELECT * FROM service_case WHERE id = :id")
                .param("id", id)
                .query(CaseRepository::toCase)
                .optional();
    }

    List<Case> all(Collection<String> ids) {
        return sql.sql("SELECT * FROM service_case WHERE id IN (:ids)")
                .param("ids", ids)
                .query(CaseRepository::toCase)
                .list();
    }

    Optional<Case> numbered(long serial) {
        return sql.sql("SELECT * FROM service_case WHERE serial = :serial AND submitted_at IS NOT NULL")
                .param("serial", serial)
                .query(CaseRepository::toCase)
                .optional();
    }

    /** Newest first; {@code before} is the serial behind which to go on. */
    List<Case> ofApplicant(String applicant, long before, int limit) {
        return sql.sql("""
                        SELECT * FROM service_case
                        WHERE applicant = :applicant AND serial < :before
                        ORDER BY serial DESC
                        LIMIT :limit
                        """)
                .param("applicant", applicant)
                .param("before", before)
                .param("limit", limit)
                .query(CaseRepository::toCase)
                .list();
    }

    List<Case> ofApplicantAndItem(String applicant, String item) {
        return sql.sql("SELECT * FROM service_case WHERE applicant = :applicant AND item = :item ORDER BY serial DESC")
                .param("applicant", applicant)
                .param("item", item)
                .query(CaseRepository::toCase)
                .list();
    }

    /** Open cases whose limit was counted while a year of the calendar was not published. */
    List<Case> provisional() {
        return sql.sql("SELECT * FROM service_case WHERE provisional AND decided_at IS NULL ORDER BY serial")
                .query(CaseRepository::toCase)
                .list();
    }

    int delete(String id, int version) {
        int rows = sql.sql("DELETE FROM service_case WHERE id = :id AND version = :version")
                .param("id", id)
                .param("version", version)
                .update();
        if (rows == 1) {
            events.publishEvent(new CaseChanged(id, CaseStatus.WITHDRAWN));
        }
        return rows;
    }

    void append(String caseId, CaseEvent event) {
        sql.sql("""
                        INSERT INTO case_event (case_id, at, actor, act, task, step, outcome, note, fields, status)
                        VALUES (:case, :at, :actor, :act, :task, :step, :outcome, :note, :fields,
                            (SELECT status FROM service_case WHERE id = :case))
                        """)
                .param("case", caseId)
                .param("at", Times.sql(event.at()))
                .param("actor", event.actor())
                .param("act", event.act().name())
                .param("task", event.task())
                .param("step", event.step())
                .param("outcome", event.outcome())
                .param("note", event.note())
                .param("fields", event.fields().isEmpty() ? null : json.writeValueAsString(event.fields()))
                .update();
    }

    List<CaseEvent> events(String caseId) {
        return sql.sql("SELECT * FROM case_event WHERE case_id = :case ORDER BY seq")
                .param("case", caseId)
                .query(this::toEvent)
                .list();
    }

    /** The case in which somebody ended this task. */
    Optional<Completed> completed(String task) {
        return sql.sql("""
                        SELECT c.id, e.at FROM case_event e JOIN service_case c ON c.id = e.case_id
                        WHERE e.task = :task
                        """)
                .param("task", task)
                .query((row, i) -> new Completed(row.getString("id"), Times.instant(row, "at")))
                .optional();
    }

    /** Where the case stood when this step was last ended. */
    Optional<CaseStatus> passed(String caseId, String step) {
        return sql.sql("""
                        SELECT status FROM case_event
                        WHERE case_id = :case AND step = :step AND act = 'TASK_COMPLETED' AND status IS NOT NULL
                        ORDER BY seq DESC LIMIT 1
                        """)
                .param("case", caseId)
                .param("step", step)
                .query(String.class)
                .optional()
                .map(CaseStatus::valueOf);
    }

    /** The last thing that somebody did to end a task of the case. */
    Optional<CaseEvent> lastCompletion(String caseId) {
        return sql.sql("""
                        SELECT * FROM case_event
                        WHERE case_id = :case AND act = 'TASK_COMPLETED'
                        ORDER BY seq DESC
                        LIMIT 1
                        """).param("case", caseId).query(this::toEvent).optional();
    }

    private CaseEvent toEvent(ResultSet row, int i) throws SQLException {
        String fields = row.getString("fields");
        return new CaseEvent(
                row.getLong("seq"),
                Times.instant(row, "at"),
                row.getString("actor"),
                CaseEvent.Act.valueOf(row.getString("act")),
                row.getString("task"),
                row.getString("step"),
                row.getString("outcome"),
                row.getString("note"),
                fields == null ? Map.of() : json.readValue(fields, FIELDS));
    }

    private static Case toCase(ResultSet row, int i) throws SQLException {
        Instant received = Times.instant(row, "received_at");
        Instant decided = Times.instant(row, "decided_at");
        Instant delivering = Times.instant(row, "delivery_from");
        String window = row.getString("window_unit");
        return new Case(
                row.getString("id"),
                row.getLong("serial"),
                row.getString("item"),
                CaseStatus.valueOf(row.getString("status")),
                row.getString("applicant"),
                row.getString("unit"),
                row.getString("subject"),
                new Clocks(
                        Times.instant(row, "submitted_at"),
                        received == null
                                ? null
                                : new Deadline(
                                        received,
                                        row.getInt("promised_days"),
                                        row.getObject("due_date", LocalDate.class),
                                        Times.instant(row, "due_at"),
                                        row.getBoolean("provisional")),
                        row.getInt("corrections"),
                        Times.instant(row, "correction_due_at"),
                        Times.instant(row, "escalated_at"),
                        delivering == null
                                ? null
                                : new Deadline(
                                        delivering,
                                        row.getInt("delivery_days"),
                                        row.getObject("delivery_due_date", LocalDate.class),
                                        Times.instant(row, "delivery_due_at"),
                                        row.getBoolean("delivery_provisional"))),
                window == null ? null : new Case.Forwarding(window, row.getString("competent_unit")),
                decided == null
                        ? null
                        : new Case.Decision(row.getString("decided_by"), decided, row.getString("reason")),
                row.getInt("version"));
    }
}
