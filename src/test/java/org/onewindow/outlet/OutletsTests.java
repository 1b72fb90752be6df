package org.onewindow.outlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onewindow.outlet.Outlet.Kind.POLICE_STATION;
import static org.onewindow.outlet.Outlet.Kind.TALENT_CENTRE;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.onewindow.calendar.Calendars;
import org.onewindow.outlet.Outlet.Session;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.support.MovableClock;
import org.onewindow.support.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

class OutletsTests {

    private static final Actor HEAD = new Actor("head", Set.of(Role.SUPERVISOR), "YT");
    private static final Actor STRANGER = new Actor("stranger", Set.of(Role.SUPERVISOR), "QD");

    private static TestDatabase database;

    private final JdbcClient sql = JdbcClient.create(database);
    private final MovableClock clock = new MovableClock("2026-08-03T10:00:00Z");
    private final Outlets outlets = ShippedOutlets.by(Calendars.shipped(), sql);
    private final Closures closures = ShippedOutlets.closures(outlets, sql, clock);

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private List<Session> sessions(Outlet outlet, LocalDate day) {
        return outlets.hours(outlet, day, day).sessions(outlet, day);
    }

    @Test
    void hundredAndSeventyThreeOutletsStandInTheThirteenDivisionsOfYantai() {
        List<Outlet> all = outlets.offering(null, null);
        assertThat(all).hasSize(173);
        assertThat(all.stream().map(Outlet::division).distinct()).hasSize(13).allMatch(code -> code.startsWith("3706"));
        assertThat(all.stream().map(Outlet::kind).distinct()).hasSize(Outlet.Kind.values().length);
        assertThat(all).allSatisfy(outlet -> {
            assertThat(outlet.point().latitude()).isBetween(36.5, 38.5);
            assertThat(outlet.point().longitude()).isBetween(119.5, 122.0);
            assertThat(outlet.windows().values()).isNotEmpty().allMatch(number -> number > 0);
            assertThat(outlet.nameZh()).contains("演示");
            assertThat(outlet.addressZh()).contains("虚构");
        });
        assertThat(new HashSet<>(all.stream().map(Outlet::nameZh).toList())).hasSize(173);
    }

    @Test
    void fifteenTalentCentresAndTheLaneAt196HouseholdWindows() {
        List<Outlet> lanes = outlets.offering(null, null).stream()
                .filter(outlet -> outlet.windows().containsKey("HZ018"))
                .toList();
        assertThat(lanes.stream()
                        .mapToInt(outlet -> outlet.windows().get("HZ018"))
                        .sum())
                .isEqualTo(196);
        assertThat(lanes).containsAll(outlets.offering("HZ018", null));
        assertThat(lanes.stream().filter(outlet -> outlet.kind() == TALENT_CENTRE))
                .hasSize(15);
        assertThat(lanes)
                .allSatisfy(outlet -> assertThat(outlet.itemGroup("HZ018")).contains("HZ018"))
                .allSatisfy(outlet -> assertThat(outlet.itemGroup("HZ005")).contains("HZ"));
    }

    @Test
    void nearestIsWhatTheTapeMeasureSaysFromAnyPlace() {
        var random = new Random(7);
        for (int round = 0; round < 200; round++) {
            Point here = new Point(36.7 + 1.7 * random.nextDouble(), 119.7 + 1.8 * random.nextDouble());
            List<Outlet> found = outlets.offering("JG028", here);
            assertThat(found)
                    .isSortedAccordingTo(Comparator.comparingDouble(outlet -> here.metresTo(outlet.point())))
                    .allMatch(outlet -> outlet.windows().containsKey("JG"));
        }
        assertThat(outlets.offering("XX001", null)).isEmpty();
    }

    @Test
    void opensOnAMakeUpSaturdayAndStaysClosedOnAHoliday() {
        Outlet station = outlets.offering("HZ001", null).stream()
                .filter(outlet -> outlet.kind() == POLICE_STATION)
                .findFirst()
                .orElseThrow();
        assertThat(sessions(station, LocalDate.of(2026, 8, 3)))
                .extracting(Session::toString)
                .hasSize(2);
        assertThat(sessions(station, LocalDate.of(2026, 10, 1)))
                .as("National Day is a Thursday")
                .isEmpty();
        assertThat(sessions(station, LocalDate.of(2026, 10, 10)))
                .as("a Saturday that makes up for it")
                .containsAll(station.hours());
        assertThat(sessions(station, LocalDate.of(2026, 8, 2))).isEmpty();
    }

