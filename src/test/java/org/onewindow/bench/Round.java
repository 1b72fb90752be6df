package org.onewindow.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Several desks at work at once, each with one case after the other, for a while. */
record Round(int cases, double seconds, long polls, Timings timings) {

    private static final String CHECKED = "checked after";

    static Round of(List<Desk> desks, int seconds) throws Exception {
        long begun = System.nanoTime();
        long end = begun + TimeUnit.SECONDS.toNanos(seconds);
        ExecutorService threads = Executors.newFixedThreadPool(desks.size());
        try {
            List<Future<Round>> working = new ArrayList<>();
            desks.forEach(desk -> working.add(threads.submit(() -> work(desk, end))));
            int cases = 0;
            long polls = 0;
            var timings = new Timings();
            for (Future<Round> desk : working) {
                Round done = desk.get();
                cases += done.cases;
                polls += done.polls;
                timings.merge(done.timings);
            }
            return new Round(cases, (System.nanoTime() - begun) / 1e9, polls, timings);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Round work(Desk desk, long end) throws Exception {
        int cases = 0;
        long polls = 0;
        var timings = new Timings();
        while (System.nanoTime() < end) {
            Desk.Case c = desk.newCase();
            timings.time("submit", c::submit);
            long submitted = System.nanoTime();
            for (long pause = 20; ; pause = Math.min(2 * pause, 200)) {
                TimeUnit.MILLISECONDS.sleep(pause);
                polls++;
                if (c.atTheDesk()) {
                    break;
                }
            }
            timings.add(CHECKED, System.nanoTime() - submitted);
            timings.time("worklist page", () -> desk.look(Desk.PAGE));
            timings.time("claim", () -> {
                c.claim();
                return null;
            });
            timings.time("grant", () -> {
                c.grant();
                return null;
            });
            timings.time("status", () -> {
                c.read();
                return null;
            });
            cases++;
        }
        return new Round(cases, 0, polls, timings);
    }

    double casesPerSecond() {
        return cases / seconds;
    }
}
