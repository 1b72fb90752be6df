package org.onewindow.privacy;

import java.util.Map;
import org.onewindow.database.AddedColumns;
import org.springframework.stereotype.Component;

/** What an administrator notes when he takes up an alert. */
@Component
class V2200__NoteOfAnInquiry extends AddedColumns {

    V2200__NoteOfAnInquiry() {
        super("security_alert", Map.of("note_sealed", "VARCHAR(3000) NULL"));
    }
}
