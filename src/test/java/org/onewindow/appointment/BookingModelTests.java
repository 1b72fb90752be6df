package org.onewindow.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.appointment.Node.somebody;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.onewindow.appointment.Appointment.Status;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.shared.Refusal;
import org.onewindow.support.MovableClock;
import org.onewindow.support.TestDatabase;

/**
 * Whatever is asked in whatever order, the office answers as a model of few lines foretells, and keeps what the model keeps. The
 * seed can be given, and is shown with the steps that led to a difference.
 */
class BookingModelTests {

    private static final long SEED = Long.getLong("seed", 20261124);
    private static final int RUNS = Integer.getInteger("runs", 25);
    private static final int STEPS = 40;
    private static final String ITEM = "JG028";
    private static final String STATION = "MP07";
    private static final Duration HOLD = Duration.ofMinutes(10);

    private static final List<Instant> SLOTS = List.of(
            Instant.parse("2026-08-04T00:30:00Z"),
            Instant.parse("2026-08-04T00:50:00Z"),
            Instant.parse("2026-08-05T00:30:00Z"),
            Instant.parse("2026-08-06T00:30:00Z"),
            Instant.parse("2026-08-07T00:30:00Z"));

    private static final class Visit {

        private final String number;
        private final int who;
        private final Instant heldUntil;
        private Instant slot;
        private Status status = Status.HELD;

        private Visit(String number, int who, Instant slot, Instant heldUntil) {
            this.number = number;
            this.who = who;
            this.slot = slot;
            this.heldUntil = heldUntil;
        }

        private boolean open() {
            return status == Status.HELD || status == Status.CONFIRMED;
        }
    }

    private final Random random = new Random(SEED);
    private final List<String> steps = new ArrayList<>();
    private final List<Visit> visits = new ArrayList<>();
    private MovableClock clock;
    private Node node;

    @Test
    void theOfficeAnswersAsTheModelForetells() {
        try (TestDatabase database = TestDatabase.fresh()) {
            for (int run = 0; run < RUNS; run++) {
                clock = new MovableClock("2026-08-03T02:00:00Z");
                node = new Node(database, clock);
                for (String table : List.of("appointment", "appointment_seat", "appointment_person")) {
                    node.sql.sql("DELETE FROM " + table).update();
                }
                visits.clear();
                steps.clear();
                for (int step = 0; step < STEPS; step++) {
                    step();
                }
                expire();
                visits.forEach(visit -> assertThat(
                                node.inTransaction(office -> office.own(somebody(visit.who), visit.number))
                                        .status())
                        .as(told())
                        .isEqualTo(visit.status));
                assertThat(node.violations()).as(told()).isEmpty();
            }
        }
    }

    private String told() {
        return "seed " + SEED + ", " + steps;
    }

    private void expire() {
        visits.stream()
                .filter(visit -> visit.status == Status.HELD && !visit.heldUntil.isAfter(clock.instant()))
                .forEach(visit -> visit.status = Status.EXPIRED);
    }

    private void step() {
        expire();
        int act = random.nextInt(visits.isEmpty() ? 1 : 9);
        Instant slot = SLOTS.get(random.nextInt(SLOTS.size()));
        Visit visit = visits.isEmpty() ? null : visits.get(random.nextInt(visits.size()));
        switch (act) {
            case 0, 1, 2 -> hold(1 + random.nextInt(3), slot);
            case 3, 4 -> {
                String foretold = visit.status == Status.HELD
                        ? "ok"
                        : visit.status == Status.EXPIRED ? "hold-ended" : "appointment-not-held";
                if (answers("confirm", visit, foretold, office -> office.confirm(somebody(visit.who), visit.number))) {
                    visit.status = Status.CONFIRMED;
                }
            }
            case 5, 6 -> {
                if (answers(
                        "change to " + slot,
                        visit,
                        changed(visit, slot),
                        office -> office.change(somebody(visit.who), visit.number, STATION, slot))) {
                    visit.slot = slot;
                }
            }
            case 7 -> {
                String foretold = visit.open() ? "ok" : "appointment-over";
                if (answers("cancel", visit, foretold, office -> office.cancel(somebody(visit.who), visit.number))) {
                    visit.status = Status.CANCELLED;
                }
            }
            default -> {
                steps.add("four minutes pass");
                clock.pass(Duration.ofMinutes(4));
            }
        }
    }

    private void hold(int who, Instant slot) {
        String foretold = "ok";
        if (visits.stream().filter(visit -> visit.who == who && visit.open()).count() >= 3) {
            foretold = "appointments-too-many";
        } else if (visits.stream()
                        .filter(visit -> visit.who == who
                                && (visit.status == Status.CONFIRMED || visit.status == Status.CANCELLED))
                        .count()
                >= 12) {
            foretold = "appointments-too-often";
        } else if (comes(who, slot)) {
            foretold = "appointment-same-day";
        } else if (taken(slot)) {
            foretold = "slot-taken";
        }
        steps.add(who + " holds " + slot + " -> " + foretold);
        String answer;
        try {
            String number = node.inTransaction(office -> office.hold(somebody(who), ITEM, STATION, slot))
                    .number();
            visits.add(new Visit(number, who, slot, clock.instant().plus(HOLD)));
            answer = "ok";
        } catch (Refusal refusal) {
            answer = refusal.code();
        }
        assertThat(answer).as(told()).isEqualTo(foretold);
    }

    private String changed(Visit visit, Instant slot) {
        if (visit.status != Status.CONFIRMED) {
            return "appointment-not-confirmed";
        }
        if (visit.slot.equals(slot)) {
            return "slot-same";
        }
        if (!day(slot).equals(day(visit.slot)) && comes(visit.who, slot)) {
            return "appointment-same-day";
        }
        return taken(slot) ? "slot-taken" : "ok";
    }

    private boolean comes(int who, Instant slot) {
        return visits.stream()
                .anyMatch(visit ->
                        visit.who == who && visit.open() && day(visit.slot).equals(day(slot)));
    }

    private boolean taken(Instant slot) {
        return visits.stream().anyMatch(visit -> visit.open() && visit.slot.equals(slot));
    }

    private static LocalDate day(Instant slot) {
        return LocalDate.ofInstant(slot, WorkingCalendar.ZONE);
    }

    private boolean answers(String what, Visit visit, String foretold, Function<Appointments, Appointment> act) {
        steps.add(visit.who + " asks to " + what + " -> " + foretold);
        String answer;
        try {
            node.inTransaction(act);
            answer = "ok";
        } catch (Refusal refusal) {
            answer = refusal.code();
        }
        assertThat(answer).as(told()).isEqualTo(foretold);
        return answer.equals("ok");
    }
}
