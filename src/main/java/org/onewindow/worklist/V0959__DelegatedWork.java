package org.onewindow.worklist;

import java.util.Map;
import org.onewindow.database.AddedColumns;
import org.springframework.stereotype.Component;

/** To whom a piece of work goes back. */
@Component
class V0959__DelegatedWork extends AddedColumns {

    V0959__DelegatedWork() {
        super("work_item", Map.of("delegated_by", "VARCHAR(36) NULL"));
    }
}
