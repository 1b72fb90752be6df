package org.onewindow.calendar;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onewindow.calendar.CountedDay.Kind;
import org.onewindow.calendar.OfficeHours.OutsideHours;
import org.onewindow.calendar.OfficeHours.Session;
import org.onewindow.calendar.WorkingCalendar.Status;

class WorkingCalendarTests {

    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 12, 31);

    /** Every working day up to 2029 in order, read from the file by other code than the calendar's. */
    private static final List<LocalDate> WORKING = workingDays();

    private static final Set<LocalDate> WORKING_SET = Set.copyOf(WORKING);

    private final WorkingCalendar calendar = Calendars.shipped();

    @ParameterizedTest
    @CsvSource({
        "2024-02-08,  1, 2024-02-09",
        "2024-02-09,  1, 2024-02-18",
        "2024-04-26,  3, 2024-04-30",
        "2024-09-30,  5, 2024-10-12",
        "2025-01-24,  1, 2025-01-26",
        "2025-01-27,  1, 2025-02-05",
        "2025-09-26, 20, 2025-10-30",
        "2026-02-13,  1, 2026-02-14",
        "2026-02-14,  1, 2026-02-24",
        "2026-02-13, 20, 2026-03-19",
        "2026-09-18,  1, 2026-09-20"
    })
    void countsAsThePublishedCalendarsSay(LocalDate event, int workingDays, LocalDate due) {
        Deadline deadline = calendar.deadline(at(event, "10:15"), workingDays);

        assertThat(deadline).isEqualTo(new Deadline(at(event, "10:15"), workingDays, due, at(due, "17:00"), false));
    }

    @Test
    void marksADeadlineInAnUnpublishedYearAsProvisional() {
        Deadline deadline = calendar.deadline(at("2026-12-30T09:00"), 5);

        assertThat(deadline.provisional()).isTrue();
        assertThat(deadline.dueDate()).isEqualTo("2027-01-06");
        assertThat(calendar.deadline(at("2026-12-30T09:00"), 1).provisional()).isFalse();
    }

    @Test
    void isFinalWhenOnlyTheEventLiesInAnUnpublishedYear() {
        assertThat(calendar.deadline(at("2023-12-31T12:00"), 1).provisional()).isFalse();
        assertThat(calendar.deadline(at("2023-12-30T12:00"), 1).provisional()).isTrue();
        assertThat(calendar.deadline(at("2023-12-31T12:00"), 0).provisional()).isTrue();
    }

    @Test
    void saysOfEachDayWhetherTheOfficeWorks() {
        assertThat(calendar.status(LocalDate.of(2026, 2, 13))).isEqualTo(Status.WORKING);
        assertThat(calendar.status(LocalDate.of(2026, 2, 14))).isEqualTo(Status.WORKING);
        assertThat(calendar.status(LocalDate.of(2026, 2, 16))).isEqualTo(Status.OFF);
        assertThat(calendar.status(LocalDate.of(2026, 3, 1))).isEqualTo(Status.OFF);
        assertThat(calendar.status(LocalDate.of(2027, 3, 1))).isEqualTo(Status.UNPUBLISHED);
        assertThat(calendar.status(LocalDate.of(2023, 12, 31))).isEqualTo(Status.UNPUBLISHED);
    }

    @ParameterizedTest
    @CsvSource({"2024, 28, 8, 251", "2025, 28, 5, 248", "2026, 33, 6, 248"})
    void shipsTheYearsAsAnnounced(int year, int off, int makeUp, int working) {
        var days = CurrentDays.shipped().get(year);

        assertThat(days.stream().filter(day -> day.kind() == PublishedYear.Kind.OFF))
                .hasSize(off);
        assertThat(days.stream().filter(day -> day.kind() == PublishedYear.Kind.WORK))
                .hasSize(makeUp);
        assertThat(LocalDate.of(year, 1, 1)
                        .datesUntil(LocalDate.of(year + 1, 1, 1))
                        .filter(day -> calendar.status(day) == Status.WORKING))
                .hasSize(working);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T08:00, 2026-03-02, an hour before opening",
        "2026-03-02T17:00, 2026-03-02, at the close of business",
        "2026-03-02T17:01, 2026-03-03, when no business is left",
        "2026-02-27T18:00, 2026-02-28, the next day is a make-up Saturday",
        "2026-02-28T18:00, 2026-03-02, the next day is a Sunday",
        "2026-02-15T10:00, 2026-02-24, within Spring Festival",
        "2026-12-31T18:00, 2027-01-01, into an unpublished year"
    })
    void countsNoDayWhenTheAnswerIsDueAtOnce(LocalDateTime received, LocalDate due, String when) {
        Deadline deadline = calendar.deadline(at(received.toString()), 0);

        assertThat(deadline.due()).as(when).isEqualTo(at(due, "17:00"));
        assertThat(deadline.provisional()).isEqualTo(due.getYear() == 2027);
    }

    @Test
    void refusesToCountBackwards() {
        assertThatIllegalArgumentException().isThrownBy(() -> calendar.deadline(at("2026-03-02T10:00"), -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calendar.plusWorkingTime(at("2026-03-02T10:00"), Duration.ofMillis(-1)));
    }

    @Test
    void countsAnyDeadlineLikeTheListOfWorkingDays() {
        Random random = new Random(20260213);
        for (int i = 0; i < 20_000; i++) {
            LocalDate event = randomDay(random);
            int n = 1 + random.nextInt(60);
            LocalDate expected = WORKING.stream()
                    .filter(day -> day.isAfter(event))
                    .skip(n - 1)
                    .findFirst()
                    .orElseThrow();

            Deadline deadline = calendar.deadline(at(event, "11:59"), n);

            assertThat(deadline.dueDate()).as("%s + %d", event, n).isEqualTo(expected);
            assertThat(deadline.provisional()).isEqualTo(expected.isAfter(LAST));
        }
    }

    @Test
    void neverComesEarlierForALaterReceiptOrALongerLimit() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            Instant submitted = randomInstant(random);
            Instant later = submitted.plusSeconds(random.nextInt(400_000));
            int n = random.nextInt(30);

            Instant received = calendar.receivedAt(submitted);
            Instant due = calendar.deadline(received, n).due();

            assertThat(received).isAfterOrEqualTo(submitted).isBeforeOrEqualTo(calendar.receivedAt(later));
            assertThat(calendar.receivedAt(received)).isEqualTo(received);
            assertThat(due).isAfterOrEqualTo(received);
            assertThat(due)
                    .isBeforeOrEqualTo(
                            calendar.deadline(calendar.receivedAt(later), n).due());
            assertThat(calendar.deadline(submitted, n).due())
                    .isBeforeOrEqualTo(calendar.deadline(later, n).due());
            assertThat(due).isBefore(calendar.deadline(received, n + 1).due());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T09:00, 2026-03-02T09:00, at the opening",
        "2026-03-02T12:30, 2026-03-02T12:30, in the lunch break",
        "2026-03-02T17:00, 2026-03-02T17:00, at the close of business",
        "2026-03-02T03:00, 2026-03-02T09:00, before the opening",
        "2026-03-02T17:00:00.001, 2026-03-03T09:00, after the close of business",
        "2026-02-28T16:00, 2026-02-28T16:00, on a make-up Saturday",
        "2026-03-01T10:00, 2026-03-02T09:00, on a Sunday",
        "2026-02-14T20:00, 2026-02-24T09:00, before Spring Festival",
        "2026-02-20T10:00, 2026-02-24T09:00, within Spring Festival"
    })
    void receivesWithinServiceHours(LocalDateTime submitted, LocalDateTime received, String when) {
        assertThat(calendar.receivedAt(at(submitted.toString()))).as(when).isEqualTo(at(received.toString()));
    }

    @Test
    void receivesAtOnceWhereTheOfficeChoseSo() {
        WorkingCalendar atOnce = Calendars.shipped(new OfficeHours(null, OutsideHours.AT_ONCE));

        assertThat(atOnce.receivedAt(at("2026-03-01T10:00"))).isEqualTo(at("2026-03-01T10:00"));
        assertThat(atOnce.receivedAt(at("2026-03-02T23:00"))).isEqualTo(at("2026-03-02T23:00"));
    }

    @Test
    void explainsEachDayUpToTheDueDate() {
        assertThat(calendar.explain(at("2026-02-13T10:00"), 2))
                .startsWith(
                        line("2026-02-13", Kind.EVENT, "", false, 0),
                        line("2026-02-14", Kind.COUNTED, "春节", true, 1),
                        line("2026-02-15", Kind.HOLIDAY, "春节", false, 1))
                .endsWith(
                        line("2026-02-23", Kind.HOLIDAY, "春节", false, 1),
                        line("2026-02-24", Kind.COUNTED, "", false, 2))
                .hasSize(12);
        assertThat(calendar.explain(at("2026-12-31T10:00"), 2))
                .containsExactly(
                        line("2026-12-31", Kind.EVENT, "", false, 0),
                        new CountedDay(LocalDate.of(2027, 1, 1), Kind.COUNTED, "", false, false, 1),
                        new CountedDay(LocalDate.of(2027, 1, 2), Kind.WEEKEND, "", false, false, 1),
                        new CountedDay(LocalDate.of(2027, 1, 3), Kind.WEEKEND, "", false, false, 1),
                        new CountedDay(LocalDate.of(2027, 1, 4), Kind.COUNTED, "", false, false, 2));
        assertThat(calendar.explain(at("2026-03-01T10:00"), 0))
                .containsExactly(
                        line("2026-03-01", Kind.EVENT, "", false, 0), line("2026-03-02", Kind.COUNTED, "", false, 0));
    }

    @Test
    void explainsWhatItCounted() {
        Random random = new Random(99);
        for (int i = 0; i < 2_000; i++) {
            Instant received = randomInstant(random);
            int n = 1 + random.nextInt(30);
            Deadline deadline = calendar.deadline(received, n);

            List<CountedDay> days = calendar.explain(received, n);

            assertThat(days.get(0).kind()).isEqualTo(Kind.EVENT);
            assertThat(days.get(days.size() - 1).date()).isEqualTo(deadline.dueDate());
            assertThat(days.stream().filter(day -> day.kind() == Kind.COUNTED)).hasSize(n);
            assertThat(days.get(days.size() - 1).counted()).isEqualTo(n);
            assertThat(days.stream().skip(1).allMatch(CountedDay::published)).isEqualTo(!deadline.provisional());
        }
    }

    @Test
    void countsOfficeHoursLikeAMinuteByMinuteCounter() {
        OfficeHours odd = new OfficeHours(
                List.of(Session.valueOf("08:30-11:45"), Session.valueOf("11:45-12:00"), Session.valueOf("14:05-18:10")),
                null);
        Random random = new Random(1);
        for (OfficeHours office : List.of(new OfficeHours(null, null), odd)) {
            WorkingCalendar counted = Calendars.shipped(office);
            for (int i = 0; i < 150; i++) {
                LocalDateTime from = randomDay(random).atTime(random.nextInt(24), random.nextInt(60));
                LocalDateTime to = from.plusMinutes(random.nextInt(12 * 24 * 60));
                long minutes = Stream.iterate(from, not(to::equals), minute -> minute.plusMinutes(1))
                        .filter(minute -> open(office, minute))
                        .count();
                Instant start = at(from.toString());
                Instant end = at(to.toString());

                assertThat(counted.workingTimeBetween(start, end))
                        .as("%s to %s", from, to)
                        .isEqualTo(Duration.ofMinutes(minutes));
                assertThat(counted.workingTimeBetween(end, start)).isEqualTo(Duration.ofMinutes(-minutes));
            }
        }
    }

    @Test
    void findsTheEarliestMomentAfterSomeWorkingTime() {
        Random random = new Random(2);
        for (int i = 0; i < 2_000; i++) {
            Instant from = randomInstant(random);
            Duration working = Duration.ofMillis(1 + random.nextInt(200_000_000));

            Instant then = calendar.plusWorkingTime(from, working);

            assertThat(calendar.workingTimeBetween(from, then)).isEqualTo(working);
            assertThat(calendar.workingTimeBetween(from, then.minusMillis(1))).isLessThan(working);
        }
    }

    @Test
    void addsUpWorkingTimeOverAnyMomentBetween() {
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            Instant from = randomInstant(random);
            Instant middle = from.plusMillis(random.nextInt());
            Instant to = middle.plusMillis(random.nextInt());

            assertThat(calendar.workingTimeBetween(from, middle).plus(calendar.workingTimeBetween(middle, to)))
                    .isEqualTo(calendar.workingTimeBetween(from, to));
        }
    }

    @Test
    void addsWorkingTimeAcrossLunchAndSpringFestival() {
        assertThat(calendar.plusWorkingTime(at("2026-02-14T11:30"), Duration.ofMinutes(30)))
                .isEqualTo(at("2026-02-14T12:00"));
        assertThat(calendar.plusWorkingTime(at("2026-02-14T11:30"), Duration.ofMinutes(31)))
                .isEqualTo(at("2026-02-14T13:31"));
        assertThat(calendar.plusWorkingTime(at("2026-02-14T16:00"), Duration.ofHours(2)))
                .isEqualTo(at("2026-02-24T10:00"));
        assertThat(calendar.plusWorkingTime(at("2026-02-15T16:00"), Duration.ZERO))
                .isEqualTo(at("2026-02-15T16:00"));
    }

    private static CountedDay line(String date, Kind kind, String name, boolean makeUp, int counted) {
        return new CountedDay(LocalDate.parse(date), kind, name, makeUp, true, counted);
    }

    private static boolean open(OfficeHours office, LocalDateTime minute) {
        LocalTime time = minute.toLocalTime();
        return WORKING_SET.contains(minute.toLocalDate())
                && office.hours().stream()
                        .anyMatch(session -> !time.isBefore(session.open()) && time.isBefore(session.close()));
    }

    private static LocalDate randomDay(Random random) {
        return FIRST.plusDays(random.nextInt((int) (LAST.toEpochDay() - FIRST.toEpochDay()) + 1));
    }

    private static Instant randomInstant(Random random) {
        return at(randomDay(random), "00:00").plusMillis(random.nextInt(86_400_000));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(WorkingCalendar.ZONE).toInstant();
    }

    private static Instant at(LocalDate date, String time) {
        return at(date + "T" + time);
    }

    private static List<LocalDate> workingDays() {
        TreeSet<LocalDate> working = FIRST.datesUntil(LAST.plusYears(3))
                .filter(day -> day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY)
                .collect(Collectors.toCollection(TreeSet::new));
        try (Stream<String> lines = Files.lines(Path.of("src/main/resources/calendar/holidays.tsv"))) {
            lines.filter(line -> line.startsWith("20")).forEach(line -> {
                LocalDate date = LocalDate.parse(line.substring(0, 10));
                if (line.contains("\tWORK\t")) {
                    working.add(date);
                } else {
                    working.remove(date);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(working);
    }
}
