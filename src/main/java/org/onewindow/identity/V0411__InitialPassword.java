package org.onewindow.identity;

import java.util.Map;
import org.onewindow.database.AddedColumns;
import org.springframework.stereotype.Component;

/** A password that somebody else knows opens nothing but its own change. */
@Component
class V0411__InitialPassword extends AddedColumns {

    V0411__InitialPassword() {
        super("account", Map.of("initial_password", "BOOLEAN NOT NULL DEFAULT FALSE"));
    }
}
