package org.onewindow.identity;

import java.util.List;
import org.onewindow.vault.IndexedColumns;
import org.springframework.stereotype.Component;

/** Logins that nobody types, made of a blind index each. */
@Component
class AccountLogins implements IndexedColumns {

    @Override
    public List<Column> indexed() {
        return List.of(
                new Column("account", "login", Accounts.CITIZEN), new Column("account", "login", Accounts.PRESENT));
    }
}
