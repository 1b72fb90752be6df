package org.onewindow.photolibrary;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.onewindow.photolibrary.PhotoAccess.Result;
import org.onewindow.photolibrary.PhotoRequest.Basis;
import org.onewindow.photolibrary.PhotoRequest.Status;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Consents, requests, and who read what. Records of reading are only ever added. */
@Repository
class SharingRepository {

    private final JdbcClient sql;

    SharingRepository(JdbcClient sql) {
        this.sql = sql;
    }

    void insert(PhotoRequest request) {
        sql.sql("""
                        INSERT INTO photo_request (id, owner, unit, requested_by, spec, purpose, about, requested_at, status,
                            basis, due_at, version)
                        VALUES (:id, :owner, :unit, :by, :spec, :purpose, :about, :at, :status, :basis, :due, 0)
                        """)
                .param("id", request.id())
                .param("owner", request.owner())
                .param("unit", request.unit())
                .param("by", request.requestedBy())
                .param("spec", request.spec())
                .param("purpose", request.purpose())
                .param("about", request.about())
                .param("at", Times.sql(request.requestedAt()))
                .param("status", request.status().name())
                .param("basis", name(request.basis()))
                .param("due", Times.sql(request.dueAt()))
                .update();
    }

    /** @throws Refusal {@code version-stale} when somebody else changed it meanwhile */
    void update(PhotoRequest request) {
        int changed = sql.sql("""
                        UPDATE photo_request
                        SET status = :status, basis = :basis, due_at = :due, version = version + 1
                        WHERE id = :id AND version = :version
                        """)
                .param("status", request.status().name())
                .param("basis", name(request.basis()))
                .param("due", Times.sql(request.dueAt()))
                .param("id", request.id())
                .param("version", request.version())
                .update();
        if (changed == 0) {
            throw Refusal.stale("version-stale");
        }
    }

    Optional<PhotoRequest> request(String id) {
        return sql.sql("SELECT * FROM photo_request WHERE id = :id")
                .param("id", id)
                .query(SharingRepository::request)
                .optional();
    }

    /** The newest first. */
    List<PhotoRequest> requestsTo(String owner, int limit) {
        return sql.sql("SELECT * FROM photo_request WHERE owner = :owner ORDER BY requested_at DESC, id LIMIT :limit")
                .param("owner", owner)
                .param("limit", limit)
                .query(SharingRepository::request)
                .list();
    }

    /** The newest first. */
    List<PhotoRequest> requestsOf(String unit, int limit) {
        return sql.sql("SELECT * FROM photo_request WHERE unit = :unit ORDER BY requested_at DESC, id LIMIT :limit")
                .param("unit", unit)
                .param("limit", limit)
                .query(SharingRepository::request)
                .list();
    }

    /** Those that wait or are allowed by consent. */
    List<PhotoRequest> open(String owner, String purpose) {
        return sql.sql("""
                        SELECT * FROM photo_request
                        WHERE owner = :owner AND purpose = :purpose
                          AND (status = 'WAITING' OR (status = 'ALLOWED' AND basis = 'CONSENT'))
                        ORDER BY requested_at, id
                        """)
                .param("owner", owner)
                .param("purpose", purpose)
                .query(SharingRepository::request)
                .list();
    }

    void insert(PhotoConsent consent) {
        sql.sql("""
                        INSERT INTO photo_consent (id, owner, receiver, purpose, given_at, ended_at, version)
                        VALUES (:id, :owner, :receiver, :purpose, :given, :ended, 0)
                        """)
                .param("id", consent.id())
                .param("owner", consent.owner())
                .param("receiver", consent.receiver())
                .param("purpose", consent.purpose())
                .param("given", Times.sql(consent.givenAt()))
                .param("ended", Times.sql(consent.endedAt()))
                .update();
    }

    /** @throws Refusal {@code version-stale} when it was changed meanwhile */
    void update(PhotoConsent consent) {
        int changed = sql.sql("""
                        UPDATE photo_consent
                        SET given_at = :given, ended_at = :ended, version = version + 1
                        WHERE id = :id AND version = :version
                        """)
                .param("given", Times.sql(consent.givenAt()))
                .param("ended", Times.sql(consent.endedAt()))
                .param("id", consent.id())
                .param("version", consent.version())
                .update();
        if (changed == 0) {
            throw Refusal.stale("version-stale");
        }
    }

    List<PhotoConsent> consents(String owner) {
        return sql.sql("SELECT * FROM photo_consent WHERE owner = :owner ORDER BY receiver, purpose")
                .param("owner", owner)
                .query((row, n) -> new PhotoConsent(
                        row.getString("id"),
                        row.getString("owner"),
                        row.getString("receiver"),
                        row.getString("purpose"),
                        Times.instant(row, "given_at"),
                        Times.instant(row, "ended_at"),
                        row.getInt("version")))
                .list();
    }

    void append(PhotoAccess access) {
        sql.sql("""
                        INSERT INTO photo_access (id, owner, at, reader, unit, spec, purpose, about, basis, result)
                        VALUES (:id, :owner, :at, :reader, :unit, :spec, :purpose, :about, :basis, :result)
                        """)
                .param("id", access.id())
                .param("owner", access.owner())
                .param("at", Times.sql(access.at()))
                .param("reader", access.reader())
                .param("unit", access.unit())
                .param("spec", access.spec())
                .param("purpose", access.purpose())
                .param("about", access.about())
                .param("basis", name(access.basis()))
                .param("result", access.result().name())
                .update();
    }

    /** The newest first. */
    List<PhotoAccess> accesses(String owner, int limit) {
        return sql.sql("SELECT * FROM photo_access WHERE owner = :owner ORDER BY at DESC, id LIMIT :limit")
                .param("owner", owner)
                .param("limit", limit)
                .query((row, n) -> new PhotoAccess(
                        row.getString("id"),
                        row.getString("owner"),
                        Times.instant(row, "at"),
                        row.getString("reader"),
                        row.getString("unit"),
                        row.getString("spec"),
                        row.getString("purpose"),
                        row.getString("about"),
                        basis(row),
                        Result.valueOf(row.getString("result"))))
                .list();
    }

    private static PhotoRequest request(ResultSet row, int n) throws SQLException {
        return new PhotoRequest(
                row.getString("id"),
                row.getString("owner"),
                row.getString("unit"),
                row.getString("requested_by"),
                row.getString("spec"),
                row.getString("purpose"),
                row.getString("about"),
                Times.instant(row, "requested_at"),
                Status.valueOf(row.getString("status")),
                basis(row),
                Times.instant(row, "due_at"),
                row.getInt("version"));
    }

    private static Basis basis(ResultSet row) throws SQLException {
        String basis = row.getString("basis");
        return basis == null ? null : Basis.valueOf(basis);
    }

    private static String name(Basis basis) {
        return basis == null ? null : basis.name();
    }
}
