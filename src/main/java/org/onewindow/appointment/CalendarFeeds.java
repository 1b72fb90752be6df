package org.onewindow.appointment;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.onewindow.appointment.Appointment.Status;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.onewindow.vault.FieldCipher;
import org.onewindow.vault.IndexedColumns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * One secret address per account, at which a calendar program reads all its visits. The secret is kept as a blind index only; a
 * new one ends the old one.
 */
@Service
@Transactional
class CalendarFeeds implements IndexedColumns {

    private static final String PURPOSE = "calendar-feed";
    private static final Duration BACK = Duration.ofDays(30);
    private static final Instant LATEST = Instant.parse("9999-12-01T00:00:00Z");
    private static final int MOST = 200;

    private final JdbcClient sql;
    private final AppointmentRepository appointments;
    private final FieldCipher cipher;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    CalendarFeeds(JdbcClient sql, AppointmentRepository appointments, FieldCipher cipher, Clock clock) {
        this.sql = sql;
        this.appointments = appointments;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** A new secret; told once. */
    public String open(String account) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        sql.sql("""
                        INSERT INTO calendar_feed (account, secret_index, opened_at) VALUES (:account, :secret, :now)
                        ON DUPLICATE KEY UPDATE secret_index = :secret, opened_at = :now
                        """)
                .param("account", account)
                .param("secret", cipher.blindIndex(secret, PURPOSE))
                .param("now", Times.sql(clock.instant()))
                .update();
        return secret;
    }

    public void close(String account) {
        sql.sql("DELETE FROM calendar_feed WHERE account = :account")
                .param("account", account)
                .update();
    }

    /**
     * Visits of the last thirty days and all to come, without holds.
     *
     * @throws Refusal {@code calendar-feed-unknown}
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Appointment> read(String secret) {
        String account = sql.sql("SELECT account FROM calendar_feed WHERE secret_index IN (:secrets)")
                .param("secrets", cipher.blindIndexes(secret, PURPOSE))
                .query(String.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("calendar-feed-unknown"));
        Instant from = clock.instant().minus(BACK);
        return appointments.of(account, LATEST, "", MOST).stream()
                .filter(one -> one.slot().startsAt().isAfter(from))
                .filter(one -> one.status() != Status.HELD && one.status() != Status.EXPIRED)
                .toList();
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Column> indexed() {
        return List.of(new Column("calendar_feed", "secret_index"));
    }
}
