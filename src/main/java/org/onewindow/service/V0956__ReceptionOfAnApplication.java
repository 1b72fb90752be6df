package org.onewindow.service;

import java.util.Map;
import org.onewindow.database.AddedColumns;
import org.springframework.stereotype.Component;

/** The visit in which it was handed in. */
@Component
class V0956__ReceptionOfAnApplication extends AddedColumns {

    V0956__ReceptionOfAnApplication() {
        super("service_application", Map.of("reception", "VARCHAR(36) NULL"));
    }
}
