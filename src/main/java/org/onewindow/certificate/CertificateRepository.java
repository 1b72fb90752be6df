package org.onewindow.certificate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.onewindow.certificate.Certificate.Ended;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.onewindow.vault.FieldCipher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CertificateRepository {

    private static final String TABLE = "certificate";

    private final JdbcClient sql;
    private final FieldCipher cipher;

    CertificateRepository(JdbcClient sql, FieldCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    /** The unique key on case and edition lets no second one in, whatever was sent twice. */
    void insert(Certificate certificate) {
        sql.sql("""
                        INSERT INTO certificate (number, case_id, edition, item, holder, unit, issued_at, valid_to,
                            name_sealed, id_no_sealed, text_sealed, version)
                        VALUES (:number, :case, :edition, :item, :holder, :unit, :issuedAt, :validTo,
                            :name, :idNo, :text, :version)
                        """)
                .param("number", certificate.number())
                .param("case", certificate.caseId())
                .param("edition", certificate.edition())
                .param("item", certificate.item())
                .param("holder", certificate.holder())
                .param("unit", certificate.unit())
                .param("issuedAt", Times.sql(certificate.issuedAt()))
                .param("validTo", certificate.validTo())
                .param("name", seal(certificate.name(), certificate.number(), "name_sealed"))
                .param("idNo", seal(certificate.idNo(), certificate.number(), "id_no_sealed"))
                .param("text", seal(certificate.text(), certificate.number(), "text_sealed"))
                .param("version", certificate.version())
                .update();
    }

    /** @throws Refusal {@code version-stale} unless it still is what it was before this change */
    void update(Certificate changed) {
        int updated = sql.sql("""
                        UPDATE certificate
                        SET ended_at = :at, ended_by = :by, reason_sealed = :reason, replaced_by = :replacedBy,
                            version = :version
                        WHERE number = :number AND version = :version - 1
                        """)
                .param("at", Times.sql(changed.ended().at()))
                .param("by", changed.ended().by())
                .param("reason", seal(changed.ended().reason(), changed.number(), "reason_sealed"))
                .param("replacedBy", changed.ended().replacedBy())
                .param("version", changed.version())
                .param("number", changed.number())
                .update();
        if (updated == 0) {
            throw Refusal.stale("version-stale");
        }
    }

    Optional<Certificate> find(String number) {
        return sql.sql("SELECT * FROM certificate WHERE number = :number")
                .param("number", number)
                .query(this::certificate)
                .optional();
    }

    /** The newest first. */
    boolean existFor(String caseId) {
        return sql.sql("SELECT COUNT(*) FROM certificate WHERE case_id = :caseId")
                        .param("caseId", caseId)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    List<Certificate> ofHolder(String holder, Instant before, String beforeNumber, int limit) {
        String page = before == null ? "" : "AND (issued_at < :before OR issued_at = :before AND number > :number)";
        var query = sql.sql("""
                SELECT * FROM certificate WHERE holder = :holder %s ORDER BY issued_at DESC, number LIMIT :limit
                """.formatted(page)).param("holder", holder).param("limit", limit);
        if (before != null) {
            query = query.param("before", Times.sql(before)).param("number", beforeNumber);
        }
        return query.query(this::certificate).list();
    }

    private Certificate certificate(ResultSet row, int n) throws SQLException {
        String number = row.getString("number");
        Instant endedAt = Times.instant(row, "ended_at");
        return new Certificate(
                number,
                row.getString("case_id"),
                row.getInt("edition"),
                row.getString("item"),
                row.getString("holder"),
                row.getString("unit"),
                Times.instant(row, "issued_at"),
                row.getObject("valid_to", LocalDate.class),
                open(row, "name_sealed", number),
                open(row, "id_no_sealed", number),
                open(row, "text_sealed", number),
                endedAt == null
                        ? null
                        : new Ended(
                                endedAt,
                                row.getString("ended_by"),
                                open(row, "reason_sealed", number),
                                row.getString("replaced_by")),
                row.getInt("version"));
    }

    private String seal(String plain, String number, String column) {
        return cipher.seal(plain, TABLE, number, column);
    }

    private String open(ResultSet row, String column, String number) throws SQLException {
        return cipher.open(row.getString(column), TABLE, number, column);
    }
}
