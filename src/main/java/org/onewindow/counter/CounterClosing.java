package org.onewindow.counter;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends what was left open at the counters on days that are over, each ticket in a transaction of its own. */
@Component
class CounterClosing {

    private static final Logger LOG = LoggerFactory.getLogger(CounterClosing.class);
    private static final int AT_ONCE = 500;

    private final Counters counters;

    CounterClosing(Counters counters) {
        this.counters = counters;
    }

    @Scheduled(
            fixedDelayString = "${onewindow.counter.close-every:PT10M}",
            initialDelayString = "${onewindow.counter.close-every:PT10M}")
    void close() {
        for (String id : counters.leftOpen(AT_ONCE)) {
            try {
                counters.close(id);
            } catch (RuntimeException e) {
                LOG.warn("ticket {} is closed later: {}", id, e.getClass());
            }
        }
    }
}
