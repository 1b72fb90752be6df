package org.onewindow.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onewindow.appointment.Bookings;
import org.onewindow.counter.Counters.Act;
import org.onewindow.counter.Ticket.Status;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.support.AtOnce;
import org.onewindow.support.SteppedClock;
import org.onewindow.support.SteppedOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

@SteppedOffice
class CountersTests {

    private static final String OUTLET = "HY15";
    private static final String ITEM = "JG028";
    private static final Instant MONDAY = Instant.parse("2026-08-03T01:00:00Z");

    /** Nine o'clock in Yantai. */
    private static final Instant NINE = Instant.parse("2026-08-04T01:00:00Z");

    private final Counters counters;
    private final CounterClosing closing;
    private final SteppedClock clock;
    private final JdbcClient sql;
    private final Bookings bookings;
    private final Actor clerk = clerk(1);
    private final Actor colleague = clerk(2);

    @Autowired
    CountersTests(
            Counters counters, CounterClosing closing, SteppedClock clock, JdbcClient sql, ApplicationContext office) {
        this.counters = counters;
        this.closing = closing;
        this.clock = clock;
        this.sql = sql;
        bookings = new Bookings(office);
    }

    private static Actor clerk(int number) {
        return new Actor("clerk-" + number, Set.of(Role.CLERK), "YT.JJ.HY");
    }

    @BeforeEach
    void morning() {
        clock.set(NINE);
    }

