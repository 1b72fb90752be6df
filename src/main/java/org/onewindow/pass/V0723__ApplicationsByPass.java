package org.onewindow.pass;

import org.onewindow.database.AddedIndex;
import org.springframework.stereotype.Component;

/** Whether somebody renews or amends a pass already is asked before another may. */
@Component
class V0723__ApplicationsByPass extends AddedIndex {

    V0723__ApplicationsByPass() {
        super("truck_pass_application", "truck_pass_application_by_predecessor", "predecessor");
    }
}
