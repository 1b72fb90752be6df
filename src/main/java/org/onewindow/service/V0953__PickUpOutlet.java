package org.onewindow.service;

import java.util.Map;
import org.onewindow.database.AddedColumns;
import org.springframework.stereotype.Component;

/** Where the applicant picks the result up. */
@Component
class V0953__PickUpOutlet extends AddedColumns {

    V0953__PickUpOutlet() {
        super("service_application", Map.of("outlet", "VARCHAR(20) NULL"));
    }
}
