package org.onewindow.service;

import java.util.Optional;
import org.onewindow.casework.Case;
import org.onewindow.service.ServiceApplication.Delivery;
import org.onewindow.vault.FieldCipher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was handed in, under the id of its case; item and unit stand in the case. */
@Repository
class ServiceApplicationRepository {

    private static final String TABLE = "service_application";

    private final JdbcClient sql;
    private final FieldCipher cipher;

    ServiceApplicationRepository(JdbcClient sql, FieldCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    void insert(String caseId, ServiceApplication application) {
        write("""
                INSERT INTO service_application (case_id, delivery, note_sealed, address_sealed, outlet, reception)
                VALUES (:case, :delivery, :note, :address, :outlet, :reception)
                """, caseId, application);
    }

    void update(String caseId, ServiceApplication application) {
        write("""
                UPDATE service_application
                SET delivery = :delivery, note_sealed = :note, address_sealed = :address, outlet = :outlet,
                    reception = :reception
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
                .update();
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
                        null))
                .optional();
    }
}
