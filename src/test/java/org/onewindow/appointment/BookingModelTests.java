package org.onewindow.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.appointment.Node.somebody;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.onewindow.appointment.Appointment.Status;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.support.MovableClock;
import org.onewindow.support.TestDatabase;

/**
 * Whatever is asked in whatever order, by citizens alone and in pairs, by clerks and at the counter, on days that pass, the
 * office answers as a model of few lines foretells, and keeps what the model keeps. What was reached is told and has to be all
 * that can be: {@code -Dseed} and {@code -Druns} explore further; seed and steps are shown with a difference.
 */
class BookingModelTests {

    private static final long SEED = Long.getLong("seed", 20261124);
    private static final int RUNS = Integer.getInteger("runs", 40);

    /** So long it looks for an answer that it has not had yet. */
    private static final int MOST_RUNS = 400;

    private static final int STEPS = 60;
    private static final int PEOPLE = 3;
    private static final String ITEM = "JG028";

    /** A station with one window for traffic. */
    private static final String STATION = "MP07";

    private static final Duration HOLD = Duration.ofMinutes(10);
    private static final Duration LENGTH = Duration.ofMinutes(20);
    private static final Duration NOTICE = Duration.ofHours(2);
    private static final Actor CLERK = new Actor("clerk", Set.of(Role.CLERK), "YT.PCS");

    /** Three in a row on Tuesday, two on Wednesday, then one a day. */
    private static final List<Instant> SLOTS = List.of(
            Instant.parse("2026-08-04T00:30:00Z"),
            Instant.parse("2026-08-04T00:50:00Z"),
            Instant.parse("2026-08-04T01:10:00Z"),
            Instant.parse("2026-08-05T00:30:00Z"),
            Instant.parse("2026-08-05T00:50:00Z"),
            Instant.parse("2026-08-06T00:30:00Z"),
            Instant.parse("2026-08-07T00:30:00Z"),
            Instant.parse("2026-08-10T00:30:00Z"));

    private static final List<Instant> MORNINGS = Stream.of("04", "05", "06")
            .flatMap(day -> Stream.of("T00:20:00Z", "T00:40:00Z").map(time -> Instant.parse("2026-08-" + day + time)))
            .toList();

    /** Every act with every answer that it can get. */
    private static final List<String> ALL = List.of(
            "hold ok",
            "hold slot-not-bookable-yet",
            "hold slot-taken",
            "hold appointments-too-many",
            "hold appointment-same-day",
            "confirm ok",
            "confirm hold-ended",
            "confirm appointment-not-held",
            "change ok",
            "change slot-not-bookable-yet",
            "change appointment-not-confirmed",
            "change appointment-too-near",
            "change slot-same",
            "change appointment-same-day",
            "change slot-taken",
            "cancel ok",
            "cancel appointment-over",
            "cancel appointment-too-near",
            "clerk moves ok",
            "clerk moves slot-over",
            "clerk moves appointment-not-confirmed",
            "clerk moves appointment-too-near",
            "clerk moves slot-same",
            "clerk moves appointment-same-day",
            "clerk moves slot-taken",
            "clerk cancels ok",
            "clerk cancels appointment-over",
            "arrive ok",
            "arrive appointment-not-confirmed",
            "arrive appointment-other-day",
            "complete ok",
            "complete appointment-over",
            "night ok");

    private static final class Visit {

        private final String number;
        private final List<Integer> who;
        private final Instant heldUntil;
        private Instant start;
        private Status status = Status.HELD;

        private Visit(String number, List<Integer> who, Instant start, Instant heldUntil) {
            this.number = number;
            this.who = who;
            this.start = start;
            this.heldUntil = heldUntil;
        }

        private boolean open() {
            return status == Status.HELD || status == Status.CONFIRMED;
        }

        /** Sits on its seats and has its day. */
        private boolean counts() {
            return !EnumSet.of(Status.EXPIRED, Status.CANCELLED).contains(status);
        }

        private Stream<Instant> parts(Instant from) {
            return IntStream.range(0, who.size()).mapToObj(i -> from.plus(LENGTH.multipliedBy(i)));
        }
    }

    private final List<String> steps = new ArrayList<>();
    private final List<Visit> visits = new ArrayList<>();
    private final Set<String> reached = new TreeSet<>();
    private Random random;
    private long seed;
    private MovableClock clock;
    private Node node;

    @Test
    void theOfficeAnswersAsTheModelForetells() {
        try (TestDatabase database = TestDatabase.fresh()) {
            for (int run = 0; run < RUNS || run < MOST_RUNS && !reached.containsAll(ALL); run++) {
                seed = SEED + run;
                random = new Random(seed);
                clock = new MovableClock("2026-08-03T02:00:00Z");
                node = new Node(database, clock);
                for (String table : List.of(
                        "appointment",
                        "appointment_seat",
                        "appointment_person",
                        "appointment_further",
                        "appointment_act",
                        "appointment_no_show")) {
                    node.sql.sql("DELETE FROM " + table).update();
                }
                visits.clear();
                steps.clear();
                for (int step = 0; step < STEPS; step++) {
                    expire();
                    step();
                }
                requireTheSame();
            }
        }
        assertThat(reached).containsAll(ALL);
    }

