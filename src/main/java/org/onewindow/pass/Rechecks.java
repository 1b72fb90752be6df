package org.onewindow.pass;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseStatus;
import org.onewindow.casework.Cases;
import org.onewindow.pass.RecheckRepository.Recheck;
import org.onewindow.register.Answers;
import org.onewindow.register.Registers;
import org.onewindow.shared.Plate;
import org.onewindow.shared.Times;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Asks silent registers again while an officer has the case: every {@code onewindow.pass.ask-again-every}, then at twice the
 * distance each time, up to an hour. The registers are asked outside any transaction.
 */
@Component
class Rechecks {

    private static final Logger LOG = LoggerFactory.getLogger(Rechecks.class);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int AT_ONCE = 50;

    private final RecheckRepository rechecks;
    private final PassApplicationRepository applications;
    private final Passes passes;
    private final Cases cases;
    private final Registers registers;
    private final Duration every;
    private final Clock clock;

    Rechecks(
            RecheckRepository rechecks,
            PassApplicationRepository applications,
            Passes passes,
            Cases cases,
            Registers registers,
            @Value("${onewindow.pass.ask-again-every:PT5M}") Duration every,
            Clock clock) {
        this.rechecks = rechecks;
        this.applications = applications;
        this.passes = passes;
        this.cases = cases;
        this.registers = registers;
        this.every = every;
        this.clock = clock;
    }

    @Scheduled(
            fixedDelayString = "${onewindow.pass.ask-again-every:PT5M}",
            initialDelayString = "${onewindow.pass.ask-again-every:PT5M}")
    void askAgain() {
        Instant now = Times.toMillis(clock.instant());
        for (Recheck due : rechecks.due(now, AT_ONCE)) {
            var next = new Recheck(due.caseId(), due.tries() + 1, now.plus(wait(due.tries() + 1)));
            if (rechecks.claim(due, next)) {
                try {
                    ask(next);
                } catch (RuntimeException e) {
                    // the class only: a message may quote the application
                    LOG.warn("case {} is asked about again later: {}", due.caseId(), e.getClass());
                }
            }
        }
    }

    private Duration wait(int tries) {
        Duration doubled = every.multipliedBy(1L << Math.min(tries, 20));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }

    private void ask(Recheck claimed) {
        Case c = cases.running(claimed.caseId());
        if (c.status() != CaseStatus.UNDER_REVIEW) {
            rechecks.drop(claimed);
            return;
        }
        PassApplication application = applications.get(c.id());
        Plate plate = application.parsedPlate();
        Answers answers = registers.ask(plate.number(), plate.type(), application.licenceNumber());
        passes.recheck(claimed, c, application, answers);
    }
}
