package org.onewindow.notification;

import org.onewindow.database.AddedIndex;
import org.springframework.stereotype.Component;

/** What was told to somebody, newest first. */
@Component
class V1600__NoticesByAccount extends AddedIndex {

    V1600__NoticesByAccount() {
        super("notification", "ix_notification_account", "account, created_at");
    }
}
