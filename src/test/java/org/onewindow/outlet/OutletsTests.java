package org.onewindow.outlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onewindow.outlet.Outlet.Kind.POLICE_STATION;
import static org.onewindow.outlet.Outlet.Kind.TALENT_CENTRE;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.onewindow.calendar.Calendars;
import org.onewindow.outlet.Outlet.Session;
import org.onewindow.shared.Refusal;

class OutletsTests {

    private final Outlets outlets = withClosures();

    private static Outlets withClosures(OutletRules.Closure... closures) {
        return new Outlets(new OutletRules(List.of(closures)), Calendars.shipped());
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
        assertThat(outlets.sessions(station, LocalDate.of(2026, 8, 3)))
                .extracting(Session::toString)
                .hasSize(2);
        assertThat(outlets.sessions(station, LocalDate.of(2026, 10, 1)))
                .as("National Day is a Thursday")
                .isEmpty();
        assertThat(outlets.sessions(station, LocalDate.of(2026, 10, 10)))
                .as("a Saturday that makes up for it")
                .containsAll(station.hours());
        assertThat(outlets.sessions(station, LocalDate.of(2026, 8, 2))).isEmpty();
    }

    @Test
    void extendedHoursAreOnTheirWeekdayButNotOnAHoliday() {
        Outlet office = outlets.outlet("ZF13");
        assertThat(outlets.sessions(office, LocalDate.of(2026, 8, 8))).containsExactly(Session.parse("08:30-12:00"));
        assertThat(outlets.sessions(office, LocalDate.of(2026, 10, 3))).isEmpty();
    }

    @Test
    void theEndOfASessionIsClosedAndTheNextOpeningIsTold() {
        Outlet office = outlets.outlet("ZF13");
        Instant noon = Instant.parse("2026-08-03T04:00:00Z");
        assertThat(outlets.open(office, noon.minusMillis(1))).isTrue();
        assertThat(outlets.open(office, noon)).isFalse();
        assertThat(outlets.opensNext(office, noon)).contains(Instant.parse("2026-08-03T05:00:00Z"));
        assertThat(outlets.opensNext(office, Instant.parse("2026-09-30T10:00:00Z")))
                .contains(Instant.parse("2026-10-08T00:30:00Z"));
    }

    @Test
    void openAndOpensNextAgreeAtAnyMoment() {
        var random = new Random(8);
        List<Outlet> all = outlets.offering(null, null);
        for (int round = 0; round < 2_000; round++) {
            Outlet outlet = all.get(random.nextInt(all.size()));
            Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(360 * 86_400));
            Instant next = outlets.opensNext(outlet, at).orElseThrow();
            assertThat(next).isAfter(at);
            assertThat(outlets.open(outlet, next)).isTrue();
            assertThat(outlets.open(outlet, next.minusMillis(1))).isFalse();
        }
    }

    @Test
    void aClosureIsKeptFromItsFirstDayToItsLast() {
        Outlets closed =
                withClosures(new OutletRules.Closure("ZF13", LocalDate.of(2026, 8, 4), LocalDate.of(2026, 8, 5)));
        assertThat(closed.opensNext(closed.outlet("ZF13"), Instant.parse("2026-08-03T10:00:00Z")))
                .contains(Instant.parse("2026-08-06T00:30:00Z"));
        assertThatThrownBy(() -> closed.outlet("ZF99")).isInstanceOf(Refusal.class);
    }
}
