package org.onewindow.service;

import org.onewindow.database.AddedIndex;
import org.springframework.stereotype.Component;

/** What was handed in during one visit. */
@Component
class V0957__ApplicationsByReception extends AddedIndex {

    V0957__ApplicationsByReception() {
        super("service_application", "service_application_by_reception", "reception");
    }
}