    @AfterEach
    void empty() {
        clock.release();
        sql.sql("DELETE FROM counter_ticket WHERE outlet = 'HY15'").update();
        sql.sql("DELETE FROM counter_day WHERE outlet = 'HY15'").update();
        sql.sql("DELETE FROM appointment_seat WHERE outlet = 'HY15'").update();
        sql.sql("DELETE FROM appointment WHERE outlet = 'HY15'").update();
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private void at(int minutesAfterNine) {
        clock.set(NINE.plus(Duration.ofMinutes(minutesAfterNine)));
    }

    private Ticket walkIn() {
        return counters.walkIn(clerk, OUTLET, ITEM, null);
    }

    private Ticket next(Actor who) {
        return counters.callNext(who, OUTLET, "3", null).orElseThrow();
    }

    private Ticket act(Actor who, Ticket ticket, Act act) {
        return counters.act(who, ticket.id(), act, null, null);
    }

    private String booked(String person, int minutesAfterHalfPastEight) {
        clock.set(MONDAY);
        String number = bookings.booked(
                person, ITEM, OUTLET, NINE.minusSeconds(1800).plus(Duration.ofMinutes(minutesAfterHalfPastEight)));
        clock.set(NINE);
        return number;
    }

    @Test
    void appointmentsAndWalkInsStandInOneQueueInTheOrderOfTheirRight() {
        String atTenToTen = booked("p-ten-to-ten", 80);
        String atTenPastNine = booked("p-ten-past-nine", 40);
        Ticket early = counters.checkIn(clerk, OUTLET, atTenToTen, null);
        at(5);
        Ticket walkIn = walkIn();
        at(15);
        Ticket later = walkIn();
        Ticket inTime = counters.checkIn(clerk, OUTLET, atTenPastNine, null);

        assertThat(List.of(next(clerk), next(colleague), next(clerk(3)), next(clerk(4))))
                .extracting(Ticket::id)
                .containsExactly(walkIn.id(), inTime.id(), later.id(), early.id());
        assertThat(early.number()).isEqualTo("JG001");
        assertThat(bookings.status("p-ten-to-ten", atTenToTen)).isEqualTo("ARRIVED");
        assertThat(counters.callNext(clerk(5), OUTLET, "1", null)).isEmpty();
    }

    @Test
    void whoComesLongAfterHisTimeStandsBehindThoseWhoAreThere() {
        String booked = booked("p-late", 40);
        at(20);
        Ticket walkIn = walkIn();
        at(26);
        counters.checkIn(clerk, OUTLET, booked, null);
        assertThat(next(clerk).id()).isEqualTo(walkIn.id());
    }

    @Test
    void anAppointmentCountsOnItsDayAtItsOutletAndOnce() {
        String booked = booked("p-once", 80);
        Actor elsewhere = new Actor("clerk-9", Set.of(Role.CLERK), "YT.JJ.LZ");
        refused("outlet-unknown", () -> counters.checkIn(elsewhere, OUTLET, booked, null));
        refused("appointment-elsewhere", () -> counters.checkIn(elsewhere, "LZ18", booked, null));
        refused("appointment-unknown", () -> counters.checkIn(clerk, OUTLET, "nothing", null));
        refused("arrival-unnamed", () -> counters.checkIn(clerk, OUTLET, null, null));
        refused("arrival-not-expected", () -> counters.checkIn(clerk, OUTLET, null, "370602190001010016"));
        counters.checkIn(clerk, OUTLET, booked, null);
        refused("appointment-not-confirmed", () -> counters.checkIn(clerk, OUTLET, booked, null));
        String tomorrow = bookings.booked(
                "p-tomorrow", ITEM, OUTLET, NINE.plus(Duration.ofHours(23).plusMinutes(30)));
        refused("appointment-other-day", () -> counters.checkIn(clerk, OUTLET, tomorrow, null));
    }

    @Test
    void ofManyClerksWhoCallAtOnceNoTwoCallTheSamePerson() {
        IntStream.range(0, 12).forEach(i -> walkIn());
        List<Callable<Optional<String>>> calls = IntStream.range(100, 116)
                .<Callable<Optional<String>>>mapToObj(who -> () -> {
                    for (int tries = 0; tries < 100; tries++) {
                        try {
                            return counters.callNext(clerk(who), OUTLET, "w" + who, null)
                                    .map(Ticket::id);
                        } catch (OptimisticLockingFailureException lost) {
                            // At the edge this is tried again.
                        }
                    }
                    throw new AssertionError("never called");
                })
                .toList();
        List<String> called =
                AtOnce.run(calls).stream().flatMap(Optional::stream).toList();
        assertThat(called).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void aClerkHasOnePersonAtHisWindowAndNobodyElsesHandsOnHim() {
        walkIn();
        walkIn();
        Ticket called = next(clerk);
        refused("ticket-in-hand", () -> next(clerk));
        refused("ticket-of-another", () -> act(colleague, called, Act.START));
        refused("ticket-status", () -> act(clerk, called, Act.FINISH));
        act(clerk, called, Act.START);
        assertThat(act(clerk, called, Act.FINISH).status()).isEqualTo(Status.DONE);
        assertThat(next(clerk).id()).isNotEqualTo(called.id());
    }

    @Test
    void whoDoesNotComeIsCalledThreeTimesPassedOverAndMayStandInTheQueueOnceMore() {
        Ticket missing = walkIn();
        next(clerk);
        refused("ticket-call-again", () -> act(clerk, missing, Act.MISS));
        act(clerk, missing, Act.CALL_AGAIN);
        act(clerk, missing, Act.CALL_AGAIN);
        assertThat(act(clerk, missing, Act.MISS).status()).isEqualTo(Status.MISSED);
        at(5);
        Ticket other = walkIn();
        at(6);
        act(clerk, missing, Act.RECALL);
        assertThat(next(clerk).id()).isEqualTo(other.id());
        next(colleague);
        act(colleague, missing, Act.CALL_AGAIN);
        act(colleague, missing, Act.CALL_AGAIN);
        act(colleague, missing, Act.MISS);
        refused("ticket-recalled", () -> act(colleague, missing, Act.RECALL));
    }

    @Test
    void whoIsParkedOrRedirectedKeepsHisPlace() {
        Ticket first = walkIn();
        at(1);
        Ticket second = walkIn();
        next(clerk);
        act(clerk, first, Act.START);
        act(clerk, first, Act.PARK);
        act(clerk, first, Act.RESUME);
        assertThat(next(clerk).id()).isEqualTo(first.id());
        refused("ticket-part-missing", () -> act(clerk, first, Act.REDIRECT));
        refused("item-not-here", () -> counters.act(clerk, first.id(), Act.REDIRECT, "HZ001", null));
        Ticket redirected = counters.act(clerk, first.id(), Act.REDIRECT, "JG001", null);
        assertThat(redirected.status()).isEqualTo(Status.WAITING);
        assertThat(next(colleague).id()).isEqualTo(first.id());
        assertThat(next(clerk).id()).isEqualTo(second.id());
    }

    @Test
    void whoWaitsForPickUpIsCalledOnceMoreAndItsVisitIsCompleteThen() {
        String booked = booked("p-pickup", 40);
        Ticket ticket = counters.checkIn(clerk, OUTLET, booked, null);
        next(clerk);
        act(clerk, ticket, Act.START);
        act(clerk, ticket, Act.AWAIT_PICKUP);
        assertThat(counters.shown(OUTLET).in(Status.PICKUP))
                .extracting(Ticket::number)
                .containsExactly("JG001");
        assertThat(counters.callNext(clerk, OUTLET, "3", null)).isEmpty();
        counters.act(colleague, ticket.id(), Act.CALL_PICKUP, null, "5");
        act(colleague, ticket, Act.START);
        act(colleague, ticket, Act.FINISH);
        assertThat(bookings.status("p-pickup", booked)).isEqualTo("COMPLETED");
    }

    @Test
    void theExpectedWaitFollowsThePlanAndThenWhatTheDayShows() {
        Ticket first = walkIn();
        Ticket second = walkIn();
        assertThat(counters.shown(OUTLET).expectedWait(first)).contains(Duration.ZERO);
        assertThat(counters.shown(OUTLET).expectedWait(second)).contains(Duration.ofMinutes(20));
        for (int i = 0; i < 5; i++) {
            walkIn();
        }
        for (int i = 0; i < 5; i++) {
            Ticket one = next(clerk);
            act(clerk, one, Act.START);
            at(6 * (i + 1));
            act(clerk, one, Act.FINISH);
        }
        assertThat(counters.shown(OUTLET).expectedWait("JG")).isEqualTo(Duration.ofMinutes(12));
        next(clerk);
        next(colleague);
        assertThat(counters.shown(OUTLET).waiting()).isEmpty();
    }

    @Test
    void theNextMorningNobodyOfYesterdayIsInTheQueue() {
        String booked = booked("p-evening", 40);
        counters.checkIn(clerk, OUTLET, booked, null);
        next(clerk);
        walkIn();
        clock.set(NINE.plus(Duration.ofDays(1)));
        closing.close();
        assertThat(bookings.status("p-evening", booked)).isEqualTo("COMPLETED");
        Ticket today = walkIn();
        assertThat(today.serial()).isEqualTo(1);
        assertThat(next(clerk).id()).isEqualTo(today.id());
    }
}
