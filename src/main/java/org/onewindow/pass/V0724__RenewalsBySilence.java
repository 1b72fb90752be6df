package org.onewindow.pass;

import org.onewindow.database.AddedIndex;
import org.springframework.stereotype.Component;

/** Renewals that silence may grant are looked for every minute. */
@Component
class V0724__RenewalsBySilence extends AddedIndex {

    V0724__RenewalsBySilence() {
        super("truck_pass_application", "truck_pass_application_by_silence", "silent_from");
    }
}
