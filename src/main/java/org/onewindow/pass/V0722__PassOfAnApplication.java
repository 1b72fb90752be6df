package org.onewindow.pass;

import java.util.Map;
import org.onewindow.database.AddedColumns;
import org.springframework.stereotype.Component;

/** The pass that an application is to renew or to amend, and the first day on which silence grants it. */
@Component
class V0722__PassOfAnApplication extends AddedColumns {

    V0722__PassOfAnApplication() {
        super(
                "truck_pass_application",
                Map.of(
                        "predecessor", "VARCHAR(40) NULL",
                        "succession", "VARCHAR(10) NULL",
                        "silent_from", "DATE NULL"));
    }
}