    private void requireTheSame() {
        expire();
        visits.forEach(visit -> {
            Appointment kept = node.inTransaction(office -> office.own(somebody(visit.who.get(0)), visit.number));
            assertThat(kept.status()).as(told()).isEqualTo(visit.status);
            assertThat(kept.slot().startsAt()).as(told()).isEqualTo(visit.start);
        });
        assertThat(node.violations()).as(told()).isEmpty();
    }

    private String told() {
        return "seed " + seed + ", " + steps;
    }

    private void expire() {
        visits.stream()
                .filter(visit -> visit.status == Status.HELD && !visit.heldUntil.isAfter(clock.instant()))
                .forEach(visit -> visit.status = Status.EXPIRED);
    }

    private void step() {
        int act = random.nextInt(visits.isEmpty() ? 5 : 22);
        Instant slot = SLOTS.get(random.nextInt(SLOTS.size()));
        Visit visit = visits.isEmpty() ? null : any();
        switch (act) {
            case 0, 1, 2, 3, 4 -> hold(slot);
            case 5, 6, 7, 8 -> confirm(visit);
            case 9, 10 -> move(visit, slot, false);
            case 11, 12 -> move(visit, slot, true);
            case 13, 14 -> cancel(visit);
            case 15 ->
                ask("clerk cancels", visit, visit.open() ? "ok" : "appointment-over", () -> {
                    node.inTransaction(office -> office.cancelFor(CLERK, visit.number, "停电"));
                    visit.status = Status.CANCELLED;
                });
            case 16, 17 -> arrive(visit);
            case 18 ->
                ask("complete", visit, visit.status == Status.ARRIVED ? "ok" : "appointment-over", () -> {
                    node.inTransaction(() -> node.visits.complete(visit.number));
                    visit.status = Status.COMPLETED;
                });
            case 19 -> {
                steps.add("four minutes pass");
                clock.pass(Duration.ofMinutes(4));
            }
            default -> hoursPass();
        }
    }

    /** More often one that is not over, who is there, or what begins next. */
    private Visit any() {
        Stream<Visit> from = switch (random.nextInt(4)) {
            case 0 -> visits.stream().filter(visit -> visit.status == Status.ARRIVED);
            case 1 ->
                visits.stream()
                        .filter(visit -> visit.status == Status.CONFIRMED)
                        .sorted(Comparator.comparing(visit -> visit.start))
                        .limit(1);
            case 2 -> visits.stream().filter(Visit::open);
            default -> visits.stream();
        };
        List<Visit> likely = from.toList();
        List<Visit> some = likely.isEmpty() ? visits : likely;
        return some.get(random.nextInt(some.size()));
    }

    /** To shortly before the first slot of a day, when it is too late to cancel and not too late to come; or to shortly after. */
    private void hoursPass() {
        Instant now = clock.instant();
        Instant next = MORNINGS.stream().filter(now::isBefore).findFirst().orElse(now);
        steps.add("it is " + next);
        clock.pass(Duration.between(now, next));
        expire();
        LocalDate today = day(clock.instant());
        ask("night", null, "ok", () -> {
            node.noShows.unrecorded(100).forEach(number -> node.inTransaction(() -> node.noShows.record(number)));
            visits.stream()
                    .filter(visit ->
                            visit.status == Status.CONFIRMED && day(visit.start).isBefore(today))
                    .forEach(visit -> visit.status = Status.NO_SHOW);
        });
    }

    private void hold(Instant slot) {
        // One of them books more often than the others.
        int first = random.nextBoolean() ? 0 : random.nextInt(PEOPLE);
        List<Integer> who = random.nextInt(3) == 0 ? List.of(first, (first + 1) % PEOPLE) : List.of(first);
        var wanted = new Visit(null, who, slot, null);
        String foretold = "ok";
        if (!bookable(slot)) {
            foretold = "slot-not-bookable-yet";
        } else if (wanted.parts(slot).anyMatch(part -> taken(part, null))) {
            foretold = "slot-taken";
        } else {
            for (int person : who.stream().sorted().toList()) {
                if (count(person, visit -> visit.open() && visit.start.isAfter(clock.instant())) >= 3) {
                    foretold = "appointments-too-many";
                    break;
                }
                if (count(person, visit -> visit.status != Status.HELD && visit.status != Status.EXPIRED) >= 12) {
                    foretold = "appointments-too-often";
                    break;
                }
            }
            if (foretold.equals("ok") && who.stream().anyMatch(this::heldInVain)) {
                foretold = "appointments-too-many-holds";
            }
            if (foretold.equals("ok") && who.stream().anyMatch(person -> comes(person, slot))) {
                foretold = "appointment-same-day";
            }
        }
        List<String> persons = who.stream().map(one -> somebody(one).person()).toList();
        ask("hold", wanted, foretold, () -> {
            String number = node.inTransaction(office ->
                            office.hold(new Party(somebody(first), persons, List.of(ITEM)), STATION, slot, null))
                    .number();
            visits.add(new Visit(number, who, slot, clock.instant().plus(HOLD)));
        });
    }

