package org.onewindow.outlet;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts how often people let themselves be guided to an outlet (一键导航). Kept are outlet, day and item; who asked and where he
 * stood is not.
 */
@Service
@Transactional
public class OutletGuides {

    private static final int MOST_DAYS = 366;

    /** @param item code, or empty for whoever named none */
    record Counted(String outlet, String item, long times) {}

    private final JdbcClient sql;
    private final Outlets outlets;
    private final Clock clock;

    OutletGuides(JdbcClient sql, Outlets outlets, Clock clock) {
        this.sql = sql;
        this.outlets = outlets;
        this.clock = clock;
    }

    /**
     * @param item code of what he goes there for, or {@code null}
     * @return where he is guided to
     * @throws Refusal {@code outlet-unknown}, {@code item-not-here}
     */
    public Outlet guide(String code, String item) {
        Outlet outlet = outlets.outlet(code);
        if (item != null && outlet.itemGroup(item).isEmpty()) {
            throw Refusal.invalid("item", "item-not-here");
        }
        sql.sql("""
                        INSERT INTO outlet_guide (outlet, on_day, item, times) VALUES (:outlet, :day, :item, 1)
                        ON DUPLICATE KEY UPDATE times = times + 1
                        """)
                .param("outlet", outlet.code())
                .param("day", LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE))
                .param("item", item == null ? "" : item)
                .update();
        return outlet;
    }

    /**
     * @param from first day
     * @param to last day
     * @throws Refusal {@code guide-days-range}
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    List<Counted> counted(LocalDate from, LocalDate to) {
        new Defects()
                .require(
                        !to.isBefore(from)
                                && from.getYear() >= 2000
                                && to.getYear() < 2100
                                && !to.isAfter(from.plusDays(MOST_DAYS)),
                        "to",
                        "guide-days-range")
                .refuse();
        return sql.sql("""
                        SELECT outlet, item, SUM(times) AS times FROM outlet_guide
                        WHERE on_day BETWEEN :from AND :to GROUP BY outlet, item ORDER BY outlet, item
                        """)
                .param("from", from)
                .param("to", to)
                .query((row, i) -> new Counted(row.getString("outlet"), row.getString("item"), row.getLong("times")))
                .list();
    }
}
