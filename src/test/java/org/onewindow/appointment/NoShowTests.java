package org.onewindow.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onewindow.appointment.Node.somebody;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onewindow.appointment.Appointment.Status;
import org.onewindow.appointment.NoShow.Decision;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.support.MovableClock;
import org.onewindow.support.TestDatabase;

class NoShowTests {

    private static final String ITEM = "JG028";
    private static final Instant TUESDAY = Instant.parse("2026-08-04T00:30:00Z");
    private static final Actor SUPERVISOR = new Actor("supervisor", Set.of(Role.SUPERVISOR), "YT.JJ");
    private static final Actor ELSEWHERE = new Actor("other", Set.of(Role.SUPERVISOR), "YT.PCS");

    private final MovableClock clock = new MovableClock("2026-08-03T02:00:00Z");
    private TestDatabase database;
    private Node node;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
        node = new Node(database, clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Appointment booked(int day) {
        Instant start = TUESDAY.plus(Duration.ofDays(day));
        String number = node.inTransaction(office -> office.hold(somebody(1), ITEM, "ZF13", start))
                .number();
        return node.inTransaction(office -> office.confirm(somebody(1), number));
    }

    private void midnightPasses(int days) {
        clock.pass(Duration.ofDays(days));
        node.noShows
                .unrecorded(10)
                .forEach(number -> node.inTransaction(office -> {
                    node.noShows.record(number);
                    return null;
                }));
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private List<Appointment> threeDaysInVain() {
        List<Appointment> visits = List.of(booked(0), booked(1), booked(2));
        midnightPasses(7);
        return visits;
    }

    @Test
    void aVisitIsMissedWhenItsDayIsOverAndNotBefore() {
        Appointment visit = booked(0);
        midnightPasses(1);
        assertThat(node.inTransaction(office -> office.own(somebody(1), visit.number()))
                        .status())
                .as("at ten on the day itself he may still come")
                .isEqualTo(Status.CONFIRMED);
        midnightPasses(1);
        assertThat(node.inTransaction(office -> office.own(somebody(1), visit.number()))
                        .status())
                .isEqualTo(Status.NO_SHOW);
        assertThat(node.violations()).isEmpty();
    }

    @Test
    void afterThreeNobodyBooksForThirtyDays() {
        threeDaysInVain();
        assertThat(node.noShows.barredUntil(somebody(1).person())).contains(LocalDate.of(2026, 9, 5));
        refused("appointments-barred", () -> booked(8));
        clock.pass(Duration.ofDays(26));
        assertThat(node.noShows.barredUntil(somebody(1).person())).isEmpty();
        assertThat(node.noShows.barredUntil(somebody(2).person())).isEmpty();
    }

    @Test
    void whatIsObjectedToDoesNotCountUntilItIsDecided() {
        String number = threeDaysInVain().get(0).number();
        refused("no-show-unknown", () -> node.noShows.object(somebody(2), number, "那天网点停电"));
        node.noShows.object(somebody(1), number, "那天网点停电");
        refused("no-show-objected", () -> node.noShows.object(somebody(1), number, "再说一次"));
        assertThat(node.noShows.barredUntil(somebody(1).person())).isEmpty();
        assertThat(node.noShows.undecided(ELSEWHERE)).isEmpty();
        refused("no-show-unknown", () -> node.noShows.decide(ELSEWHERE, number, Decision.UPHELD, "属实"));
        assertThat(node.noShows.undecided(SUPERVISOR))
                .extracting(NoShow::objection)
                .containsExactly("那天网点停电");
        NoShow decided = node.noShows.decide(SUPERVISOR, number, Decision.REJECTED, "当天正常开放");
        assertThat(decided.reason()).isEqualTo("当天正常开放");
        assertThat(node.noShows.barredUntil(somebody(1).person())).isPresent();
        refused("no-show-not-open", () -> node.noShows.decide(SUPERVISOR, number, Decision.UPHELD, "改判"));
    }

    @Test
    void anObjectionThatIsRightTakesTheRecordOutOfTheCount() {
        String number = threeDaysInVain().get(1).number();
        node.noShows.object(somebody(1), number, "已经到场，没有签到");
        node.noShows.decide(SUPERVISOR, number, Decision.UPHELD, "监控属实");
        assertThat(node.noShows.barredUntil(somebody(1).person())).isEmpty();
    }

    @Test
    void afterFifteenDaysItIsTooLateToObject() {
        String number = threeDaysInVain().get(0).number();
        clock.pass(Duration.ofDays(15).plusMillis(1));
        refused("no-show-objection-late", () -> node.noShows.object(somebody(1), number, "太晚"));
    }

    @Test
    void wordsAreSealed() {
        String number = threeDaysInVain().get(0).number();
        node.noShows.object(somebody(1), number, "那天网点停电");
        assertThat(node.sql
                        .sql("SELECT objection_sealed FROM appointment_no_show WHERE appointment = :number")
                        .param("number", number)
                        .query(String.class)
                        .single())
                .doesNotContain("停电");
    }
}
