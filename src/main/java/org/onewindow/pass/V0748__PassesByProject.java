package org.onewindow.pass;

import org.onewindow.database.AddedIndex;
import org.springframework.stereotype.Component;

/** The passes of a project are counted. */
@Component
class V0748__PassesByProject extends AddedIndex {

    V0748__PassesByProject() {
        super("truck_pass", "truck_pass_by_project", "project, period_to");
    }
}
