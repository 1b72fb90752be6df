package org.onewindow.homevisit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.onewindow.homevisit.HomeVisit.Status;
import org.onewindow.identity.Accounts;
import org.onewindow.outlet.Point;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.shared.Times;
import org.onewindow.support.AtOnce;
import org.onewindow.support.SteppedClock;
import org.onewindow.support.SteppedOffice;
import org.onewindow.support.TakenFlows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every way through {@code home-visit.bpmn}. */
@SteppedOffice
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HomeVisitProcessTests {

    private static final String PROCESS = "home-visit";
    private static final Actor CITIZEN = new Actor("citizen-at-home", Set.of(Role.APPLICANT), "");
    private static final Actor CLERK = new Actor("clerk-of-zf", Set.of(Role.CLERK), "YT.JJ.ZF");

    /** Beside the vehicle office of the district. */
    private static final Point HOME = new Point(37.5454, 121.3825);

    private static final Instant MONDAY = Instant.parse("2026-08-03T02:00:00Z");
    private static final Instant TUESDAY_NINE = Instant.parse("2026-08-04T01:00:00Z");
    private static final List<Result> BOTH =
            List.of(new Result("JG028", true, null), new Result("JG001", false, "照片不合格，改日再来"));

    private final HomeVisits visits;
    private final SteppedClock clock;
    private final RuntimeService runtime;
    private final ManagementService management;
    private final JdbcClient sql;
    private final Actor officer;

    @Autowired
    HomeVisitProcessTests(
            HomeVisits visits,
            SteppedClock clock,
            RuntimeService runtime,
            ManagementService management,
            JdbcClient sql,
            Accounts accounts) {
        this.visits = visits;
        this.clock = clock;
        this.runtime = runtime;
        this.management = management;
        this.sql = sql;
        officer = accounts.withRole(Role.OFFICER).get(0);
    }

    @BeforeAll
    static void countFlowsAnew(@Autowired TakenFlows flows) {
        flows.forget(PROCESS);
    }

    @BeforeEach
    void monday() {
        clock.set(MONDAY);
        sql.sql("DELETE FROM home_visit_result").update();
        sql.sql("DELETE FROM home_visit_report").update();
        sql.sql("SELECT id FROM home_visit")
                .query(String.class)
                .list()
                .forEach(id -> runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(id)
                        .list()
                        .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "test over")));
        sql.sql("DELETE FROM home_visit").update();
        sql.sql("DELETE FROM notification WHERE account = 'citizen-at-home'").update();
    }

    @AfterAll
    static void giveTimeBack(@Autowired SteppedClock clock) {
        clock.release();
    }

    private HomeVisit requested(Point home) {
        return visits.request(CITIZEN, "AGED", List.of("JG028", "JG001"), "370602", "芝罘区演示路1号（虚构）", home);
    }

    private HomeVisit planned(Instant at) {
        return visits.plan(CLERK, requested(HOME).id(), officer.id(), at);
    }

    private boolean running(HomeVisit visit) {
        return runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(visit.id())
                        .count()
                > 0;
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    @Order(1)
    void aVisitIsPlannedAndAllItsItemsAreClosedInOneGo() {
        HomeVisit visit = planned(TUESDAY_NINE);
        assertThat(visit.endsAt()).isEqualTo(TUESDAY_NINE.plus(Duration.ofMinutes(40)));
        clock.set(TUESDAY_NINE.plus(Duration.ofHours(6)));
        Instant recorded = TUESDAY_NINE.plus(Duration.ofMinutes(35));
        refused("home-visit-results", () -> visits.report(officer, visit.id(), "r", recorded, List.of(BOTH.get(0))));
        refused(
                "home-visit-recorded-at",
                () -> visits.report(officer, visit.id(), "r", TUESDAY_NINE.minusSeconds(1), BOTH));
        Actor other = new Actor("another", Set.of(Role.OFFICER), "YT.JJ.ZF");
        refused("home-visit-unknown", () -> visits.report(other, visit.id(), "r", recorded, BOTH));
        HomeVisit done = visits.report(officer, visit.id(), "r1", recorded, BOTH);
        assertThat(done.status()).isEqualTo(Status.DONE);
        assertThat(done.endedAt())
                .as("when it was recorded, not when it arrived")
                .isEqualTo(recorded);
        assertThat(visits.results(visit.id())).containsExactlyInAnyOrderElementsOf(BOTH);
        assertThat(running(visit)).isFalse();
        assertThat(told()).as("what was not sent yet is overtaken").containsExactly("HOME_VISIT_DONE");
    }

    /** Kinds of what waits to be sent to the citizen, in the order of their time. */
    private List<String> told() {
        return sql.sql("""
                        SELECT kind FROM notification WHERE account = 'citizen-at-home' AND status = 'PENDING'
                        ORDER BY next_at, kind
                        """).query(String.class).list();
    }

    @Test
    @Order(8)
    void theCitizenIsToldWhenSomebodyComesAndRemindedOfTheTimeThatHolds() {
        Instant thursday = TUESDAY_NINE.plus(Duration.ofDays(2));
        HomeVisit visit = planned(thursday);
        assertThat(told()).containsExactly("HOME_VISIT_PLANNED", "HOME_VISIT_REMINDER");
        visits.replan(CLERK, visit.id());
        assertThat(told()).containsExactly("HOME_VISIT_POSTPONED");
        Instant friday = thursday.plus(Duration.ofDays(1));
        visits.plan(CLERK, visit.id(), officer.id(), friday);
        assertThat(told()).containsExactly("HOME_VISIT_PLANNED", "HOME_VISIT_REMINDER");
        assertThat(sql.sql("SELECT next_at FROM notification WHERE kind = 'HOME_VISIT_REMINDER' AND status = 'PENDING'")
                        .query((row, i) -> Times.instant(row, "next_at"))
                        .single())
                .isEqualTo(friday.minus(Duration.ofDays(1)));
        visits.cancel(CITIZEN, visit.id());
        assertThat(told()).containsExactly("HOME_VISIT_CANCELLED");
        assertThat(sql.sql("SELECT text_sealed FROM notification WHERE kind = 'HOME_VISIT_CANCELLED'")
                        .query(String.class)
                        .list())
                .noneMatch(text -> text.contains("取消"));
    }

    @Test
    @Order(9)
    void whatTheOfficerBringsBackOnPaperAClerkOfTheUnitEntersForHim() {
        HomeVisit visit = planned(TUESDAY_NINE);
        clock.set(TUESDAY_NINE.plus(Duration.ofHours(7)));
        Actor foreign = new Actor("clerk-of-ls", Set.of(Role.CLERK), "YT.JJ.LS");
        refused("home-visit-unknown", () -> visits.report(foreign, visit.id(), "paper", TUESDAY_NINE, BOTH));
        assertThat(visits.report(CLERK, visit.id(), "paper", TUESDAY_NINE, BOTH).status())
                .isEqualTo(Status.DONE);
        assertThat(sql.sql("SELECT CONCAT(officer, ' ', entered_by) FROM home_visit_report")
                        .query(String.class)
                        .single())
                .isEqualTo(officer.id() + " clerk-of-zf");
        HomeVisit cancelled = planned(TUESDAY_NINE.plus(Duration.ofDays(1)));
        visits.cancel(CITIZEN, cancelled.id());
        clock.set(TUESDAY_NINE.plus(Duration.ofDays(2)));
        refused("home-visit-status", () -> visits.report(officer, cancelled.id(), "late", cancelled.startsAt(), BOTH));
    }

    @Test
    @Order(10)
    void theUnitSeesWhoGoesWhereOnADay() {
        HomeVisit visit = planned(TUESDAY_NINE);
        LocalDate tuesday = LocalDate.of(2026, 8, 4);
        assertThat(visits.routes(CLERK, tuesday)).hasSize(1).allSatisfy((who, stops) -> {
            assertThat(who.id()).isEqualTo(officer.id());
            assertThat(stops).extracting(stop -> stop.visit().id()).containsExactly(visit.id());
            assertThat(stops.get(0).travel()).isLessThan(Duration.ofHours(1));
        });
        assertThat(visits.routes(new Actor("clerk-of-ls", Set.of(Role.CLERK), "YT.JJ.LS"), tuesday))
                .isEmpty();
        assertThat(visits.routes(CLERK, tuesday.plusDays(1))).isEmpty();
        assertThat(visits.officers(CLERK)).extracting(HomeVisits.Officer::id).contains(officer.id());
    }

    @Test
    @Order(2)
    void aRecordThatArrivesAgainChangesNothingHoweverOftenAndAtOnce() {
        HomeVisit visit = planned(TUESDAY_NINE);
        clock.set(TUESDAY_NINE.plus(Duration.ofHours(2)));
        String id = UUID.randomUUID().toString();
        List<Callable<String>> acts = IntStream.range(0, 4)
                .<Callable<String>>mapToObj(i -> () -> {
                    try {
                        return visits.report(officer, visit.id(), id, TUESDAY_NINE, BOTH)
                                .status()
                                .name();
                    } catch (ConcurrencyFailureException | DuplicateKeyException lost) {
                        return "again";
                    }
                })
                .toList();
        assertThat(AtOnce.run(acts)).contains("DONE");
        assertThat(visits.report(officer, visit.id(), id, TUESDAY_NINE, BOTH).status())
                .isEqualTo(Status.DONE);
        refused("home-visit-reported", () -> visits.report(officer, visit.id(), "another", TUESDAY_NINE, BOTH));
    }

    @Test
    @Order(3)
    void aVisitThatIsPutOffIsPlannedAnew() {
        HomeVisit visit = planned(TUESDAY_NINE);
        assertThat(visits.replan(CLERK, visit.id()).status()).isEqualTo(Status.REQUESTED);
        HomeVisit again = visits.plan(CLERK, visit.id(), officer.id(), TUESDAY_NINE.plus(Duration.ofHours(1)));
        assertThat(again.status()).isEqualTo(Status.PLANNED);
    }

    @Test
    @Order(4)
    void aVisitThatNobodyPlansInTimeIsMarkedAndPlannedAllTheSame() {
        HomeVisit visit = requested(HOME);
        assertThat(visit.planBy())
                .isBetween(Instant.parse("2026-08-06T02:00:00Z"), Instant.parse("2026-08-06T16:00:00Z"));
        Job timer = management
                .createJobQuery()
                .timers()
                .processInstanceId(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(visit.id())
                        .singleResult()
                        .getId())
                .singleResult();
        assertThat(timer.getDuedate().toInstant()).isEqualTo(visit.planBy());
        clock.set(visit.planBy());
        management.executeJob(timer.getId());
        assertThat(visits.own(CITIZEN, visit.id()).planLate()).isTrue();
        Instant friday = Instant.parse("2026-08-07T01:00:00Z");
        assertThat(visits.plan(CLERK, visit.id(), officer.id(), friday).status())
                .isEqualTo(Status.PLANNED);
    }

    @Test
    @Order(5)
    void whoCancelsIsVisitedByNobody() {
        HomeVisit visit = planned(TUESDAY_NINE);
        assertThat(visits.cancel(CITIZEN, visit.id()).status()).isEqualTo(Status.CANCELLED);
        assertThat(running(visit)).isFalse();
        assertThat(visits.route(officer, LocalDate.of(2026, 8, 4))).isEmpty();
        refused("home-visit-status", () -> visits.cancel(CITIZEN, visit.id()));
        refused("home-visit-unknown", () -> visits.own(CLERK, visit.id()));
    }

    @Test
    @Order(6)
    void anOfficerIsSentWhereHeCanGetInTimeAndHisDayIsInOrder() {
        HomeVisit first = planned(TUESDAY_NINE);
        Point farther = new Point(37.53, 121.39);
        HomeVisit second = requested(farther);
        refused(
                "home-visit-unreachable",
                () -> visits.plan(
                        CLERK, second.id(), officer.id(), first.endsAt().plus(Duration.ofMinutes(2))));
        Instant reachable = first.endsAt().plus(Duration.ofHours(1));
        visits.plan(CLERK, second.id(), officer.id(), reachable);
        List<HomeVisits.Stop> route = visits.route(officer, LocalDate.of(2026, 8, 4));
        assertThat(route).extracting(stop -> stop.visit().id()).containsExactly(first.id(), second.id());
        assertThat(route.get(1).travel()).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(10));
        assertThat(visits.unplanned(CLERK)).isEmpty();
    }

    @Test
    @Order(7)
    void whoMayAskForWhatIsToldAtOnce() {
        assertThatThrownBy(() -> visits.request(CITIZEN, "LAZY", List.of("CR001"), "370602", "演示路", HOME))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.defects())
                                .extracting(Refusal.Defect::code)
                                .containsExactly("home-visit-not-eligible", "home-visit-item"));
        refused("home-visit-area", () -> visits.request(CITIZEN, "AGED", List.of("JG028"), "379999", "演示路", HOME));
        HomeVisit visit = requested(HOME);
        Actor foreign = new Actor("clerk-of-ls", Set.of(Role.CLERK), "YT.JJ.LS");
        refused("home-visit-unknown", () -> visits.plan(foreign, visit.id(), officer.id(), TUESDAY_NINE));
        refused("home-visit-officer", () -> visits.plan(CLERK, visit.id(), CITIZEN.id(), TUESDAY_NINE));
        refused("home-visit-past", () -> visits.plan(CLERK, visit.id(), officer.id(), MONDAY));
        Instant sunday = Instant.parse("2026-08-09T01:00:00Z");
        refused("home-visit-day-off", () -> visits.plan(CLERK, visit.id(), officer.id(), sunday));
        assertThat(sql.sql("SELECT address_sealed FROM home_visit")
                        .query(String.class)
                        .single())
                .doesNotContain("演示路");
    }

    @Test
    @Order(99)
    void everyFlowOfTheDiagramWasTaken(@Autowired TakenFlows flows) {
        assertThat(flows.left(PROCESS)).as(flows.report(PROCESS)).isEmpty();
    }
}
