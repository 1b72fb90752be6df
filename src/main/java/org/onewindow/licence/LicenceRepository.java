package org.onewindow.licence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.onewindow.vault.IndexedColumns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class LicenceRepository implements IndexedColumns {

    private final JdbcClient sql;

    LicenceRepository(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public List<Column> indexed() {
        return List.of(new Column("licence_case", "person"), new Column("medical_report", "person"));
    }

    /** The unique key on institution and number lets no report in twice. */
    void insert(MedicalReport report) {
        sql.sql("""
                        INSERT INTO medical_report (id, institution, number, person, examined_on, fit, received_at)
                        VALUES (:id, :institution, :number, :person, :examinedOn, :fit, :receivedAt)
                        """)
                .param("id", report.id())
                .param("institution", report.institution())
                .param("number", report.number())
                .param("person", report.person())
                .param("examinedOn", report.examinedOn())
                .param("fit", report.fit())
                .param("receivedAt", Times.sql(report.receivedAt()))
                .update();
    }

    Optional<MedicalReport> report(String institution, String number) {
        return sql.sql("SELECT * FROM medical_report WHERE institution = :institution AND number = :number")
                .param("institution", institution)
                .param("number", number)
                .query(LicenceRepository::report)
                .optional();
    }

    /** The latest examination of a person; of several on one day the one that came last. */
    Optional<MedicalReport> latest(List<String> persons) {
        return sql.sql("""
                        SELECT * FROM medical_report WHERE person IN (:persons)
                        ORDER BY examined_on DESC, received_at DESC, id LIMIT 1
                        """)
                .param("persons", persons)
                .query(LicenceRepository::report)
                .optional();
    }

    private static MedicalReport report(ResultSet row, int n) throws SQLException {
        return new MedicalReport(
                row.getString("id"),
                row.getString("institution"),
                row.getString("number"),
                row.getString("person"),
                row.getObject("examined_on", LocalDate.class),
                row.getBoolean("fit"),
                Times.instant(row, "received_at"));
    }

    void insert(LicenceCase licence) {
        sql.sql("""
                        INSERT INTO licence_case (case_id, person, waiting, version)
                        VALUES (:case, :person, :waiting, :version)
                        """)
                .param("case", licence.caseId())
                .param("person", licence.person())
                .param("waiting", licence.waiting())
                .param("version", licence.version())
                .update();
    }

    /** @throws Refusal {@code version-stale} unless it still is what it was before this change */
    void update(LicenceCase changed) {
        int updated = sql.sql("""
                        UPDATE licence_case
                        SET waiting = :waiting, made_at = :madeAt, old_void_at = :oldVoidAt, version = :version
                        WHERE case_id = :case AND version = :version - 1
                        """)
                .param("waiting", changed.waiting())
                .param("madeAt", Times.sql(changed.madeAt()))
                .param("oldVoidAt", Times.sql(changed.oldVoidAt()))
                .param("version", changed.version())
                .param("case", changed.caseId())
                .update();
        if (updated == 0) {
            throw Refusal.stale("version-stale");
        }
    }

    Optional<LicenceCase> find(String caseId) {
        return sql.sql("SELECT * FROM licence_case WHERE case_id = :case")
                .param("case", caseId)
                .query(LicenceRepository::licence)
                .optional();
    }

    List<LicenceCase> waitingFor(List<String> persons) {
        return sql.sql("SELECT * FROM licence_case WHERE person IN (:persons) AND waiting ORDER BY case_id")
                .param("persons", persons)
                .query(LicenceRepository::licence)
                .list();
    }

    private static LicenceCase licence(ResultSet row, int n) throws SQLException {
        return new LicenceCase(
                row.getString("case_id"),
                row.getString("person"),
                row.getBoolean("waiting"),
                Times.instant(row, "made_at"),
                Times.instant(row, "old_void_at"),
                row.getInt("version"));
    }
}
