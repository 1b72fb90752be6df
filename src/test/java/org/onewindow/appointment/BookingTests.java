package org.onewindow.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.onewindow.appointment.Node.somebody;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onewindow.appointment.Appointment.Status;
import org.onewindow.outlet.Closure;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.support.MovableClock;
import org.onewindow.support.TestDatabase;

/** Parties, the wait list, the desk and what a person may book in a time. */
class BookingTests {

    private static final String ITEM = "JG028";

    /** A station with one window for traffic. */
    private static final String STATION = "MP07";

    /** A station with two windows for the register of residents. */
    private static final String TWO_WINDOWS = "ZF01";

    private static final Instant TUESDAY = Instant.parse("2026-08-04T00:30:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 8, 4);
    private static final Duration VISIT = Duration.ofMinutes(20);
    private static final Actor CLERK = new Actor("clerk", Set.of(Role.CLERK), "YT.PCS");
    private static final Actor SUPERVISOR = new Actor("head", Set.of(Role.SUPERVISOR), "YT");

    private static TestDatabase database;

    private final MovableClock clock = new MovableClock("2026-08-03T02:00:00Z");
    private final Node node = new Node(database, clock);

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
        for (String table : List.of(
                "appointment",
                "appointment_seat",
                "appointment_person",
                "appointment_further",
                "appointment_origin",
                "appointment_act",
                "appointment_staffing",
                "outlet_closure",
                "wait_list_entry")) {
            node.sql.sql("DELETE FROM " + table).update();
        }
    }

    private static Party party(int who, List<Integer> others, String... items) {
        List<String> persons = Stream.concat(Stream.of(who), others.stream())
                .map(one -> somebody(one).person())
                .toList();
        return new Party(somebody(who), persons, List.of(items));
    }

    private Appointment booked(int who, Instant startsAt) {
        Appointment held = node.inTransaction(office -> office.hold(somebody(who), ITEM, STATION, startsAt));
        return node.inTransaction(office -> office.confirm(somebody(who), held.number()));
    }

    private Appointment hold(Party party, Instant startsAt) {
        return node.inTransaction(office -> office.hold(party, STATION, startsAt, null));
    }

    private Status status(int who, String number) {
        return node.inTransaction(office -> office.own(somebody(who), number)).status();
    }

    private WaitListEntry waits(int who) {
        clock.pass(Duration.ofMillis(1));
        return node.waits(somebody(who), ITEM, STATION, DAY, DAY);
    }

