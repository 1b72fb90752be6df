package org.onewindow.casework;

import java.util.Map;
import org.onewindow.database.AddedColumns;
import org.springframework.stereotype.Component;

/** Where the case stood when it happened, so that it can be returned there. */
@Component
class V0960__StatusAtAnEvent extends AddedColumns {

    V0960__StatusAtAnEvent() {
        super("case_event", Map.of("status", "VARCHAR(30) NULL"));
    }
}
