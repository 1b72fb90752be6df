package org.onewindow.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.onewindow.vault.FieldCipher;
import org.onewindow.vault.IndexedColumns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Five wrong passwords within a minute close a login for a minute, also to the right password. Counted in the database,
 * for all nodes alike, and for logins nobody has, so that the limit does not tell who exists. What was typed as a login is
 * kept as a blind index only: people type their passwords there.
 */
@Repository
class LoginFailures implements IndexedColumns {

    private static final String PURPOSE = "login";
    private static final int LIMIT = 5;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration CLOSED = Duration.ofMinutes(1);
    private static final Duration KEPT = WINDOW.plus(CLOSED);

    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final Clock clock;

    LoginFailures(JdbcClient jdbc, FieldCipher cipher, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** @throws Refusal TOO_MANY {@code too-many-failures}, its argument the seconds after which to come back */
    void refuseWhenClosed(String login) {
        Instant now = clock.instant();
        List<Instant> latest = jdbc.sql("""
                        SELECT failed_at FROM login_failure
                         WHERE login_index IN (:logins) AND failed_at > :since
                         ORDER BY failed_at DESC LIMIT :limit
                        """)
                .param("logins", cipher.blindIndexes(login, PURPOSE))
                .param("since", Times.sql(now.minus(KEPT)))
                .param("limit", LIMIT)
                .query((row, n) -> Times.instant(row, "failed_at"))
                .list();
        if (latest.size() < LIMIT
                || Duration.between(latest.get(LIMIT - 1), latest.get(0)).compareTo(WINDOW) > 0) {
            return;
        }
        Duration left = Duration.between(now, latest.get(0).plus(CLOSED));
        if (left.compareTo(Duration.ZERO) > 0) {
            throw Refusal.tooMany("too-many-failures", left.plusMillis(999).toSeconds());
        }
    }

    /** Stays when the request that failed is rolled back. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void note(String login) {
        Instant now = clock.instant();
        jdbc.sql("INSERT INTO login_failure (login_index, failed_at, id) VALUES (:login, :now, :id)")
                .param("login", cipher.blindIndex(login, PURPOSE))
                .param("now", Times.sql(now))
                .param("id", UUID.randomUUID().toString())
                .update();
        jdbc.sql("DELETE FROM login_failure WHERE failed_at < :old")
                .param("old", Times.sql(now.minus(KEPT)))
                .update();
    }

    void forget(String login) {
        jdbc.sql("DELETE FROM login_failure WHERE login_index IN (:logins)")
                .param("logins", cipher.blindIndexes(login, PURPOSE))
                .update();
    }

    @Override
    public List<Column> indexed() {
        return List.of(new Column("login_failure", "login_index"));
    }
}
