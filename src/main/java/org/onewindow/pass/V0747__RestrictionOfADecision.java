package org.onewindow.pass;

import java.util.Map;
import org.onewindow.database.AddedColumns;
import org.springframework.stereotype.Component;

/** Which rules on where trucks may go a decision stands on. */
@Component
class V0747__RestrictionOfADecision extends AddedColumns {

    V0747__RestrictionOfADecision() {
        super(
                "truck_pass_application",
                Map.of("restriction_edition", "VARCHAR(40) NULL", "restriction_version", "INT NULL"));
    }
}
