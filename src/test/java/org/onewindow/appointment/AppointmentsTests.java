package org.onewindow.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onewindow.appointment.Node.somebody;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onewindow.appointment.Appointment.Status;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.onewindow.support.AtOnce;
import org.onewindow.support.MovableClock;
import org.onewindow.support.TestDatabase;
import org.springframework.dao.ConcurrencyFailureException;

class AppointmentsTests {

    private static final String ITEM = "JG028";

    /** A vehicle office with seven windows. */
    private static final String OFFICE = "ZF13";

    /** A station with one window for traffic. */
    private static final String STATION = "MP07";

    /** How long a storm lasts at least; minutes of it are for those who want to know. */
    private static final int STORM_SECONDS = Integer.getInteger("storm.seconds", 0);

    private static final int CLIENTS = 16;
    private static final int FEWEST_STEPS = 60;

    /** So much time goes by in a storm: from ten o'clock to the end of the day on which tomorrow can be booked. */
    private static final Duration DAY_AHEAD = Duration.ofHours(13);

    private static final Instant TUESDAY = Instant.parse("2026-08-04T00:30:00Z");
    private static final Instant WEDNESDAY = Instant.parse("2026-08-05T00:30:00Z");

    private static TestDatabase database;

    private final MovableClock clock = new MovableClock("2026-08-03T02:00:00Z");
    private final Node node = new Node(database, clock);
    private final Node other = new Node(database, clock);

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        for (String table : List.of("appointment", "appointment_seat", "appointment_person", "appointment_further")) {
            node.sql.sql("DELETE FROM " + table).update();
        }
    }

    private Appointment hold(int who, String outlet, Instant startsAt) {
        return node.inTransaction(office -> office.hold(somebody(who), ITEM, outlet, startsAt));
    }

    private Appointment confirm(int who, Appointment held) {
        return node.inTransaction(office -> office.confirm(somebody(who), held.number()));
    }

    private Appointment booked(int who, String outlet, Instant startsAt) {
        return confirm(who, hold(who, outlet, startsAt));
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource({"MP07, 1", "ZF13, 7"})
    void ofFiveHundredWhoWantOneSlotOnTwoNodesAsManyGetItAsThereAreWindows(String outlet, int windows) {
        List<Callable<String>> clients = IntStream.range(0, 500)
                .<Callable<String>>mapToObj(who -> () -> {
                    Node asked = who % 2 == 0 ? node : other;
                    try {
                        Appointment held =
                                asked.inTransaction(office -> office.hold(somebody(who), ITEM, outlet, TUESDAY));
                        asked.inTransaction(office -> office.confirm(somebody(who), held.number()));
                        return "booked";
                    } catch (Refusal refusal) {
                        return refusal.code() + " " + refusal.defects().get(0).arguments();
                    }
                })
                .toList();
        List<String> answers = AtOnce.run(clients);
        assertThat(answers).filteredOn("booked"::equals).hasSize(windows);
        assertThat(answers)
                .filteredOn(answer -> !answer.equals("booked"))
                .hasSize(500 - windows)
                .allMatch(answer -> answer.startsWith("slot-taken [2026-08-0"));
        assertThat(node.violations()).isEmpty();
    }

    @Test
    void aHoldEndsByItselfAndTheNextOneGetsTheSeat() {
        Appointment first = hold(1, STATION, TUESDAY);
        refused("slot-taken", () -> hold(2, STATION, TUESDAY));
        clock.pass(Duration.ofMinutes(10));
        Appointment second = hold(2, STATION, TUESDAY);
        refused("hold-ended", () -> confirm(1, first));
        assertThat(confirm(2, second).status()).isEqualTo(Status.CONFIRMED);
        assertThat(hold(1, STATION, TUESDAY.plus(Duration.ofMinutes(20))).status())
                .as("his day is free again")
                .isEqualTo(Status.HELD);
    }

    @Test
    void aHoldIsGoodToItsLastMillisecondAndConfirmedOnce() {
        Appointment held = hold(1, STATION, TUESDAY);
        clock.pass(Duration.ofMinutes(10).minusMillis(1));
        assertThat(confirm(1, held).status()).isEqualTo(Status.CONFIRMED);
        refused("appointment-not-held", () -> confirm(1, held));
        clock.pass(Duration.ofHours(1));
        refused("slot-taken", () -> hold(2, STATION, TUESDAY));
    }

    @Test
    void nobodyComesTwiceForOneItemOnOneDayEvenWhenHeAsksBothNodesAtOnce() {
        List<Callable<Boolean>> acts = IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(i -> () -> {
                    try {
                        (i % 2 == 0 ? node : other)
                                .inTransaction(office -> office.hold(
                                        somebody(1), ITEM, OFFICE, TUESDAY.plus(Duration.ofMinutes(20L * i))));
                        return true;
                    } catch (Refusal refusal) {
                        assertThat(refusal.code()).isEqualTo("appointment-same-day");
                        return false;
                    } catch (ConcurrencyFailureException lost) {
                        return false;
                    }
                })
                .toList();
        assertThat(AtOnce.run(acts)).filteredOn(got -> got).hasSize(1);
    }

    /** A station with one window for traffic, and its neighbours within five kilometres. */
    @Test
    void neighboursGiveTheirSeatsToAllWhoComeAtOnceUntilNoneOfThemIsFree() {
        String named = "ZF07";
        int seats = node.outlets.offering(ITEM, node.outlets.outlet(named).point()).stream()
                .filter(one -> node.outlets.outlet(named).point().metresTo(one.point()) <= 5000)
                .mapToInt(one ->
                        node.inTransaction(office -> office.offers(one, ITEM, LocalDate.of(2026, 8, 4), 1)).stream()
                                .filter(offer -> offer.slot().startsAt().equals(TUESDAY))
                                .mapToInt(Appointments.Offer::free)
                                .sum())
                .sum();
        assertThat(seats).isGreaterThan(2);
        List<Callable<String>> clients = IntStream.range(0, seats + 10)
                .<Callable<String>>mapToObj(who -> () -> {
                    while (true) {
                        try {
                            return (who % 2 == 0 ? node : other)
                                    .inTransaction(office ->
                                            office.holdNearby(Party.alone(somebody(who), ITEM), named, TUESDAY, null))
                                    .slot()
                                    .outlet();
                        } catch (Refusal refusal) {
                            return refusal.code();
                        } catch (ConcurrencyFailureException lost) {
                            // At the edge this is tried again.
                        }
                    }
                })
                .toList();
        List<String> answers = AtOnce.run(clients);
        assertThat(answers).filteredOn("slot-taken"::equals).hasSize(10);
        assertThat(node.violations()).isEmpty();
    }

    @Test
    void whoLetsSeatsBeKeptInVainTwelveTimesADayGetsNoneBeforeTheNext() {
        for (int i = 0; i < 12; i++) {
            hold(1, OFFICE, WEDNESDAY);
            clock.pass(Duration.ofMinutes(10));
        }
        refused("appointments-too-many-holds", () -> hold(1, OFFICE, WEDNESDAY));
        assertThat(booked(2, OFFICE, WEDNESDAY).status()).isEqualTo(Status.CONFIRMED);
    }

    @Test
    void aPersonHasThreeVisitsAheadAtMost() {
        for (int day = 0; day < 3; day++) {
            booked(1, OFFICE, TUESDAY.plus(Duration.ofDays(day)));
        }
        refused("appointments-too-many", () -> hold(1, OFFICE, TUESDAY.plus(Duration.ofDays(3))));
    }

    @Test
    void aMoveTakesTheNewSeatAndGivesTheOldOneBack() {
        Appointment visit = booked(1, STATION, TUESDAY);
        booked(2, STATION, WEDNESDAY);
        refused(
                "slot-taken",
                () -> node.inTransaction(office -> office.change(somebody(1), visit.number(), STATION, WEDNESDAY)));
        Appointment moved = node.inTransaction(office -> office.change(somebody(1), visit.number(), OFFICE, WEDNESDAY));
        assertThat(moved.slot().startsAt()).isEqualTo(WEDNESDAY);
        assertThat(moved.version()).isGreaterThan(visit.version());
        assertThat(hold(3, STATION, TUESDAY).status()).isEqualTo(Status.HELD);
        assertThat(node.violations()).isEmpty();
    }

    @Test
    void whatIsCancelledInTimeIsFreeAndTwoHoursBeforeIsTheLastMoment() {
        Appointment visit = booked(1, STATION, TUESDAY);
        Appointment late = booked(2, STATION, WEDNESDAY);
        clock.pass(Duration.between(Instant.parse("2026-08-03T02:00:00Z"), TUESDAY.minus(Duration.ofHours(2))));
        assertThat(node.inTransaction(office -> office.cancel(somebody(1), visit.number()))
                        .status())
                .isEqualTo(Status.CANCELLED);
        refused("appointment-over", () -> node.inTransaction(office -> office.cancel(somebody(1), visit.number())));
        clock.pass(Duration.ofDays(1).plusMillis(1));
        refused("appointment-too-near", () -> node.inTransaction(office -> office.cancel(somebody(2), late.number())));
    }

    @Test
    void bookingsAreForTomorrowToFiveWorkingDaysAhead() {
        refused("slot-not-bookable-yet", () -> hold(1, OFFICE, Instant.parse("2026-08-03T08:00:00Z")));
        refused("slot-not-bookable-yet", () -> hold(1, OFFICE, Instant.parse("2026-08-11T00:30:00Z")));
        refused("slot-not-bookable-yet", () -> hold(1, OFFICE, Instant.MAX));
        refused("slot-not-bookable-yet", () -> hold(1, OFFICE, Instant.MIN));
        refused("slot-unknown", () -> hold(1, OFFICE, TUESDAY.plusSeconds(1)));
        refused(
                "item-not-here",
                () -> node.inTransaction(office -> office.hold(somebody(1), "HZ001", OFFICE, TUESDAY)));
        assertThat(booked(1, OFFICE, Instant.parse("2026-08-10T00:30:00Z")).status())
                .isEqualTo(Status.CONFIRMED);
    }

    @Test
    void slotsFollowTheOpeningHoursAndNeverPassTheEndOfASession() {
        List<Appointments.Offer> day = node.inTransaction(
                office -> office.offers(node.outlets.outlet(OFFICE), ITEM, LocalDate.of(2026, 8, 4), 1));
        assertThat(day).hasSize(10 + 13).allMatch(offer -> offer.free() == 7);
        assertThat(day.get(9).slot().endsAt()).isEqualTo(Instant.parse("2026-08-04T03:50:00Z"));
        List<Appointments.Offer> sunday = node.inTransaction(
                office -> office.offers(node.outlets.outlet(OFFICE), ITEM, LocalDate.of(2026, 8, 9), 1));
        assertThat(sunday).isEmpty();
    }

    @Test
    void anotherOnesVisitIsUnknown() {
        Appointment visit = booked(1, OFFICE, TUESDAY);
        List<Consumer<Appointments>> acts = List.of(
                office -> office.own(somebody(2), visit.number()),
                office -> office.confirm(somebody(2), visit.number()),
                office -> office.change(somebody(2), visit.number(), OFFICE, WEDNESDAY),
                office -> office.cancel(somebody(2), visit.number()));
        acts.forEach(act -> refused(
                "appointment-unknown",
                () -> node.inTransaction(office -> {
                    act.accept(office);
                    return null;
                })));
    }

    /**
     * Slots that many want, sixteen clients on one node or two, alone and in pairs, time that moves on so that holds end: at no
     * moment does a slot hold more than it can.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aStormNeverOverfillsASlot(int nodes) {
        var walking = new AtomicInteger(CLIENTS);
        var told = new ConcurrentHashMap<String, Integer>();
        long begun = System.nanoTime();
        List<Callable<Integer>> acts = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            int seed = client;
            acts.add(() -> {
                try {
                    walk(seed, nodes, begun + TimeUnit.SECONDS.toNanos(STORM_SECONDS), told);
                } finally {
                    walking.decrementAndGet();
                }
                return 0;
            });
        }
        acts.add(() -> {
            long speed = DAY_AHEAD.toSeconds() / Math.max(4, STORM_SECONDS);
            Duration passed = Duration.ZERO;
            int samples = 0;
            while (walking.get() > 0) {
                assertThat(overfilled()).isEmpty();
                samples++;
                // On a slow database the day waits for what is to happen in it.
                int done = told.values().stream().mapToInt(Integer::intValue).sum();
                Duration reached = DAY_AHEAD.multipliedBy(done).dividedBy(CLIENTS * FEWEST_STEPS);
                Duration clocked = Duration.ofNanos(System.nanoTime() - begun).multipliedBy(speed);
                Duration now = clocked.compareTo(reached) < 0 ? clocked : reached;
                if (now.compareTo(DAY_AHEAD) < 0 && now.compareTo(passed) > 0) {
                    clock.pass(now.minus(passed));
                    passed = now;
                }
            }
            return samples;
        });
        assertThat(AtOnce.run(acts).get(CLIENTS)).as("samples").isPositive();
        assertThat(told.keySet())
                .as("what happened")
                .contains("HOLD", "PAIR", "CONFIRM", "CHANGE", "CANCEL", "slot-taken", "hold-ended");
        assertThat(overfilled()).isEmpty();
        assertThat(node.violations()).isEmpty();
    }

    private List<String> overfilled() {
        return node.sql
                .sql("""
                        SELECT MIN(s.starts_at)
                        FROM (SELECT DISTINCT outlet, item_group, starts_at FROM appointment_seat) s
                            JOIN appointment a ON a.outlet = s.outlet AND a.item_group = s.item_group
                                AND a.starts_at <= s.starts_at AND a.ends_at > s.starts_at
                        WHERE a.status = 'CONFIRMED' OR a.status = 'HELD' AND a.held_until > :now
                        GROUP BY s.outlet, s.item_group, s.starts_at
                        HAVING COUNT(*) > CASE WHEN s.outlet = 'ZF13' THEN 7 ELSE 1 END
                        """)
                .param("now", Times.sql(clock.instant()))
                .query(String.class)
                .list();
    }

    private enum Wish {
        HOLD,
        PAIR,
        CONFIRM,
        CHANGE,
        CANCEL
    }

    /** @param told learns what was done, and the codes of what was refused */
    private void walk(int seed, int nodes, long end, Map<String, Integer> told) {
        var random = new Random(seed);
        var mine = new ArrayList<Appointment>();
        // Held and forgotten, until somebody comes back too late.
        var forgotten = new ArrayDeque<Appointment>();
        for (int step = 0; step < FEWEST_STEPS || System.nanoTime() < end; step++) {
            Node asked = nodes == 1 || random.nextBoolean() ? node : other;
            // Nobody books more often than he may, so others come after a while.
            int who = seed * 1_000_000 + step / 20 * 4 + random.nextInt(3);
            String outlet = random.nextInt(5) == 0 ? OFFICE : STATION;
            Instant start =
                    (random.nextBoolean() ? TUESDAY : WEDNESDAY).plus(Duration.ofMinutes(20L * random.nextInt(5)));
            if (mine.size() > 8 && random.nextBoolean()) {
                forgotten.add(mine.remove(0));
            }
            boolean late = !forgotten.isEmpty() && forgotten.peek().heldUntil().isBefore(clock.instant());
            Wish wish = late
                    ? Wish.CONFIRM
                    : mine.size() > 8
                            ? Wish.CANCEL
                            : mine.isEmpty() || random.nextInt(3) == 0
                                    ? random.nextInt(3) == 0 ? Wish.PAIR : Wish.HOLD
                                    : List.of(Wish.CHANGE, Wish.CANCEL, Wish.CONFIRM, Wish.CONFIRM)
                                            .get(random.nextInt(4));
            Appointment one = late
                    ? forgotten.poll()
                    : mine.isEmpty() ? null : mine.get(mine.size() > 8 ? 0 : random.nextInt(mine.size()));
            if (!late && mine.size() > 8) {
                mine.remove(0);
            }
            String answer = wish.name();
            try {
                Appointment got = asked.inTransaction(office -> switch (wish) {
                    case HOLD -> office.hold(somebody(who), ITEM, outlet, start);
                    case PAIR -> office.hold(pair(who), outlet, start, null);
                    case CONFIRM -> office.confirm(one.holder(), one.number());
                    case CHANGE -> office.change(one.holder(), one.number(), outlet, start);
                    case CANCEL -> office.cancel(one.holder(), one.number());
                });
                if (wish == Wish.HOLD || wish == Wish.PAIR) {
                    mine.add(got);
                }
            } catch (Refusal refused) {
                answer = refused.code();
            } catch (ConcurrencyFailureException lost) {
                // Somebody was faster: at the edge it is tried again.
                answer = "again";
            }
            told.merge(answer, 1, Integer::sum);
        }
    }

    /** Two persons, who take two slots. */
    private static Party pair(int who) {
        return new Party(
                somebody(who), List.of(somebody(who).person(), somebody(who + 1).person()), List.of(ITEM));
    }
}
