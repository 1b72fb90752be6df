package org.onewindow.casework;

import java.util.Map;
import org.onewindow.database.AddedColumns;
import org.springframework.stereotype.Component;

/** The two units of a case that one accepts and the other decides. */
@Component
class V0952__ForwardedCase extends AddedColumns {

    V0952__ForwardedCase() {
        super("service_case", Map.of("window_unit", "VARCHAR(60) NULL", "competent_unit", "VARCHAR(60) NULL"));
    }
}
