package org.onewindow.appointment;

import org.onewindow.database.AddedIndex;
import org.springframework.stereotype.Component;

/** Visits to which nobody came are looked for every few minutes. */
@Component
class V0834__VisitsToCome extends AddedIndex {

    V0834__VisitsToCome() {
        super("appointment", "appointment_by_status", "status, starts_at");
    }
}
