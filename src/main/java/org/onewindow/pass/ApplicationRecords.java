package org.onewindow.pass;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.onewindow.shared.PersonalRecords;
import org.onewindow.shared.Times;
import org.onewindow.vault.FieldCipher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What an application for a pass holds about its applicant; it ends with the decision. */
@Repository
class ApplicationRecords implements PersonalRecords {

    private static final String TABLE = "truck_pass_application";

    private final JdbcClient sql;
    private final FieldCipher cipher;

    ApplicationRecords(JdbcClient sql, FieldCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    @Override
    public String kind() {
        return "truck-pass-application";
    }

    @Override
    public List<Entry> about(String account) {
        return sql.sql("""
                        SELECT a.*, c.submitted_at, c.changed_at, c.decided_at, p.number AS pass_number
                        FROM truck_pass_application a
                        JOIN service_case c ON c.id = a.case_id
                        LEFT JOIN truck_pass p ON p.case_id = a.case_id
                        WHERE c.applicant = :account
                        ORDER BY c.serial
                        """).param("account", account).query(this::entry).list();
    }

    private Entry entry(ResultSet row, int i) throws SQLException {
        Map<String, String> fields = PersonalRecords.fields(
                "plate", row.getString("plate_number"),
                "creditCode", row.getString("credit_code"),
                "zones", row.getString("zones"),
                "route", row.getString("route"),
                "purpose", row.getString("purpose"),
                "pass", row.getString("pass_number"));
        fields.putAll(inPlain(row, i));
        Instant submitted = Times.instant(row, "submitted_at");
        return new Entry(
                row.getString("case_id"),
                submitted == null ? Times.instant(row, "changed_at") : submitted,
                Times.instant(row, "decided_at"),
                fields);
    }

    @Override
    public Map<String, String> sealed(String id) {
        return sql.sql("SELECT * FROM truck_pass_application WHERE case_id = :id")
                .param("id", id)
                .query(this::inPlain)
                .optional()
                .orElse(Map.of());
    }

    private Map<String, String> inPlain(ResultSet row, int i) throws SQLException {
        return PersonalRecords.fields(
                "contact.name", open(row, "contact_name_sealed"),
                "contact.mobile", open(row, "contact_mobile_sealed"),
                "driver.licenceNumber", open(row, "driver_licence_sealed"));
    }

    private String open(ResultSet row, String column) throws SQLException {
        return cipher.open(row.getString(column), TABLE, row.getString("case_id"), column);
    }

    @Override
    public Optional<String> ended() {
        return Optional.of("""
                SELECT a.case_id AS id, c.decided_at AS at
                FROM truck_pass_application a JOIN service_case c ON c.id = a.case_id
                WHERE a.contact_name_sealed IS NOT NULL OR a.contact_mobile_sealed IS NOT NULL
                   OR a.driver_licence_sealed IS NOT NULL
                """);
    }

    @Override
    public void erase(String id) {
        sql.sql("""
                        UPDATE truck_pass_application
                        SET contact_name_sealed = NULL, contact_mobile_sealed = NULL, driver_licence_sealed = NULL,
                            purpose = NULL, route = NULL
                        WHERE case_id = :id
                        """).param("id", id).update();
    }

    @Override
    public Set<String> tables() {
        return Set.of(TABLE);
    }
}
