package org.onewindow.notification;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.onewindow.identity.Accounts;
import org.onewindow.notification.Outgoing.Way;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sends what is due, outside any transaction. Whoever sends a notice claims it before, in the row; what was claimed when a node
 * died is never sent again, for it may have left the house.
 */
@Component
class Sending {

    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
    private static final int AT_ONCE = 50;

    private final NotificationRepository notifications;
    private final Accounts accounts;
    private final Map<Way, Gateway> gateways;
    private final NotificationRules rules;
    private final Clock clock;

    Sending(
            NotificationRepository notifications,
            Accounts accounts,
            List<Gateway> gateways,
            NotificationRules rules,
            Clock clock) {
        this.notifications = notifications;
        this.accounts = accounts;
        this.gateways = gateways.stream().collect(Collectors.toMap(Gateway::way, Function.identity()));
        this.rules = rules;
        this.clock = clock;
    }

    @Scheduled(
            fixedDelayString = "${onewindow.notification.send-every:PT5S}",
            initialDelayString = "${onewindow.notification.send-every:PT5S}")
    void send() {
        notifications.cancelUseless(now());
        for (Outgoing due : notifications.due(now(), AT_ONCE)) {
            if (notifications.claim(due, now())) {
                send(due);
            }
        }
    }

    private void send(Outgoing claimed) {
        if (claimed.way() == Way.PAGE) {
            notifications.end(claimed, "SENT", now());
            return;
        }
        Gateway gateway = gateways.get(claimed.way());
        try {
            String to = gateway.present() ? address(claimed) : null;
            if (to == null) {
                notifications.end(claimed, "NO_WAY", now());
            } else {
                gateway.send(claimed, to);
                notifications.end(claimed, "SENT", now());
            }
        } catch (RuntimeException e) {
            // the class only: a message may quote the address
            LOG.warn("notice {} by {} was not taken: {}", claimed.key(), claimed.way(), e.getClass());
            int failures = claimed.tries() + 1;
            if (failures >= rules.tries()) {
                notifications.end(claimed, "GIVEN_UP", now());
            } else {
                notifications.again(claimed, now().plus(rules.waitAfter(failures)));
            }
        }
    }

    /** As it is now; {@code null} when there is none. */
    private String address(Outgoing one) {
        if (one.way() == Way.MAIL) {
            return notifications.contact(one.account()).map(Contact::mail).orElse(null);
        }
        try {
            return accounts.person(one.account()).mobile();
        } catch (Refusal unknown) {
            return null;
        }
    }

    private Instant now() {
        return Times.toMillis(clock.instant());
    }
}
