package org.onewindow.pass;

import java.util.Map;
import org.onewindow.database.AddedColumns;
import org.springframework.stereotype.Component;

/** What may change of a pass once it is given. */
@Component
class V0703__PassStanding extends AddedColumns {

    V0703__PassStanding() {
        super(
                "truck_pass",
                Map.of(
                        "status", "VARCHAR(20) NOT NULL DEFAULT 'LIVE'",
                        "suspended_to", "DATE NULL",
                        "replaces", "VARCHAR(40) NULL",
                        "replaced_by", "VARCHAR(40) NULL",
                        "project", "VARCHAR(40) NULL",
                        "version", "INT NOT NULL DEFAULT 0"));
    }
}
