package org.onewindow.notification;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.onewindow.notification.Outgoing.Way;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes down what is to be told, within the caller's transaction: both happen or neither. */
@Service
@Transactional
@EnableConfigurationProperties(NotificationRules.class)
public class Notifications {

    private static final Pattern MAIL = Pattern.compile("[^@\\s,;<>\"]+@[^@\\s,;<>\"]+");

    private final NotificationRepository notifications;
    private final MessageSource messages;
    private final Clock clock;

    Notifications(NotificationRepository notifications, MessageSource messages, Clock clock) {
        this.notifications = notifications;
        this.messages = messages;
        this.clock = clock;
    }

    /** Once per key and way; a key that is known is not told again. */
    public void tell(Notice notice) {
        Contact contact = contact(notice.account());
        if (contact.mail() != null) {
            write(notice, Way.MAIL, contact.locale());
        }
        if (contact.sms()) {
            write(notice, Way.SMS, contact.locale());
        }
        if (contact.mail() == null && !contact.sms()) {
            write(notice, Way.PAGE, contact.locale());
        }
    }

    private void write(Notice notice, Way way, Locale locale) {
        if (!notifications.known(notice.key(), way)) {
            notifications.insert(
                    notice,
                    way,
                    messages.getMessage("notice.subject." + notice.kind(), null, locale),
                    messages.getMessage(
                            "notice.text." + notice.kind(), notice.values().apply(locale), locale),
                    Times.toMillis(clock.instant()));
        }
    }

    /** What was to be told about this, and was not sent yet, no longer holds. */
    public void cancel(String about) {
        notifications.cancelAbout(about, Times.toMillis(clock.instant()));
    }

    /** What waits to be sent, and what nobody tries any more. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Outbox outbox() {
        return notifications.outbox();
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public Contact contact(String account) {
        return notifications.contact(account).orElse(Contact.UNSAID);
    }

    /**
     * Keeps how somebody wants to be told.
     *
     * @throws Refusal {@code mail-malformed}, {@code language-unknown}
     */
    public void keep(String account, Contact contact) {
        new Defects()
                .require(contact.mail() == null || MAIL.matcher(contact.mail()).matches(), "mail", "mail-malformed")
                .require(contact.language().matches("zh|en"), "language", "language-unknown")
                .refuse();
        notifications.keep(account, contact);
    }

    /** What somebody was told, the newest first; once, by however many ways. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Told> told(String account, int most) {
        return notifications.told(account, clock.instant(), most);
    }
}
