package org.onewindow.casework;

import java.util.Map;
import org.onewindow.database.AddedColumns;
import org.springframework.stereotype.Component;

/** Receipt and limit of the delivery, counted from the decision. */
@Component
class V0951__DeliveryClock extends AddedColumns {

    V0951__DeliveryClock() {
        super(
                "service_case",
                Map.of(
                        "delivery_from", "DATETIME(3) NULL",
                        "delivery_days", "INT NULL",
                        "delivery_due_date", "DATE NULL",
                        "delivery_due_at", "DATETIME(3) NULL",
                        "delivery_provisional", "BOOLEAN NULL"));
    }
}