    private String offered(int who) {
        return node.waitList.of(somebody(who)).get(0).offered();
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void twoPersonsWithTwoItemsTakeFourSlotsOneAfterTheOther() {
        Party family = party(1, List.of(2), ITEM, "JG001");
        Appointment held = hold(family, TUESDAY);
        assertThat(Duration.between(held.slot().startsAt(), held.slot().endsAt()))
                .isEqualTo(VISIT.multipliedBy(4));
        for (int slot = 0; slot < 4; slot++) {
            Instant start = TUESDAY.plus(VISIT.multipliedBy(slot));
            refused("slot-taken", () -> hold(Party.alone(somebody(3), ITEM), start));
        }
        refused(
                "appointment-same-day",
                () -> hold(Party.alone(somebody(2), "JG001"), TUESDAY.plus(VISIT.multipliedBy(4))));
        node.inTransaction(office -> office.confirm(somebody(1), held.number()));
        assertThat(node.violations()).isEmpty();

        Appointment moved = node.inTransaction(
                office -> office.change(somebody(1), held.number(), STATION, TUESDAY.plus(VISIT.multipliedBy(2))));
        assertThat(moved.slot().endsAt()).isEqualTo(TUESDAY.plus(VISIT.multipliedBy(6)));
        assertThat(node.violations()).isEmpty();
        assertThat(booked(3, TUESDAY).status()).isEqualTo(Status.CONFIRMED);

        node.inTransaction(office -> office.cancel(somebody(1), held.number()));
        assertThat(booked(2, TUESDAY.plus(VISIT.multipliedBy(2))).status()).isEqualTo(Status.CONFIRMED);
        assertThat(node.violations()).isEmpty();
    }

    @Test
    void aPartyGetsAllItsSlotsOrNone() {
        booked(9, TUESDAY.plus(VISIT.multipliedBy(2)));
        refused("slot-taken", () -> hold(party(1, List.of(2, 3), ITEM), TUESDAY));
        assertThat(booked(4, TUESDAY.plus(VISIT)).status()).isEqualTo(Status.CONFIRMED);
        refused("party-too-large", () -> hold(party(1, List.of(2, 3, 4, 5), ITEM), TUESDAY));
        refused("items-apart", () -> hold(party(1, List.of(), ITEM, "HZ001"), TUESDAY));
        refused("slot-too-short", () -> hold(party(1, List.of(2), ITEM), Instant.parse("2026-08-04T03:30:00Z")));
    }

    @Test
    void theEndOfAHoldFreesTheDaysOfAllWhoWouldHaveCome() {
        hold(party(1, List.of(2), ITEM), TUESDAY);
        clock.pass(Duration.ofMinutes(10));
        assertThat(booked(2, TUESDAY).status()).isEqualTo(Status.CONFIRMED);
    }

    @Test
    void aFreedSeatIsHeldForTheFirstInTheLineAndThenForTheNext() {
        Appointment visit = booked(1, TUESDAY);
        waits(2);
        waits(3);
        refused("wait-list-already", () -> waits(3));
        node.inTransaction(office -> office.cancel(somebody(1), visit.number()));
        String first = offered(2);
        assertThat(status(2, first)).isEqualTo(Status.HELD);
        refused("slot-taken", () -> booked(4, TUESDAY));

        clock.pass(Duration.ofMinutes(30));
        refused("hold-ended", () -> node.inTransaction(office -> office.confirm(somebody(2), first)));
        refused("slot-taken", () -> booked(4, TUESDAY));
        node.passOn();
        String second = offered(3);
        node.inTransaction(office -> office.confirm(somebody(3), second));
        assertThat(node.waitList.of(somebody(3)).get(0).status()).isEqualTo(WaitListEntry.Status.TAKEN);
        assertThat(node.waitList.of(somebody(2)).get(0).status()).isEqualTo(WaitListEntry.Status.LAPSED);
        assertThat(node.violations()).isEmpty();
    }

    @Test
    void whatNobodyGaveBackButAHoldLeftIsOfferedToo() {
        hold(Party.alone(somebody(1), ITEM), TUESDAY);
        waits(2);
        clock.pass(Duration.ofMinutes(10));
        node.passOn();
        assertThat(status(2, offered(2))).isEqualTo(Status.HELD);
    }

    @Test
    void whoLeavesTheLineIsPassedOver() {
        Appointment visit = booked(1, TUESDAY);
        WaitListEntry entry = waits(2);
        waits(3);
        refused("wait-list-unknown", () -> node.waitList.leave(somebody(3), entry.id()));
        node.waitList.leave(somebody(2), entry.id());
        node.inTransaction(office -> office.cancel(somebody(1), visit.number()));
        assertThat(offered(2)).isNull();
        assertThat(offered(3)).isNotNull();
    }

    @Test
    void aClerkBooksForWhoeverIsThereFromThisMomentOn() {
        Instant soon = Instant.parse("2026-08-03T02:10:00Z");
        Appointment booked =
                node.inTransaction(office -> office.book(CLERK, Party.alone(somebody(1), ITEM), STATION, soon, null));
        assertThat(booked.status()).isEqualTo(Status.CONFIRMED);
        Instant past = Instant.parse("2026-08-03T01:50:00Z");
        refused(
                "slot-over",
                () -> node.inTransaction(
                        office -> office.book(CLERK, Party.alone(somebody(2), ITEM), STATION, past, null)));
        Actor elsewhere = new Actor("other", Set.of(Role.CLERK), "YT.JJ");
        refused(
                "outlet-unknown",
                () -> node.inTransaction(
                        office -> office.book(elsewhere, Party.alone(somebody(2), ITEM), STATION, soon, null)));
        assertThat(node.violations()).isEmpty();
    }

    @Test
    void aSeatOverTheCapacityIsASupervisorsRightAndOnRecord() {
        booked(1, TUESDAY);
        Party late = Party.alone(somebody(2), ITEM);
        refused("slot-taken", () -> node.inTransaction(office -> office.book(CLERK, late, STATION, TUESDAY, null)));
        refused(
                "over-booking-right",
                () -> node.inTransaction(office -> office.book(CLERK, late, STATION, TUESDAY, "急")));
        Appointment over = node.inTransaction(office -> office.book(SUPERVISOR, late, STATION, TUESDAY, "次日出境"));
        assertThat(node.sql
                        .sql(
                                "SELECT over_reason FROM appointment_origin WHERE appointment = :number AND booked_by = 'head'")
                        .param("number", over.number())
                        .query(String.class)
                        .single())
                .isEqualTo("次日出境");
        node.inTransaction(office -> office.cancel(somebody(2), over.number()));
        refused("slot-taken", () -> booked(3, TUESDAY));
        assertThat(node.violations()).isEmpty();
    }

    @Test
    void nobodyBooksOftenerThanTheLimitWithinItsDaysEvenIfHeCancels() {
        for (int i = 0; i < 12; i++) {
            Appointment visit = booked(1, TUESDAY.plus(Duration.ofDays(i % 3)));
            node.inTransaction(office -> office.cancel(somebody(1), visit.number()));
        }
        refused("appointments-too-often", () -> booked(1, TUESDAY));
        assertThat(booked(2, TUESDAY).status()).isEqualTo(Status.CONFIRMED);
    }

    @Test
    void whoComesAlongWithOthersHasBookedToo() {
        for (int i = 0; i < 12; i++) {
            Appointment held = hold(party(10 + i, List.of(1), ITEM), TUESDAY.plus(Duration.ofDays(i % 3)));
            node.inTransaction(office -> office.confirm(held.holder(), held.number()));
            node.inTransaction(office -> office.cancel(held.holder(), held.number()));
        }
        refused("appointments-too-often", () -> booked(1, TUESDAY));
    }

    @Test
    void holdsThatEndedCountForNobodyAnyMore() {
        for (int i = 0; i < 3; i++) {
            hold(party(10 + i, List.of(1), ITEM), TUESDAY.plus(Duration.ofDays(i)));
        }
        refused("appointments-too-many", () -> booked(1, TUESDAY.plus(Duration.ofDays(3))));
        clock.pass(Duration.ofMinutes(10));
        assertThat(booked(1, TUESDAY).status()).isEqualTo(Status.CONFIRMED);
    }

    @Test
    void neighboursHelpEachOtherOutWhenSomebodyAgreesToIt() {
        String named = "ZF07";
        Party second = Party.alone(somebody(2), ITEM);
        Appointment first =
                node.inTransaction(office -> office.holdNearby(Party.alone(somebody(1), ITEM), named, TUESDAY, null));
        assertThat(first.slot().outlet()).isEqualTo(named);
        refused("slot-taken", () -> node.inTransaction(office -> office.hold(second, named, TUESDAY, null)));
        Appointment neighbour = node.inTransaction(office -> office.holdNearby(second, named, TUESDAY, null));
        assertThat(neighbour.slot().outlet()).isNotEqualTo(named).startsWith("ZF");
    }

    @Test
    void anItemMayHaveAnotherNoticeAndOtherDaysThanTheRest() {
        refused(
                "slot-not-bookable-yet",
                () -> node.inTransaction(office -> office.hold(somebody(1), "JG077", STATION, TUESDAY)));
        Instant wednesday = TUESDAY.plus(Duration.ofDays(1));
        Appointment held = node.inTransaction(office -> office.hold(somebody(1), "JG077", STATION, wednesday));
        node.inTransaction(office -> office.confirm(somebody(1), held.number()));
        clock.pass(Duration.between(
                clock.instant(), wednesday.minus(Duration.ofHours(24)).plusMillis(1)));
        refused("appointment-too-near", () -> node.inTransaction(office -> office.cancel(somebody(1), held.number())));
        clock.pass(Duration.between(clock.instant(), wednesday.minus(Duration.ofHours(24))));
        assertThat(node.inTransaction(office -> office.cancel(somebody(1), held.number()))
                        .status())
                .isEqualTo(Status.CANCELLED);
    }

    @Test
    void aClerkOfTheOutletMovesAndCancelsAVisitToTheLastMomentAndSaysWhy() {
        Appointment visit = booked(1, TUESDAY);
        clock.pass(Duration.between(clock.instant(), TUESDAY.minus(Duration.ofMinutes(5))));
        Instant later = TUESDAY.plus(VISIT);
        Actor elsewhere = new Actor("other", Set.of(Role.CLERK), "YT.JJ");
        refused(
                "appointment-unknown",
                () -> node.inTransaction(office -> office.moveFor(elsewhere, visit.number(), STATION, later, "忙")));
        Appointment moved =
                node.inTransaction(office -> office.moveFor(CLERK, visit.number(), STATION, later, "窗口临时关闭"));
        assertThat(moved.slot().startsAt()).isEqualTo(later);
        assertThat(node.violations()).isEmpty();
        node.inTransaction(office -> office.cancelFor(SUPERVISOR, visit.number(), "停电"));
        assertThat(status(1, visit.number())).isEqualTo(Status.CANCELLED);
        List<OfficeAct> acts = node.inTransaction(office -> office.acts(visit));
        assertThat(acts)
                .extracting(OfficeAct::act, OfficeAct::actedBy, OfficeAct::from, OfficeAct::reason)
                .containsExactly(
                        tuple(OfficeAct.Act.MOVED, "clerk", TUESDAY, "窗口临时关闭"),
                        tuple(OfficeAct.Act.CANCELLED, "head", later, "停电"));
        refused("appointment-over", () -> node.inTransaction(office -> office.cancelFor(CLERK, visit.number(), "停电")));
        assertThat(node.violations()).isEmpty();
    }

    @Test
    void fewerStaffOnADayTakeFewerVisitsAndTheOfficeNamesThoseToMove() {
        var windows = 2;
        Appointment first = node.inTransaction(office -> office.hold(somebody(1), "HZ020", TWO_WINDOWS, TUESDAY));
        node.inTransaction(office -> office.confirm(somebody(1), first.number()));
        clock.pass(Duration.ofMillis(1));
        Appointment second = node.inTransaction(office -> office.hold(somebody(2), "HZ020", TWO_WINDOWS, TUESDAY));
        node.inTransaction(office -> office.confirm(somebody(2), second.number()));
        refused("staffing-windows", () -> node.staffing.set(SUPERVISOR, TWO_WINDOWS, DAY, "HZ", windows + 1, "开会"));
        assertThat(node.staffing
                        .set(SUPERVISOR, TWO_WINDOWS, DAY, "HZ", 1, "开会")
                        .toMove())
                .containsExactly(new Staffing.ToMove(second.number(), TUESDAY));

        node.inTransaction(office -> office.cancel(somebody(1), first.number()));
        refused(
                "slot-taken",
                () -> node.inTransaction(office -> office.hold(somebody(3), "HZ020", TWO_WINDOWS, TUESDAY)));
        assertThat(node.staffing.of(SUPERVISOR, TWO_WINDOWS, DAY).get(0).toMove())
                .isEmpty();
        node.inTransaction(office -> office.cancel(somebody(2), second.number()));
        node.inTransaction(office -> office.hold(somebody(3), "HZ020", TWO_WINDOWS, TUESDAY));
        refused(
                "slot-taken",
                () -> node.inTransaction(office -> office.hold(somebody(4), "HZ020", TWO_WINDOWS, TUESDAY)));

        node.staffing.set(SUPERVISOR, TWO_WINDOWS, DAY, "HZ", 0, "闭窗");
        refused(
                "slot-unknown",
                () -> node.inTransaction(office -> office.hold(somebody(4), "HZ020", TWO_WINDOWS, TUESDAY)));
        assertThat(node.violations()).isEmpty();
    }

    private Closure closes(LocalDate from, LocalDate to) {
        node.inTransaction(() -> node.closedDays.announce(SUPERVISOR, STATION, from, to, "水管爆裂"));
        return node.outlets
                .hours(clock.instant())
                .closures(node.outlets.outlet(STATION))
                .get(0);
    }

    private List<Instant> begins(LocalDate day) {
        return node.inTransaction(office -> office.offers(node.outlets.outlet(STATION), ITEM, day, 1)).stream()
                .map(offer -> offer.slot().startsAt())
                .toList();
    }

    @Test
    void aStationThatClosesTellsItsVisitorsOnceAndLetsThemMoveAsLateAsTheyLike() {
        Appointment visit = booked(1, TUESDAY);
        Appointment held = hold(Party.alone(somebody(2), ITEM), TUESDAY.plus(VISIT));
        Appointment elsewhere = booked(3, TUESDAY.plus(Duration.ofDays(2)));
        assertThat(node.closedDays.booked(SUPERVISOR, STATION, DAY, DAY.plusDays(1)))
                .isEqualTo(1);
        closes(DAY, DAY.plusDays(1));
        closes(DAY, DAY);
        node.inTransaction(node.closedDays::overlooked);
        assertThat(node.told)
                .extracting(told -> told.visit().number(), VisitChanged::change)
                .containsExactly(tuple(visit.number(), VisitChanged.Change.CLOSED));
        assertThat(status(1, visit.number())).isEqualTo(Status.TO_MOVE);
        assertThat(status(3, elsewhere.number())).isEqualTo(Status.CONFIRMED);
        assertThat(begins(DAY)).isEmpty();
        assertThat(begins(DAY.plusDays(1))).isEmpty();
        assertThat(begins(DAY.plusDays(2))).isNotEmpty();
        refused("outlet-closed", () -> hold(Party.alone(somebody(4), ITEM), TUESDAY));
        refused("outlet-closed", () -> node.inTransaction(office -> office.confirm(somebody(2), held.number())));
        refused("appointment-not-confirmed", () -> node.visits.arrive(visit.number(), STATION));
        assertThat(node.violations()).isEmpty();

        clock.pass(Duration.ofHours(23));
        Appointment moved = node.inTransaction(
                office -> office.change(somebody(1), visit.number(), STATION, TUESDAY.plus(Duration.ofDays(3))));
        assertThat(moved.status()).isEqualTo(Status.CONFIRMED);
        assertThat(node.violations()).isEmpty();
        List<OfficeAct> acts = node.inTransaction(office -> office.acts(moved));
        assertThat(acts)
                .extracting(OfficeAct::act, OfficeAct::reason)
                .containsExactly(tuple(OfficeAct.Act.CLOSED, "水管爆裂"));
    }

    @Test
    void whoWaitsForASeatOfAClosedDayGetsNone() {
        Appointment visit = booked(1, TUESDAY);
        waits(2);
        Closure closed = closes(DAY, DAY);
        node.inTransaction(office -> office.cancel(somebody(1), visit.number()));
        node.passOn();
        assertThat(offered(2)).isNull();
        node.inTransaction(() -> node.closedDays.lift(SUPERVISOR, STATION, closed.id()));
        node.passOn();
        assertThat(offered(2)).isNotNull();
    }

    @Test
    void whoHasNotMovedYetComesAsHeHadBookedWhenItOpensAgain() {
        Appointment visit = booked(1, TUESDAY);
        Closure closed = closes(DAY, DAY);
        Closure longer = node.inTransaction(
                        office -> node.closedDays.announce(SUPERVISOR, STATION, DAY, DAY.plusDays(3), "停电"))
                .closure();
        node.inTransaction(() -> node.closedDays.lift(SUPERVISOR, STATION, closed.id()));
        assertThat(status(1, visit.number())).as("closed by another still").isEqualTo(Status.TO_MOVE);
        node.inTransaction(() -> node.closedDays.lift(SUPERVISOR, STATION, longer.id()));
        assertThat(status(1, visit.number())).isEqualTo(Status.CONFIRMED);
        assertThat(node.told)
                .extracting(VisitChanged::change)
                .containsExactly(VisitChanged.Change.CLOSED, VisitChanged.Change.REOPENED);
        assertThat(begins(DAY)).contains(TUESDAY);
        assertThat(node.violations()).isEmpty();
        clock.pass(Duration.ofHours(22));
        assertThat(node.visits.arrive(visit.number(), STATION).startsAt()).isEqualTo(TUESDAY);
    }

    @Test
    void aVisitThatNobodyMovedEndsWithItsDayAndCountsAgainstNobody() {
        Appointment visit = booked(1, TUESDAY);
        closes(DAY, DAY);
        clock.pass(Duration.ofDays(2));
        assertThat(node.noShows.unrecorded(10)).isEmpty();
        assertThat(node.closedDays.over(10)).containsExactly(visit.number());
        node.inTransaction(() -> node.closedDays.end(visit.number()));
        node.inTransaction(() -> node.closedDays.end(visit.number()));
        assertThat(status(1, visit.number())).isEqualTo(Status.CANCELLED);
        assertThat(node.violations()).isEmpty();
        var repository = new AppointmentRepository(node.sql);
        assertThat(repository.bookedSince(somebody(1).person(), TUESDAY.minusSeconds(1)))
                .isZero();
    }

    @Test
    void aVisitBookedWhileTheStationWasBeingClosedIsFoundAfterwards() {
        Appointment visit = booked(1, TUESDAY);
        node.sql.sql("""
                        INSERT INTO outlet_closure (id, outlet, from_day, to_day, reason, announced_by, announced_at)
                        VALUES ('c', 'MP07', '2026-08-04', '2026-08-04', '停电', 'head', '2026-08-03 02:00:00')
                        """).update();
        node.inTransaction(node.closedDays::overlooked);
        assertThat(status(1, visit.number())).isEqualTo(Status.TO_MOVE);
    }
}
