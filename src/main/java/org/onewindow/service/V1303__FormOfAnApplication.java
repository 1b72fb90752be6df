package org.onewindow.service;

import java.util.Map;
import org.onewindow.database.AddedColumns;
import org.springframework.stereotype.Component;

/** What the fields of the item's form were answered with. */
@Component
class V1303__FormOfAnApplication extends AddedColumns {

    V1303__FormOfAnApplication() {
        super("service_application", Map.of("form_sealed", "TEXT NULL"));
    }
}
