package org.onewindow.photolibrary;

import org.onewindow.database.AddedIndex;
import org.springframework.stereotype.Component;

/** A photograph is found when its index changes. */
@Component
class V1214__PhotosByContent extends AddedIndex {

    V1214__PhotosByContent() {
        super("photo", "ix_photo_content", "content_index");
    }
}
