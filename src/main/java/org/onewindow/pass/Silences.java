package org.onewindow.pass;

import java.time.Clock;
import java.time.LocalDate;
import org.onewindow.calendar.WorkingCalendar;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Renewals on which the authority was silent until the old pass ended: looked for every {@code onewindow.pass.deem-every}, each
 * in a transaction of its own. Of two nodes one finds a renewal decided already.
 */
@Component
class Silences {

    private static final Logger LOG = LoggerFactory.getLogger(Silences.class);
    private static final int AT_ONCE = 500;

    private final PassApplicationRepository applications;
    private final Passes passes;
    private final Clock clock;

    Silences(PassApplicationRepository applications, Passes passes, Clock clock) {
        this.applications = applications;
        this.passes = passes;
        this.clock = clock;
    }

    @Scheduled(
            fixedDelayString = "${onewindow.pass.deem-every:PT1M}",
            initialDelayString = "${onewindow.pass.deem-every:PT1M}")
    void grant() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
        for (String caseId : applications.silentBy(today, AT_ONCE)) {
            try {
                passes.grantBySilence(caseId);
            } catch (RuntimeException e) {
                // the class only: a message may quote the application
                LOG.warn("case {} is looked at again later: {}", caseId, e.getClass());
            }
        }
    }
}