    private void confirm(Visit visit) {
        String foretold = switch (visit.status) {
            case HELD -> "ok";
            case EXPIRED -> "hold-ended";
            default -> "appointment-not-held";
        };
        ask("confirm", visit, foretold, () -> {
            node.inTransaction(office -> office.confirm(somebody(visit.who.get(0)), visit.number));
            visit.status = Status.CONFIRMED;
        });
    }

    private void move(Visit visit, Instant slot, boolean byClerk) {
        Instant now = clock.instant();
        String foretold = "ok";
        if (!byClerk && !bookable(slot)) {
            foretold = "slot-not-bookable-yet";
        } else if (byClerk && slot.isBefore(now)) {
            foretold = "slot-over";
        } else if (visit.status != Status.CONFIRMED) {
            foretold = "appointment-not-confirmed";
        } else if (now.plus(byClerk ? Duration.ZERO : NOTICE).isAfter(visit.start)) {
            foretold = "appointment-too-near";
        } else if (visit.start.equals(slot)) {
            foretold = "slot-same";
        } else if (!day(slot).equals(day(visit.start)) && visit.who.stream().anyMatch(person -> comes(person, slot))) {
            foretold = "appointment-same-day";
        } else if (visit.parts(slot).anyMatch(part -> taken(part, visit))) {
            foretold = "slot-taken";
        }
        ask(byClerk ? "clerk moves" : "change", visit, foretold, () -> {
            node.inTransaction(office -> byClerk
                    ? office.moveFor(CLERK, visit.number, STATION, slot, "窗口关闭")
                    : office.change(somebody(visit.who.get(0)), visit.number, STATION, slot));
            visit.start = slot;
        });
    }

    private void cancel(Visit visit) {
        String foretold = "ok";
        if (!visit.open()) {
            foretold = "appointment-over";
        } else if (visit.status == Status.CONFIRMED
                && clock.instant().plus(NOTICE).isAfter(visit.start)) {
            foretold = "appointment-too-near";
        }
        ask("cancel", visit, foretold, () -> {
            node.inTransaction(office -> office.cancel(somebody(visit.who.get(0)), visit.number));
            visit.status = Status.CANCELLED;
        });
    }

    private void arrive(Visit visit) {
        String foretold = "ok";
        if (visit.status != Status.CONFIRMED) {
            foretold = "appointment-not-confirmed";
        } else if (!day(visit.start).equals(day(clock.instant()))) {
            foretold = "appointment-other-day";
        }
        ask("arrive", visit, foretold, () -> {
            node.inTransaction(() -> {
                node.visits.arrive(visit.number, STATION);
            });
            visit.status = Status.ARRIVED;
        });
    }

    /** From tomorrow on; the next Monday is within five working days of Monday. */
    private boolean bookable(Instant slot) {
        return day(slot).isAfter(day(clock.instant()));
    }

    private long count(int person, Predicate<Visit> which) {
        return visits.stream()
                .filter(visit -> visit.who.contains(person))
                .filter(which)
                .count();
    }

    /** Twelve seats within a day that were kept for him and not confirmed; whoever was to come along is not charged. */
    private boolean heldInVain(int person) {
        Instant since = clock.instant().minus(Duration.ofHours(24)).plus(HOLD);
        return count(
                        person,
                        visit -> visit.who.get(0) == person
                                && (visit.status == Status.HELD || visit.status == Status.EXPIRED)
                                && visit.heldUntil.isAfter(since))
                >= 12;
    }

    private boolean comes(int person, Instant slot) {
        return count(person, visit -> visit.counts() && day(visit.start).equals(day(slot))) > 0;
    }

    private boolean taken(Instant part, Visit butFor) {
        return visits.stream()
                .filter(visit -> visit != butFor && visit.counts())
                .anyMatch(visit -> visit.parts(visit.start).anyMatch(part::equals));
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, WorkingCalendar.ZONE);
    }

    private void ask(String what, Visit visit, String foretold, Runnable act) {
        steps.add(what + (visit == null ? "" : " " + visit.who + " at " + visit.start) + " -> " + foretold);
        String answer = "ok";
        try {
            act.run();
        } catch (Refusal refusal) {
            answer = refusal.code();
        }
        assertThat(answer).as(told()).isEqualTo(foretold);
        reached.add(what + " " + answer);
    }
}
