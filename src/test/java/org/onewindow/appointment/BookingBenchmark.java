package org.onewindow.appointment;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.onewindow.outlet.Outlet;
import org.onewindow.shared.Refusal;
import org.onewindow.support.AtOnce;
import org.onewindow.support.MovableClock;
import org.onewindow.support.TestDatabase;
import org.springframework.dao.ConcurrencyFailureException;

/**
 * How many bookings a second on one slot that everybody wants and over all outlets, and how long a search over 180 days takes;
 * on H2 in memory, or with {@code -Ddatabase} on MySQL.
 */
final class BookingBenchmark {

    private static final int CLIENTS = Integer.getInteger("clients", 8);
    private static final int SECONDS = Integer.getInteger("seconds", 20);
    private static final int SEARCHES = 400;
    private static final int DAYS = 180;
    private static final String ITEM = "JG028";

    private static final LocalDate FIRST = LocalDate.of(2026, 3, 3);
    private static final Instant BEGIN = Instant.parse("2026-03-03T00:30:00Z");

    private final AtomicInteger people = new AtomicInteger();
    private final Node node;
    private final List<Outlet> outlets;

    private BookingBenchmark(TestDatabase database) {
        node = new Node(database, new MovableClock("2026-03-02T02:00:00Z"), Node.rules(DAYS));
        outlets = node.outlets.offering(ITEM, null);
    }

    public static void main(String[] arguments) {
        try (TestDatabase database = TestDatabase.fresh()) {
            var benchmark = new BookingBenchmark(database);
            benchmark.book("one contended slot", client -> benchmark.cycle("ZF13", BEGIN));
            var random = new Random(20261124);
            benchmark.book(benchmark.outlets.size() + " outlets", client -> {
                Outlet outlet = benchmark.outlets.get(random.nextInt(benchmark.outlets.size()));
                Instant nine = BEGIN.plus(Duration.ofMinutes(30)).plus(Duration.ofDays(random.nextInt(3)));
                benchmark.cycle(
                        outlet.code(), outlet.hours().get(0).opens().getHour() == 9 ? nine : nine.minusSeconds(1800));
            });
            benchmark.search();
        }
    }

    /** Hold, confirm, cancel by somebody who has not been there. */
    private void cycle(String outlet, Instant startsAt) {
        var holder = Node.somebody(people.incrementAndGet());
        String number = node.inTransaction(office -> office.hold(holder, ITEM, outlet, startsAt))
                .number();
        node.inTransaction(office -> office.confirm(holder, number));
        node.inTransaction(office -> office.cancel(holder, number));
    }

    private void book(String what, IntConsumer act) {
        var booked = new AtomicInteger();
        var refused = new AtomicInteger();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        AtOnce.run(IntStream.range(0, CLIENTS)
                .<Callable<Integer>>mapToObj(client -> () -> {
                    while (System.nanoTime() < end) {
                        try {
                            act.accept(client);
                            booked.incrementAndGet();
                        } catch (Refusal | ConcurrencyFailureException lost) {
                            refused.incrementAndGet();
                        }
                    }
                    return client;
                })
                .toList());
        System.out.printf(
                "%s, %d clients: %.0f bookings/s (each held, confirmed and cancelled), %.0f refused or lost/s%n",
                what, CLIENTS, booked.get() / (double) SECONDS, refused.get() / (double) SECONDS);
    }

    private void search() {
        long[] nanos = new long[SEARCHES];
        for (int i = 0; i < SEARCHES; i++) {
            Outlet outlet = outlets.get(i % outlets.size());
            long start = System.nanoTime();
            node.inTransaction(office -> office.offers(outlet, ITEM, FIRST, DAYS));
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "slot search over %d days: p50 %.1f ms, p95 %.1f ms%n",
                DAYS, nanos[SEARCHES / 2] / 1e6, nanos[SEARCHES * 95 / 100] / 1e6);
    }
}
