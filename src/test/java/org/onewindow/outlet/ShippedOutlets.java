package org.onewindow.outlet;

import java.time.Clock;
import org.onewindow.calendar.WorkingCalendar;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The shipped outlets for tests of any module, without Spring. */
public final class ShippedOutlets {

    private ShippedOutlets() {}

    public static Outlets by(WorkingCalendar calendar, JdbcClient sql) {
        return new Outlets(new ClosureRepository(sql), calendar);
    }

    public static Closures closures(Outlets outlets, JdbcClient sql, Clock clock) {
        return new Closures(new ClosureRepository(sql), outlets, clock);
    }
}
