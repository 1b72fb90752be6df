package org.onewindow.homevisit;

import java.util.Map;
import org.onewindow.database.AddedColumns;
import org.springframework.stereotype.Component;

/** Who typed in what an officer brought back on paper. */
@Component
class V1501__WhoEnteredAReport extends AddedColumns {

    V1501__WhoEnteredAReport() {
        super("home_visit_report", Map.of("entered_by", "VARCHAR(36) NULL"));
    }
}
