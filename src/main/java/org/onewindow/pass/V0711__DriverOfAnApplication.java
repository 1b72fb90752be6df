package org.onewindow.pass;

import java.util.Map;
import org.onewindow.database.AddedColumns;
import org.springframework.stereotype.Component;

/** An application may name who drives. */
@Component
class V0711__DriverOfAnApplication extends AddedColumns {

    V0711__DriverOfAnApplication() {
        super("truck_pass_application", Map.of("driver_licence_sealed", "VARCHAR(600) NULL"));
    }
}
