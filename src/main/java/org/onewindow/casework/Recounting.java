package org.onewindow.casework;

import org.onewindow.calendar.CalendarPublished;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Limits that were provisional are counted again once their year is published: at once on the node that published it, and
 * each night for what another node received by the old calendar in those seconds.
 */
@Component
class Recounting {

    private static final Logger LOG = LoggerFactory.getLogger(Recounting.class);

    private final Cases cases;

    Recounting(Cases cases) {
        this.cases = cases;
    }

    @EventListener
    void published(CalendarPublished year) {
        recountAll();
    }

    @Scheduled(cron = "0 30 3 * * *", zone = "Asia/Shanghai")
    void recountAll() {
        for (Case c : cases.provisional()) {
            try {
                cases.recount(c);
            } catch (OptimisticLockingFailureException e) {
                LOG.info("case {} was changed meanwhile; its limit is counted again tonight", c.id());
            }
        }
    }
}
