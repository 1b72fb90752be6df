package org.onewindow.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.onewindow.notification.Outgoing.Way;
import org.onewindow.shared.Times;
import org.onewindow.vault.FieldCipher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Texts and addresses are sealed; a text is gone once it was sent. */
@Repository
class NotificationRepository {

    private static final String TABLE = "notification";
    private static final String CONTACTS = "notification_contact";

    private final JdbcClient sql;
    private final FieldCipher cipher;

    NotificationRepository(JdbcClient sql, FieldCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    boolean known(String key, Way way) {
        return sql.sql("SELECT COUNT(*) FROM notification WHERE notice_key = :key AND way = :way")
                        .param("key", key)
                        .param("way", way.name())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Unless it is there already, or was written by somebody else meanwhile. */
    void insert(Notice notice, Way way, String subject, String text, Instant now) {
        sql.sql("""
                        INSERT IGNORE INTO notification (notice_key, way, account, about, kind, subject, text_sealed, status, tries,
                            next_at, useless_at, created_at)
                        VALUES (:key, :way, :account, :about, :kind, :subject, :text, 'PENDING', 0,
                            :nextAt, :uselessAt, :now)
                        """)
                .param("key", notice.key())
                .param("way", way.name())
                .param("account", notice.account())
                .param("about", notice.about())
                .param("kind", notice.kind().name())
                .param("subject", subject)
                .param("text", cipher.seal(text, TABLE, notice.key() + way, "text"))
                .param("nextAt", Times.sql(notice.at()))
                .param("uselessAt", Times.sql(notice.uselessAt()))
                .param("now", Times.sql(now))
                .update();
    }

    /** Whatever was not sent yet is obsolete; what is being sent is not tried again when it is not taken. */
    void cancelAbout(String about, Instant now) {
        sql.sql("""
                        UPDATE notification SET status = 'CANCELLED', text_sealed = NULL
                        WHERE about = :about AND status = 'PENDING'
                        """).param("about", about).update();
        sql.sql("UPDATE notification SET useless_at = :now WHERE about = :about AND status = 'SENDING'")
                .param("now", Times.sql(now))
                .param("about", about)
                .update();
    }

    void cancelUseless(Instant now) {
        sql.sql("""
                        UPDATE notification SET status = 'CANCELLED', text_sealed = NULL
                        WHERE status = 'PENDING' AND useless_at <= :now
                        """).param("now", Times.sql(now)).update();
    }

    List<Outgoing> due(Instant now, int most) {
        return sql.sql("""
                        SELECT * FROM notification WHERE status = 'PENDING' AND next_at <= :now
                        ORDER BY next_at LIMIT :most
                        """)
                .param("now", Times.sql(now))
                .param("most", most)
                .query(this::toOutgoing)
                .list();
    }

    /** Of those who want to send it one may; it is not due again unless he says that it was not sent. */
    boolean claim(Outgoing one, Instant now) {
        return sql.sql("""
                                UPDATE notification SET status = 'SENDING', claimed_at = :now
                                WHERE notice_key = :key AND way = :way AND status = 'PENDING'
                                """)
                        .param("now", Times.sql(now))
                        .param("key", one.key())
                        .param("way", one.way().name())
                        .update()
                == 1;
    }

    /** @param status {@code SENT}, {@code GIVEN_UP} or {@code NO_WAY} */
    void end(Outgoing one, String status, Instant now) {
        sql.sql("""
                        UPDATE notification SET status = :status, ended_at = :now, text_sealed = NULL
                        WHERE notice_key = :key AND way = :way
                        """)
                .param("status", status)
                .param("now", Times.sql(now))
                .param("key", one.key())
                .param("way", one.way().name())
                .update();
    }

    void again(Outgoing one, Instant at) {
        sql.sql("""
                        UPDATE notification SET status = 'PENDING', tries = :tries, next_at = :at
                        WHERE notice_key = :key AND way = :way
                        """)
                .param("tries", one.tries() + 1)
                .param("at", Times.sql(at))
                .param("key", one.key())
                .param("way", one.way().name())
                .update();
    }

    Outbox outbox() {
        return sql.sql("""
                        SELECT COUNT(CASE WHEN status IN ('PENDING', 'SENDING') THEN 1 END) AS waiting,
                            MIN(CASE WHEN status IN ('PENDING', 'SENDING') THEN created_at END) AS since,
                            COUNT(CASE WHEN status = 'GIVEN_UP' THEN 1 END) AS given_up
                        FROM notification
                        WHERE status IN ('PENDING', 'SENDING', 'GIVEN_UP')
                        """)
                .query((row, i) ->
                        new Outbox(row.getLong("waiting"), Times.instant(row, "since"), row.getLong("given_up")))
                .single();
    }

    List<Told> told(String account, Instant now, int most) {
        return sql.sql("""
                        SELECT kind, about, created_at FROM notification
                        WHERE account = :account AND status <> 'CANCELLED' AND (status <> 'PENDING' OR next_at <= :now)
                        GROUP BY notice_key, kind, about, created_at
                        ORDER BY created_at DESC, notice_key LIMIT :most
                        """)
                .param("account", account)
                .param("now", Times.sql(now))
                .param("most", most)
                .query((row, i) -> new Told(
                        Notice.Kind.valueOf(row.getString("kind")),
                        row.getString("about"),
                        Times.instant(row, "created_at")))
                .list();
    }

    Optional<Contact> contact(String account) {
        return sql.sql("SELECT * FROM notification_contact WHERE account = :account")
                .param("account", account)
                .query((row, i) -> new Contact(
                        cipher.open(row.getString("mail_sealed"), CONTACTS, account, "mail"),
                        row.getBoolean("sms"),
                        row.getString("language")))
                .optional();
    }

    void keep(String account, Contact contact) {
        sql.sql("""
                        INSERT INTO notification_contact (account, mail_sealed, sms, language)
                        VALUES (:account, :mail, :sms, :language)
                        ON DUPLICATE KEY UPDATE mail_sealed = :mail, sms = :sms, language = :language
                        """)
                .param("account", account)
                .param("mail", cipher.seal(contact.mail(), CONTACTS, account, "mail"))
                .param("sms", contact.sms())
                .param("language", contact.language())
                .update();
    }

    private Outgoing toOutgoing(ResultSet row, int i) throws SQLException {
        String key = row.getString("notice_key");
        Way way = Way.valueOf(row.getString("way"));
        return new Outgoing(
                key,
                way,
                row.getString("account"),
                row.getString("subject"),
                cipher.open(row.getString("text_sealed"), TABLE, key + way, "text"),
                row.getInt("tries"));
    }
}
