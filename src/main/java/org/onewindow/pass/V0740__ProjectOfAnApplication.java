package org.onewindow.pass;

import java.util.Map;
import org.onewindow.database.AddedColumns;
import org.springframework.stereotype.Component;

/** An application may be for a key project. */
@Component
class V0740__ProjectOfAnApplication extends AddedColumns {

    V0740__ProjectOfAnApplication() {
        super("truck_pass_application", Map.of("project", "VARCHAR(40) NULL"));
    }
}
