package org.onewindow.service;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.onewindow.casework.Case;
import org.onewindow.service.ServiceApplication.Delivery;
import org.onewindow.shared.Times;
import org.onewindow.vault.FieldCipher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What was handed in, under the id of its case; item and unit stand in the case. */
@Repository
class ServiceApplicationRepository {

    private static final String TABLE = "service_application";
    private static final String FORM = "form_sealed";
    private static final TypeReference<Map<String, String>> ANSWERS = new TypeReference<>() {};

    private final JdbcClient sql;
    private final FieldCipher cipher;

    ServiceApplicationRepository(JdbcClient sql, FieldCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    void insert(String caseId, ServiceApplication application) {
        write("""
                INSERT INTO service_application (case_id, delivery, note_sealed, address_sealed, outlet, reception, commitment, again, form_sealed)
                VALUES (:case, :delivery, :note, :address, :outlet, :reception, :commitment, :again, :form)
                """, caseId, application);
    }

    void update(String caseId, ServiceApplication application) {
        write("""
                UPDATE service_application
                SET delivery = :delivery, note_sealed = :note, address_sealed = :address, outlet = :outlet,
                    reception = :reception, commitment = :commitment, again = :again, form_sealed = :form
                WHERE case_id = :case
                """, caseId, application);
    }

    private void write(String statement, String caseId, ServiceApplication application) {
        sql.sql(statement)
                .param("case", caseId)
                .param("delivery", application.delivery().name())
                .param("note", cipher.seal(application.note(), TABLE, caseId, "note_sealed"))
                .param("address", cipher.seal(application.address(), TABLE, caseId, "address_sealed"))
                .param("outlet", application.outlet())
                .param("reception", application.reception())
                .param("commitment", Boolean.TRUE.equals(application.commitment()))
                .param("again", Boolean.TRUE.equals(application.again()))
                .param("form", sealed(application.form(), caseId))
                .update();
    }

    private String sealed(Map<String, String> form, String caseId) {
        return form.isEmpty() ? null : cipher.seal(JsonMapper.shared().writeValueAsString(form), TABLE, caseId, FORM);
    }

    /** @param value of the column, or {@code null} */
    static Map<String, String> form(FieldCipher cipher, String value, String caseId) {
        String form = cipher.open(value, TABLE, caseId, FORM);
        return form == null ? Map.of() : JsonMapper.shared().readValue(form, ANSWERS);
    }

    /** Until the transaction ends nobody else applies for this person. */
    void lock(String applicant) {
        sql.sql("""
                        INSERT INTO applicant_lock (applicant) VALUES (:applicant)
                        ON DUPLICATE KEY UPDATE applicant = :applicant
                        """).param("applicant", applicant).update();
    }

    void delete(String caseId) {
        sql.sql("DELETE FROM service_application WHERE case_id = :case")
                .param("case", caseId)
                .update();
    }

    /** @param papers what is still missing, or {@code null} when nothing is */
    void owe(String caseId, String papers) {
        sql.sql("UPDATE service_application SET owed_sealed = :papers WHERE case_id = :case")
                .param("case", caseId)
                .param("papers", cipher.seal(papers, TABLE, caseId, "owed_sealed"))
                .update();
    }

    /** Undecided cases in which papers are missing although the promised limit has passed. */
    List<String> owingSince(Instant now) {
        return sql.sql("""
                        SELECT a.case_id FROM service_application a JOIN service_case c ON c.id = a.case_id
                        WHERE a.owed_sealed IS NOT NULL AND c.decided_at IS NULL AND c.due_at <= :now
                          AND c.status <> 'SPECIAL_PROCEDURE'
                        """).param("now", Times.sql(now)).query(String.class).list();
    }

    Optional<ServiceApplication> find(Case c) {
        return sql.sql("SELECT * FROM service_application WHERE case_id = :case")
                .param("case", c.id())
                .query((row, i) -> new ServiceApplication(
                        c.item(),
                        c.unit(),
                        cipher.open(row.getString("note_sealed"), TABLE, c.id(), "note_sealed"),
                        Delivery.valueOf(row.getString("delivery")),
                        cipher.open(row.getString("address_sealed"), TABLE, c.id(), "address_sealed"),
                        row.getString("outlet"),
                        row.getString("reception"),
                        row.getBoolean("again"),
                        row.getBoolean("commitment"),
                        cipher.open(row.getString("owed_sealed"), TABLE, c.id(), "owed_sealed"),
                        form(cipher, row.getString(FORM), c.id())))
                .optional();
    }
}
