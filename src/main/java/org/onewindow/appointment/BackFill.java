package org.onewindow.appointment;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Passes seats on every {@code onewindow.appointments.back-fill-every}: offers that were not answered, and holds that ended by
 * themselves. Each in a transaction of its own; of two nodes one finds it done.
 */
@Component
class BackFill {

    private static final Logger LOG = LoggerFactory.getLogger(BackFill.class);

    private final WaitList waitList;

    BackFill(WaitList waitList) {
        this.waitList = waitList;
    }

    @Scheduled(
            fixedDelayString = "${onewindow.appointments.back-fill-every:PT1M}",
            initialDelayString = "${onewindow.appointments.back-fill-every:PT1M}")
    void passOn() {
        waitList.lapsed().forEach(entry -> quietly(entry.id(), () -> waitList.lapse(entry)));
        waitList.free().forEach(slot -> quietly(slot.outlet(), () -> waitList.offer(slot)));
    }

    private static void quietly(String what, Runnable act) {
        try {
            act.run();
        } catch (RuntimeException e) {
            LOG.warn("wait list {} is looked at again later: {}", what, e.getClass());
        }
    }
}
