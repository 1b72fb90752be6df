package org.onewindow.appointment;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks every {@code onewindow.appointments.no-shows-every} for visits of days that are over, each in a transaction of its own.
 * Of two nodes one finds a visit recorded already.
 */
@Component
class NoShowRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(NoShowRecorder.class);
    private static final int AT_ONCE = 500;

    private final NoShows noShows;
    private final ClosedDays closedDays;

    NoShowRecorder(NoShows noShows, ClosedDays closedDays) {
        this.noShows = noShows;
        this.closedDays = closedDays;
    }

    @Scheduled(
            fixedDelayString = "${onewindow.appointments.no-shows-every:PT10M}",
            initialDelayString = "${onewindow.appointments.no-shows-every:PT10M}")
    void record() {
        quietly("closures", closedDays::overlooked);
        closedDays.over(AT_ONCE).forEach(number -> quietly(number, () -> closedDays.end(number)));
        noShows.unrecorded(AT_ONCE).forEach(number -> quietly(number, () -> noShows.record(number)));
    }

    private static void quietly(String what, Runnable act) {
        try {
            act.run();
        } catch (RuntimeException e) {
            LOG.warn("no-show {} is looked at again later: {}", what, e.getClass());
        }
    }
}
