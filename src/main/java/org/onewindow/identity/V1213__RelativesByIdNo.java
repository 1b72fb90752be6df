package org.onewindow.identity;

import org.onewindow.database.AddedIndex;
import org.springframework.stereotype.Component;

/** A declared relative is found when his index changes. */
@Component
class V1213__RelativesByIdNo extends AddedIndex {

    V1213__RelativesByIdNo() {
        super("relative", "ix_relative_id_no", "id_no_index");
    }
}
