package org.onewindow.notification;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** By SMTP, where {@code spring.mail.host} names a server. */
@Component
class MailGateway implements Gateway {

    private final JavaMailSender sender;
    private final String from;

    MailGateway(ObjectProvider<JavaMailSender> sender, NotificationRules rules) {
        this.sender = sender.getIfAvailable();
        from = rules.mailFrom();
    }

    @Override
    public Outgoing.Way way() {
        return Outgoing.Way.MAIL;
    }

    @Override
    public boolean present() {
        return sender != null;
    }

    @Override
    public void send(Outgoing one, String to) {
        var mail = new SimpleMailMessage();
        mail.setFrom(from);
        mail.setTo(to);
        mail.setSubject(one.subject());
        mail.setText(one.text());
        sender.send(mail);
    }
}
