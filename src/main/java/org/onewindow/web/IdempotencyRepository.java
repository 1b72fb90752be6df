package org.onewindow.web;

import java.time.Instant;
import java.util.Optional;
import org.onewindow.shared.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Answers that were given under a key, kept as long as a caller may ask again. */
@Repository
class IdempotencyRepository {

    /** @param fingerprint hash of the method, the path and the body */
    record Answer(String fingerprint, int status, String contentType, String location, String etag, byte[] body) {}

    private final JdbcClient sql;

    IdempotencyRepository(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<Answer> find(String actor, String key) {
        return sql.sql("""
                        SELECT fingerprint, status, content_type, location, etag, body
                        FROM idempotency
                        WHERE actor = :actor AND idempotency_key = :key
                        """)
                .param("actor", actor)
                .param("key", key)
                .query(Answer.class)
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when another node answered under this key meanwhile */
    void insert(String actor, String key, Answer answer, Instant at) {
        sql.sql("""
                        INSERT INTO idempotency
                            (actor, idempotency_key, fingerprint, status, content_type, location, etag, body, created_at)
                        VALUES (:actor, :key, :fingerprint, :status, :contentType, :location, :etag, :body, :at)
                        """)
                .param("actor", actor)
                .param("key", key)
                .param("fingerprint", answer.fingerprint())
                .param("status", answer.status())
                .param("contentType", answer.contentType())
                .param("location", answer.location())
                .param("etag", answer.etag())
                .param("body", answer.body())
                .param("at", Times.sql(at))
                .update();
    }

    /** @return whether there may be more */
    boolean forget(Instant before, int most) {
        return sql.sql("DELETE FROM idempotency WHERE created_at < :before LIMIT :most")
                        .param("before", Times.sql(before))
                        .param("most", most)
                        .update()
                == most;
    }
}
