package org.onewindow.service;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.onewindow.shared.PersonalRecords;
import org.onewindow.shared.Times;
import org.onewindow.vault.FieldCipher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What an application for one of the other items holds about its applicant; it ends with the decision. */
@Repository
class HandedIn implements PersonalRecords {

    private static final String TABLE = "service_application";

    private final JdbcClient sql;
    private final FieldCipher cipher;

    HandedIn(JdbcClient sql, FieldCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    @Override
    public String kind() {
        return "service-application";
    }

    @Override
    public List<Entry> about(String account) {
        return sql.sql("""
                        SELECT a.*, c.submitted_at, c.changed_at, c.decided_at
                        FROM service_application a JOIN service_case c ON c.id = a.case_id
                        WHERE c.applicant = :account
                        ORDER BY c.serial
                        """).param("account", account).query(this::entry).list();
    }

    private Entry entry(ResultSet row, int i) throws SQLException {
        Map<String, String> fields = PersonalRecords.fields("delivery", row.getString("delivery"));
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
        return sql.sql("SELECT * FROM service_application WHERE case_id = :id")
                .param("id", id)
                .query(this::inPlain)
                .optional()
                .orElse(Map.of());
    }

    private Map<String, String> inPlain(ResultSet row, int i) throws SQLException {
        String id = row.getString("case_id");
        return PersonalRecords.fields(
                "note", cipher.open(row.getString("note_sealed"), TABLE, id, "note_sealed"),
                "address", cipher.open(row.getString("address_sealed"), TABLE, id, "address_sealed"),
                "owed", cipher.open(row.getString("owed_sealed"), TABLE, id, "owed_sealed"),
                "form", form(row, id));
    }

    private String form(ResultSet row, String id) throws SQLException {
        Map<String, String> form = ServiceApplicationRepository.form(cipher, row.getString("form_sealed"), id);
        return form.isEmpty()
                ? null
                : form.entrySet().stream()
                        .map(answer -> answer.getKey() + ": " + answer.getValue())
                        .sorted()
                        .collect(Collectors.joining("\n"));
    }

    @Override
    public Optional<String> ended() {
        return Optional.of("""
                SELECT a.case_id AS id, c.decided_at AS at
                FROM service_application a JOIN service_case c ON c.id = a.case_id
                WHERE a.note_sealed IS NOT NULL OR a.address_sealed IS NOT NULL OR a.owed_sealed IS NOT NULL
                   OR a.form_sealed IS NOT NULL
                """);
    }

    @Override
    public void erase(String id) {
        sql.sql("""
                        UPDATE service_application
                        SET note_sealed = NULL, address_sealed = NULL, owed_sealed = NULL, form_sealed = NULL
                        WHERE case_id = :id
                        """).param("id", id).update();
    }

    @Override
    public Set<String> tables() {
        return Set.of(TABLE);
    }
}