    @Test
    void extendedHoursAreOnTheirWeekdayButNotOnAHoliday() {
        Outlet office = outlets.outlet("ZF13");
        assertThat(sessions(office, LocalDate.of(2026, 8, 8))).containsExactly(Session.parse("08:30-12:00"));
        assertThat(sessions(office, LocalDate.of(2026, 10, 3))).isEmpty();
    }

    @Test
    void theEndOfASessionIsClosedAndTheNextOpeningIsTold() {
        Outlet office = outlets.outlet("ZF13");
        Instant noon = Instant.parse("2026-08-03T04:00:00Z");
        OpeningHours hours = outlets.hours(noon);
        assertThat(hours.open(office, noon.minusMillis(1))).isTrue();
        assertThat(hours.open(office, noon)).isFalse();
        assertThat(hours.opensNext(office, noon)).contains(Instant.parse("2026-08-03T05:00:00Z"));
        Instant holidays = Instant.parse("2026-09-30T10:00:00Z");
        assertThat(outlets.hours(holidays).opensNext(office, holidays)).contains(Instant.parse("2026-10-08T00:30:00Z"));
    }

    @Test
    void openAndOpensNextAgreeAtAnyMoment() {
        var random = new Random(8);
        List<Outlet> all = outlets.offering(null, null);
        for (int round = 0; round < 2_000; round++) {
            Outlet outlet = all.get(random.nextInt(all.size()));
            Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(360 * 86_400));
            OpeningHours hours = outlets.hours(at);
            Instant next = hours.opensNext(outlet, at).orElseThrow();
            assertThat(next).isAfter(at);
            assertThat(hours.open(outlet, next)).isTrue();
            assertThat(hours.open(outlet, next.minusMillis(1))).isFalse();
        }
    }

    private Instant opensNext(String outlet) {
        Instant now = clock.instant();
        return outlets.hours(now).opensNext(outlets.outlet(outlet), now).orElseThrow();
    }

    @Test
    void aClosureIsKeptFromItsFirstDayToItsLastUntilItIsLifted() {
        Instant tuesday = Instant.parse("2026-08-04T00:30:00Z");
        assertThat(opensNext("ZF13")).isEqualTo(tuesday);
        Closure closed = closures.announce(HEAD, "ZF13", LocalDate.of(2026, 8, 4), LocalDate.of(2026, 8, 5), "水管爆裂");
        assertThat(opensNext("ZF13")).isEqualTo("2026-08-06T00:30:00Z");
        assertThat(opensNext("ZF12")).as("its neighbour").isBefore("2026-08-04T02:00:00Z");
        Outlet office = outlets.outlet("ZF13");
        assertThat(outlets.hours(clock.instant()).closure(office, closed.to()))
                .map(Closure::reason)
                .contains("水管爆裂");

        clock.pass(Duration.ofHours(36));
        assertThat(closures.lift(HEAD, "ZF13", closed.id()).on(closed.from()))
                .as("it was closed then")
                .isTrue();
        assertThat(opensNext("ZF13")).isEqualTo("2026-08-05T00:30:00Z");
        assertThat(outlets.hours(office, closed.to(), closed.to()).sessions(office, closed.to()))
                .isNotEmpty();
        assertThat(sessions(office, closed.from())).isEmpty();
        refused("closure-over", () -> closures.lift(HEAD, "ZF13", closed.id()));
    }

    @Test
    void onlyASupervisorOfItsUnitClosesAnOutletAndOnlyForDaysToCome() {
        LocalDate today = LocalDate.of(2026, 8, 3);
        refused("outlet-unknown", () -> closures.announce(STRANGER, "ZF01", today, today, "停电"));
        refused("closure-from", () -> closures.announce(HEAD, "ZF01", today.minusDays(1), today, "停电"));
        refused("closure-to", () -> closures.announce(HEAD, "ZF01", today, today.minusDays(1), "停电"));
        refused("outlet-unknown", () -> closures.announce(HEAD, "ZF99", today, today, "停电"));
        Closure closed = closures.announce(HEAD, "ZF01", today, today, "停电");
        refused("outlet-unknown", () -> closures.lift(STRANGER, "ZF01", closed.id()));
        refused("closure-unknown", () -> closures.lift(HEAD, "ZF02", closed.id()));
        clock.pass(Duration.ofDays(1));
        refused("closure-over", () -> closures.lift(HEAD, "ZF01", closed.id()));
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
