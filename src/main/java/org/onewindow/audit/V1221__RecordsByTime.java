package org.onewindow.audit;

import org.onewindow.database.AddedIndex;
import org.springframework.stereotype.Component;

/** What was done within the last hour is looked at every minute. */
@Component
class V1221__RecordsByTime extends AddedIndex {

    V1221__RecordsByTime() {
        super("audit_record", "audit_record_by_time", "at");
    }
}
