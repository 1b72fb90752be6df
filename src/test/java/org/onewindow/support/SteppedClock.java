package org.onewindow.support;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/** The office's clock and the engine's, moved together and only when told. */
public final class SteppedClock extends Clock {

    /** Monday, ten o'clock in Yantai. */
    private static final Instant START = Instant.parse("2026-08-03T02:00:00Z");

    private volatile Instant now = START;

    public void set(Instant instant) {
        now = instant;
        ClockUtil.setCurrentTime(Date.from(instant));
    }

    /** Back to the start, and gives the engine the real time back: it has one clock for the whole JVM. */
    public void release() {
        now = START;
        ClockUtil.reset();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }
}
