package org.onewindow.service;

import java.time.Clock;
import org.onewindow.casework.Cases;
import org.onewindow.shared.Times;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Each night ends the applications whose missing papers did not come by the promised limit. */
@Component
class OwedPapers {

    private static final Logger LOG = LoggerFactory.getLogger(OwedPapers.class);

    private final ServiceApplicationRepository kept;
    private final Cases cases;
    private final Clock clock;

    OwedPapers(ServiceApplicationRepository kept, Cases cases, Clock clock) {
        this.kept = kept;
        this.cases = cases;
        this.clock = clock;
    }

    @Scheduled(cron = "0 40 3 * * *", zone = "Asia/Shanghai")
    void endOverdue() {
        for (String id : kept.owingSince(Times.toMillis(clock.instant()))) {
            try {
                cases.lapse(cases.running(id), "papers-owed");
            } catch (OptimisticLockingFailureException e) {
                LOG.info("case {} was changed meanwhile; it is looked at again tomorrow", id);
            }
        }
    }
}
