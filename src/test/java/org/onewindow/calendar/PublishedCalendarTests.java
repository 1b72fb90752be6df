package org.onewindow.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onewindow.calendar.WorkingCalendar.Status;
import org.onewindow.shared.Refusal;
import org.onewindow.support.MovableClock;
import org.onewindow.support.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

class PublishedCalendarTests {

    private static final String NOTICE = "made-up notice";
    private static final String HEADER = "date\tkind\tname\n";
    private static final String YEAR_2027 = HEADER + "2027-01-01\tOFF\t元旦\n2027-01-02\tWORK\t元旦\n2027-01-04\tOFF\t元旦\n";

    private final TestDatabase database = TestDatabase.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final MovableClock clock = new MovableClock("2026-11-24T01:00:00.123Z");

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void loadsTheShippedYearsOnce() {
        Node first = new Node(database, clock);
        clock.pass(Duration.ofDays(1));
        Node restarted = new Node(database, clock);

        assertThat(count("calendar_year")).isEqualTo(3);
        assertThat(count("calendar_day")).isEqualTo(28 + 8 + 28 + 5 + 33 + 6);
        assertThat(restarted.published.year(2026)).isEqualTo(first.published.year(2026));
        assertThat(restarted.published.year(2026).orElseThrow())
                .isEqualTo(new PublishedYear(
                        2026,
                        "国务院办公厅关于2026年部分节假日安排的通知",
                        Instant.parse("2026-11-24T01:00:00.123Z"),
                        1,
                        CurrentDays.shipped().get(2026)));
    }

