package org.onewindow.pass;

import java.util.Map;
import org.onewindow.database.AddedColumns;
import org.springframework.stereotype.Component;

/** The application that this one follows, when somebody applies again. */
@Component
class V0746__EarlierApplication extends AddedColumns {

    V0746__EarlierApplication() {
        super("truck_pass_application", Map.of("follows", "VARCHAR(36) NULL"));
    }
}
