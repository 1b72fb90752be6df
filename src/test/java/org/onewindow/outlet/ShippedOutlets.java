package org.onewindow.outlet;

import java.util.List;
import org.onewindow.calendar.WorkingCalendar;

/** The shipped outlets for rule tests of any module, without Spring. */
public final class ShippedOutlets {

    private ShippedOutlets() {}

    public static Outlets by(WorkingCalendar calendar) {
        return new Outlets(new OutletRules(List.of()), calendar);
    }
}