    @Test
    void loadsTheShippedYearsOnceWhenNodesStartTogether() throws Exception {
        List<Node> nodes = together(4, () -> new Node(database, clock));

        assertThat(count("calendar_day")).isEqualTo(108);
        assertThat(nodes)
                .extracting(node -> node.calendar.status(LocalDate.of(2026, 2, 14)))
                .containsOnly(Status.WORKING);
        assertThat(jdbc.sql("SELECT MAX(version) FROM calendar_year")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void keepsAYearPublishedAtRunTimeOverARestart() {
        String corrected = HEADER + "2026-01-01\tOFF\t元旦\n";
        new Node(database, clock).published.publish(2026, NOTICE, corrected);

        PublishedYear kept = new Node(database, clock).published.year(2026).orElseThrow();

        assertThat(kept.source()).isEqualTo(NOTICE);
        assertThat(kept.version()).isEqualTo(2);
        assertThat(kept.days()).hasSize(1);
    }

    @Test
    void turnsAProvisionalDeadlineIntoAFinalOne() {
        Node node = new Node(database, clock);
        Instant received = Instant.parse("2026-12-30T02:00:00Z");
        assertThat(node.calendar.deadline(received, 2).provisional()).isTrue();

        PublishedYear year = node.published.publish(2027, NOTICE, YEAR_2027);

        assertThat(node.calendar.deadline(received, 2))
                .isEqualTo(new Deadline(
                        received, 2, LocalDate.of(2027, 1, 2), Instant.parse("2027-01-02T09:00:00Z"), false));
        assertThat(year)
                .isEqualTo(new Node(database, clock).published.year(2027).orElseThrow());
        assertThat(node.events).containsExactly(new CalendarPublished(2027));
    }

    @Test
    void tellsOfAPublicationOnlyWhenTheCalendarCountsByIt() {
        Node node = new Node(database, clock);
        List<Status> seen = new ArrayList<>();
        var listening = new PublishedCalendar(
                new CalendarRepository(jdbc),
                node.days,
                new JdbcTransactionManager(database),
                event -> {
                    seen.add(node.calendar.status(LocalDate.of(2027, 1, 4)));
                    seen.add(new Node(database, clock).calendar.status(LocalDate.of(2027, 1, 4)));
                },
                clock);

        listening.publish(2027, NOTICE, YEAR_2027);

        assertThat(seen).containsExactly(Status.OFF, Status.OFF);
    }

    @Test
    void replacesAYearWhole() {
        Node node = new Node(database, clock);
        node.published.publish(2027, NOTICE, YEAR_2027);

        node.published.publish(2027, NOTICE, HEADER + "2027-02-05\tOFF\t春节\n");

        assertThat(node.calendar.status(LocalDate.of(2027, 1, 1))).isEqualTo(Status.WORKING);
        assertThat(node.calendar.status(LocalDate.of(2027, 2, 5))).isEqualTo(Status.OFF);
        assertThat(count("calendar_day")).isEqualTo(109);
    }

    @Test
    void keepsTheOldCalendarWhenAPublicationFailsHalfWay() {
        Node node = new Node(database, clock);
        node.published.publish(2027, NOTICE, YEAR_2027);
        PublishedYear before = node.published.year(2027).orElseThrow();
        jdbc.sql("ALTER TABLE calendar_day ADD CONSTRAINT breaks_half_way CHECK (name <> 'broken')")
                .update();

        assertThatThrownBy(() -> node.published.publish(
                        2027, "other", HEADER + "2027-05-01\tOFF\t劳动节\n2027-05-02\tOFF\tbroken\n"))
                .isNotInstanceOf(Refusal.class);

        clock.pass(Duration.ofSeconds(10));
        assertThat(node.published.year(2027)).contains(before);
        assertThat(new Node(database, clock).published.year(2027)).contains(before);
        assertThat(node.events).hasSize(1);
    }

    @Test
    void takesPublicationsOfOneYearOneAfterTheOther() throws Exception {
        Node node = new Node(database, clock);
        String other = HEADER + "2027-01-01\tOFF\t元旦\n2027-06-09\tOFF\t端午节\n";
        AtomicInteger turn = new AtomicInteger();

        together(4, () -> {
            for (int i = 0; i < 5; i++) {
                node.published.publish(2027, NOTICE, turn.getAndIncrement() % 2 == 0 ? YEAR_2027 : other);
            }
            return null;
        });

        PublishedYear year = node.published.year(2027).orElseThrow();
        assertThat(year.version()).isEqualTo(20);
        assertThat(year.days())
                .isIn(
                        CalendarRow.check(2027, CalendarRow.parse(YEAR_2027)),
                        CalendarRow.check(2027, CalendarRow.parse(other)));
        assertThat(new Node(database, clock).published.year(2027)).contains(year);
    }

    @Test
    void refusesAPublicationWithoutItsNotice() {
        PublishedCalendar published = new Node(database, clock).published;

        assertThatThrownBy(() -> published.publish(2027, " ", YEAR_2027))
                .hasMessageContaining("calendar-source-missing@source");
        assertThatThrownBy(() -> published.publish(2027, "长".repeat(301), YEAR_2027))
                .hasMessageContaining("calendar-source-too-long@source");
        assertThat(published.publish(2027, "长".repeat(300), YEAR_2027).source()).hasSize(300);
    }

    @Test
    void seesWhatAnotherNodePublishedWithinTenSeconds() {
        Node one = new Node(database, clock);
        Node other = new Node(database, clock);
        LocalDate day = LocalDate.of(2027, 1, 1);

        one.published.publish(2027, NOTICE, YEAR_2027);
        assertThat(one.calendar.status(day)).isEqualTo(Status.OFF);

        clock.pass(Duration.ofMillis(9_999));
        assertThat(other.calendar.status(day)).isEqualTo(Status.UNPUBLISHED);
        clock.pass(Duration.ofMillis(1));
        assertThat(other.calendar.status(day)).isEqualTo(Status.OFF);

        one.published.publish(2027, NOTICE, HEADER + "2027-02-05\tOFF\t春节\n");
        clock.pass(Duration.ofSeconds(10));
        assertThat(other.calendar.status(day)).isEqualTo(Status.WORKING);
    }

    @Test
    void asksTheDatabaseOnceInTenSecondsAtMost() {
        AtomicInteger queries = new AtomicInteger();
        Node node = new Node(
                new DelegatingDataSource(database) {
                    @Override
                    public Connection getConnection() throws SQLException {
                        queries.incrementAndGet();
                        return super.getConnection();
                    }
                },
                clock);
        queries.set(0);

        for (int second = 0; second < 60; second++) {
            for (int request = 0; request < 50; request++) {
                node.calendar.deadline(clock.instant(), 20);
            }
            clock.pass(Duration.ofSeconds(1));
        }

        assertThat(queries).hasValue(5);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-30T15:59:59Z, ",
        "2026-11-30T16:00:00Z, 2027",
        "2026-12-31T15:59:59Z, 2027",
        "2026-12-31T16:00:00Z, 2027",
        "2026-06-01T00:00:00Z, ",
        "2025-12-31T00:00:00Z, "
    })
    void missesTheNextYearFromTheFirstOfDecember(String now, Integer missing) {
        Node node = new Node(database, new MovableClock(now));

        assertThat(node.published.missingYear().orElse(null)).isEqualTo(missing);
        node.published.publish(2027, NOTICE, YEAR_2027);
        assertThat(node.published.missingYear()).isEmpty();
    }

    private long count(String table) {
        return jdbc.sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
    }

    private static <T> List<T> together(int threads, Callable<T> act) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(() -> {
                    start.await();
                    return act.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
