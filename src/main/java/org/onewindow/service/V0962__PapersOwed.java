package org.onewindow.service;

import java.util.Map;
import org.onewindow.database.AddedColumns;
import org.springframework.stereotype.Component;

/** What an application still lacks, whether a promise stands in for proofs, and whether it is one of several. */
@Component
class V0962__PapersOwed extends AddedColumns {

    V0962__PapersOwed() {
        super(
                "service_application",
                Map.of(
                        "owed_sealed", "VARCHAR(4000) NULL",
                        "commitment", "BOOLEAN DEFAULT FALSE NOT NULL",
                        "again", "BOOLEAN DEFAULT FALSE NOT NULL"));
    }
}
