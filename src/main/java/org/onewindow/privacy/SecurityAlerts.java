package org.onewindow.privacy;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.onewindow.audit.Audit;
import org.onewindow.audit.Audit.Onlooker;
import org.onewindow.calendar.OfficeTime;
import org.onewindow.identity.Accounts;
import org.onewindow.notification.Notice;
import org.onewindow.notification.Notifications;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.shared.Times;
import org.onewindow.vault.FieldCipher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells the administrators of security of somebody of the authority who looks at more than his work asks for: at more matters
 * within an hour than {@code looks-per-hour} in {@code privacy/records.yml}, of which he has claimed, decided or changed none.
 * Nobody is shut out by that; whether there was a reason is asked by people. One alert for each account and hour.
 */
@Component
class SecurityAlerts {

    /**
     * @param looked at how many matters within the hour before
     * @param account of whoever looked; empty when its time is over
     * @param seenBy administrator who has taken it up; {@code null} before
     * @param note what he noted; {@code null} when nothing
     */
    record Alert(
            String id,
            String account,
            String unit,
            int looked,
            Instant raisedAt,
            String seenBy,
            Instant seenAt,
            String note) {

        /** Never the note. */
        @Override
        public String toString() {
            return "Alert[" + id + "]";
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(SecurityAlerts.class);
    private static final Duration COUNTED = Duration.ofHours(1);
    private static final int MOST = 200;
    private static final String TABLE = "security_alert";

    static final int LONGEST_NOTE = 500;

    private final JdbcClient sql;
    private final Audit audit;
    private final Accounts accounts;
    private final Notifications notifications;
    private final FieldCipher cipher;
    private final TransactionTemplate transaction;
    private final Rules rules;
    private final Clock clock;

    SecurityAlerts(
            JdbcClient sql,
            Audit audit,
            Accounts accounts,
            Notifications notifications,
            FieldCipher cipher,
            TransactionTemplate transaction,
            Rules rules,
            Clock clock,
            MeterRegistry meters) {
        this.sql = sql;
        this.audit = audit;
        this.accounts = accounts;
        this.notifications = notifications;
        this.cipher = cipher;
        this.transaction = transaction;
        this.rules = rules;
        this.clock = clock;
        Gauge.builder("onewindow.security.alerts.open", this, SecurityAlerts::open)
                .description("Alerts that no administrator of security has taken up")
                .register(meters);
    }

    /** Of two nodes that see the same one raises it. */
    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void watch() {
        Instant now = Times.toMillis(clock.instant());
        Instant since = now.minus(COUNTED);
        for (Onlooker somebody : audit.onlookers(since, rules.looksPerHour())) {
            boolean raised = sql.sql("""
                                    SELECT COUNT(*) FROM security_alert WHERE account = :account AND raised_at > :since
                                    """)
                            .param("account", somebody.account())
                            .param("since", Times.sql(since))
                            .query(Integer.class)
                            .single()
                    > 0;
            if (!raised && Boolean.TRUE.equals(transaction.execute(status -> raise(somebody, now)))) {
                LOG.warn("Account {} looked at {} matters within an hour", somebody.account(), somebody.looked());
            }
        }
    }

    private boolean raise(Onlooker somebody, Instant now) {
        String id = UUID.randomUUID().toString();
        boolean raised = sql.sql("""
                        INSERT IGNORE INTO security_alert (id, account, unit, looked, raised_at, raised_in)
                        VALUES (:id, :account, :unit, :looked, :now, :in)
                        """)
                        .param("id", id)
                        .param("account", somebody.account())
                        .param("unit", somebody.unit())
                        .param("looked", somebody.looked())
                        .param("now", Times.sql(now))
                        .param("in", somebody.account() + "/" + now.truncatedTo(ChronoUnit.HOURS))
                        .update()
                == 1;
        if (raised) {
            accounts.withRole(Role.SECURITY_ADMIN).forEach(one -> tell(one.id(), id, somebody.looked(), now));
        }
        return raised;
    }

    /** Who it was stands on the page alone: a mail is read by others. */
    private void tell(String administrator, String alert, int looked, Instant now) {
        notifications.tell(new Notice(
                alert + "/" + administrator, administrator, alert, Notice.Kind.SECURITY_ALERT, now, null, locale ->
                        new Object[] {OfficeTime.moment(now), String.valueOf(looked)}));
    }

    /** The newest first. */
    List<Alert> newest() {
        return sql.sql("SELECT * FROM security_alert ORDER BY raised_at DESC, id LIMIT :most")
                .param("most", MOST)
                .query((row, n) -> new Alert(
                        row.getString("id"),
                        row.getString("account"),
                        row.getString("unit"),
                        row.getInt("looked"),
                        Times.instant(row, "raised_at"),
                        row.getString("seen_by"),
                        Times.instant(row, "seen_at"),
                        cipher.open(row.getString("note_sealed"), TABLE, row.getString("id"), "note")))
                .list();
    }

    /**
     * Whoever takes it up first is named, with what he noted; taking it up again changes nothing. Administrators who were not
     * told yet are not told any more.
     *
     * @param note may be blank
     * @throws Refusal {@code alert-unknown}; {@code alert-taken} by another administrator
     */
    void takeUp(String id, String administrator, String note) {
        String noted = note == null ? "" : note.strip();
        new Defects().require(noted.length() <= LONGEST_NOTE, "note", "length").refuse();
        boolean there = sql.sql("SELECT COUNT(*) FROM security_alert WHERE id = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single()
                == 1;
        if (!there) {
            throw Refusal.notFound("alert-unknown");
        }
        boolean mine = sql.sql("""
                                UPDATE security_alert SET seen_by = :by, seen_at = :at, note_sealed = :note
                                WHERE id = :id AND seen_by IS NULL
                                """)
                        .param("id", id)
                        .param("by", administrator)
                        .param("at", Times.sql(Times.toMillis(clock.instant())))
                        .param("note", noted.isEmpty() ? null : cipher.seal(noted, TABLE, id, "note"))
                        .update()
                == 1;
        if (mine) {
            notifications.cancel(id);
        } else if (sql.sql("SELECT COUNT(*) FROM security_alert WHERE id = :id AND seen_by = :by")
                        .param("id", id)
                        .param("by", administrator)
                        .query(Integer.class)
                        .single()
                == 0) {
            throw Refusal.conflict("alert-taken");
        }
    }

    private int open() {
        return sql.sql("SELECT COUNT(*) FROM security_alert WHERE seen_by IS NULL")
                .query(Integer.class)
                .single();
    }
}
