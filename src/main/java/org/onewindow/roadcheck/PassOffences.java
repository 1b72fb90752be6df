package org.onewindow.roadcheck;

import org.onewindow.greylist.GreyList;
import org.onewindow.greylist.GreyListEntry;
import org.onewindow.pass.PassActs;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Plate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Driving without a pass or outside it: the vehicle is listed, and what passes it has stop in the same transaction. */
@Service
@Transactional
class PassOffences {

    private final GreyList greyList;
    private final PassActs acts;

    PassOffences(GreyList greyList, PassActs acts) {
        this.greyList = greyList;
        this.acts = acts;
    }

    GreyListEntry report(Actor officer, Plate plate, String offence, String place) {
        GreyListEntry entry = greyList.report(officer, plate, offence, place);
        acts.greyListed(officer, plate, entry.listedTo());
        return entry;
    }
}
