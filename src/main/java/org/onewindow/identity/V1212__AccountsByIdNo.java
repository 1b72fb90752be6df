package org.onewindow.identity;

import org.onewindow.database.AddedIndex;
import org.springframework.stereotype.Component;

/** Somebody is found by his identity number. */
@Component
class V1212__AccountsByIdNo extends AddedIndex {

    V1212__AccountsByIdNo() {
        super("account", "ix_account_id_no", "id_no_index");
    }
}
