package org.onewindow.appointment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.onewindow.appointment.NoShow.Decision;
import org.onewindow.shared.Times;
import org.onewindow.vault.FieldCipher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What both sides say is sealed. */
@Repository
class NoShowRepository {

    private static final String TABLE = "appointment_no_show";

    private final JdbcClient sql;
    private final FieldCipher cipher;

    NoShowRepository(JdbcClient sql, FieldCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    void insert(NoShow one) {
        sql.sql("""
                        INSERT INTO appointment_no_show (appointment, account, person, outlet, visit_day, recorded_at, version)
                        VALUES (:appointment, :account, :person, :outlet, :day, :recordedAt, 0)
                        """)
                .param("appointment", one.appointment())
                .param("account", one.account())
                .param("person", one.person())
                .param("outlet", one.outlet())
                .param("day", one.day())
                .param("recordedAt", Times.sql(one.recordedAt()))
                .update();
    }

    /** @throws OptimisticLockingFailureException when it was changed meanwhile */
    void update(NoShow one) {
        int rows = sql.sql("""
                        UPDATE appointment_no_show
                        SET objection_sealed = :objection, objected_at = :objectedAt, decision = :decision,
                            reason_sealed = :reason, decided_by = :decidedBy, decided_at = :decidedAt,
                            version = version + 1
                        WHERE appointment = :appointment AND version = :version
                        """)
                .param("objection", cipher.seal(one.objection(), TABLE, one.appointment(), "objection"))
                .param("objectedAt", Times.sql(one.objectedAt()))
                .param(
                        "decision",
                        one.decision() == null ? null : one.decision().name())
                .param("reason", cipher.seal(one.reason(), TABLE, one.appointment(), "reason"))
                .param("decidedBy", one.decidedBy())
                .param("decidedAt", Times.sql(one.decidedAt()))
                .param("appointment", one.appointment())
                .param("version", one.version())
                .update();
        if (rows != 1) {
            throw new OptimisticLockingFailureException("the no-show was changed meanwhile");
        }
    }

    Optional<NoShow> find(String appointment) {
        return sql.sql("SELECT * FROM appointment_no_show WHERE appointment = :appointment")
                .param("appointment", appointment)
                .query(this::toNoShow)
                .optional();
    }

    /** Days since then that count against the person, the latest first; what he objects to does not until it is decided. */
    List<LocalDate> counted(String person, LocalDate since) {
        return sql.sql("""
                        SELECT visit_day FROM appointment_no_show
                        WHERE person = :person AND visit_day >= :since
                          AND (objected_at IS NULL OR decision = 'REJECTED')
                        ORDER BY visit_day DESC
                        """)
                .param("person", person)
                .param("since", since)
                .query(LocalDate.class)
                .list();
    }

    /** Objections at these outlets that wait for a decision, the oldest first. */
    List<NoShow> undecided(Collection<String> outlets, int most) {
        return outlets.isEmpty()
                ? List.of()
                : sql.sql("""
                                SELECT * FROM appointment_no_show
                                WHERE outlet IN (:outlets) AND decision IS NULL AND objected_at IS NOT NULL
                                ORDER BY objected_at, appointment LIMIT :most
                                """)
                        .param("outlets", outlets)
                        .param("most", most)
                        .query(this::toNoShow)
                        .list();
    }

    private NoShow toNoShow(ResultSet row, int i) throws SQLException {
        String id = row.getString("appointment");
        String decision = row.getString("decision");
        return new NoShow(
                id,
                row.getString("account"),
                row.getString("person"),
                row.getString("outlet"),
                row.getObject("visit_day", LocalDate.class),
                Times.instant(row, "recorded_at"),
                cipher.open(row.getString("objection_sealed"), TABLE, id, "objection"),
                Times.instant(row, "objected_at"),
                decision == null ? null : Decision.valueOf(decision),
                cipher.open(row.getString("reason_sealed"), TABLE, id, "reason"),
                row.getString("decided_by"),
                Times.instant(row, "decided_at"),
                row.getInt("version"));
    }
}
