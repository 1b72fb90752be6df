package org.onewindow.pass;

import org.onewindow.database.AddedIndex;
import org.springframework.stereotype.Component;

/** Applications of one vehicle are found at each submission. */
@Component
class V0744__ApplicationsByPlate extends AddedIndex {

    V0744__ApplicationsByPlate() {
        super("truck_pass_application", "truck_pass_application_by_plate", "plate_number, plate_type");
    }
}
