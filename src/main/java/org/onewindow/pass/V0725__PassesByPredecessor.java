package org.onewindow.pass;

import org.onewindow.database.AddedIndex;
import org.springframework.stereotype.Component;

/** The versions of a pass are found from the oldest on. */
@Component
class V0725__PassesByPredecessor extends AddedIndex {

    V0725__PassesByPredecessor() {
        super("truck_pass", "truck_pass_by_predecessor", "replaces");
    }
}
