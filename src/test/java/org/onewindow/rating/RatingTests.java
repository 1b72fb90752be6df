package org.onewindow.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.Case;
import org.onewindow.casework.Cases;
import org.onewindow.rating.Rating.Reason;
import org.onewindow.rating.Rating.Result;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.support.SteppedClock;
import org.onewindow.support.SteppedOffice;
import org.onewindow.support.TakenFlows;
import org.onewindow.worklist.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ratings, and every way through {@code rating-follow-up.bpmn}. */
@SteppedOffice
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RatingTests {

    private static final String PROCESS = "rating-follow-up";
    private static final String UNIT = "YT.JJ.ZF";
    private static final Actor CLERK = person("wang.fang", Role.CLERK, UNIT);
    private static final Actor HEAD = person("chen.gang", Role.SUPERVISOR, "YT.JJ");
    private static final Instant MONDAY_TEN = local("2026-08-03T10:00");

    private final Actor applicant = person(UUID.randomUUID().toString(), Role.APPLICANT, "");

    @Autowired
    ApplicationContext office;

    @Autowired
    SteppedClock clock;

    @Autowired
    Ratings ratings;

    @Autowired
    Cases cases;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcClient sql;

    private Desk desk;
    private Desk head;

    @BeforeAll
    static void countFlowsAnew(@Autowired TakenFlows flows) {
        flows.forget(PROCESS);
    }

    @BeforeEach
    void monday() {
        clock.set(MONDAY_TEN);
        desk = new Desk(office, CLERK);
        head = new Desk(office, HEAD);
    }

    @AfterAll
    static void giveTimeBack(@Autowired SteppedClock clock) {
        clock.release();
    }

    @Test
    void aCaseIsRatedOnceByItsApplicantWithinFiveWorkingDays() {
        Case c = cases.receive(applicant, "HZ022", UNIT, "HZ022");
        assertRefused("rating-too-early", () -> rate(c, 5));
        desk.complete(c.number(), "finish", null, Map.of());
        assertRefused("rating-level", () -> rate(c, 6));
        assertRefused("case-unknown", () -> ratings.rate(CLERK, c.id(), 5, null, null));

        clock.set(local("2026-08-10T17:00"));
        rate(c, 5);
        assertRefused("rated-already", () -> rate(c, 4));
        assertThat(head.find(c.number())).as("nothing to follow up").isEmpty();

        clock.set(MONDAY_TEN);
        Case late = finished();
        clock.set(local("2026-08-10T17:01"));
        assertRefused("rating-too-late", () -> rate(late, 5));
    }

    @Test
    void aNegativeRatingIsFollowedUpByASupervisorWithinItsLimit() {
        Case c = finished();
        assertRefused("rating-reason-missing", () -> rate(c, 2));
        ratings.rate(applicant, c.id(), 1, Set.of(Reason.ATTITUDE), "让我来回跑了三趟");
        assertThat(sql.sql("SELECT words_sealed FROM rating WHERE case_id = :case")
                        .param("case", c.id())
                        .query(String.class)
                        .single())
                .doesNotContain("三趟");
        assertThat(head.find(c.number()).orElseThrow().dueAt()).isEqualTo(local("2026-08-10T17:00"));
        assertRefused("not-your-role", () -> desk.complete(c.number(), "unfounded", "没有此事", Map.of()));
        assertRefused("rating-unknown", () -> ratings.visibleTo(CLERK, c.id()));
        assertThat(ratings.visibleTo(HEAD, c.id()).words()).isEqualTo("让我来回跑了三趟");

        clock.set(local("2026-08-10T17:00"));
        runDue(c);
        assertThat(ratings.visibleTo(applicant, c.id()).late()).isTrue();
        assertRefused("reason-missing", () -> head.complete(c.number(), "rectified", null, Map.of()));
        head.complete(c.number(), "rectified", "已致歉，并改为一次告知", Map.of());
        assertThat(ratings.visibleTo(applicant, c.id()).answer().result()).isEqualTo(Result.RECTIFIED);
        assertThat(ratings.visibleTo(applicant, c.id()).answer().words()).contains("致歉");
        assertThat(head.find(c.number())).isEmpty();
    }

    @Test
    void whatIsNotConfirmedIsExplainedByAnybodyButWhoHandledIt() {
        Case c = cases.receive(applicant, "HZ020", UNIT, "HZ020");
        desk.complete(c.number(), "accept", null, Map.of());
        clock.set(cases.running(c.id()).clocks().promised().due());
        head.complete(c.number(), "refuse", "不符合条件", Map.of());
        ratings.rate(applicant, c.id(), 2, null, "不公平");
        assertRefused("rating-own-work", () -> head.complete(c.number(), "unfounded", "处理正确", Map.of()));
        head.release(c.number());
        new Desk(office, person("chief", Role.SUPERVISOR, "YT"))
                .complete(c.number(), "unfounded", "已向申请人说明法律依据", Map.of());
        assertThat(ratings.visibleTo(HEAD, c.id()).answer().result()).isEqualTo(Result.UNFOUNDED);
    }

    @Test
    void ratingsAreCountedByUnitAndItemForThoseAboveOnly() {
        clock.set(local("2026-06-01T10:00"));
        for (int level : new int[] {5, 5, 2}) {
            Actor somebody = person(UUID.randomUUID().toString(), Role.APPLICANT, "");
            Case c = cases.receive(somebody, "HZ022", UNIT, "HZ022");
            desk.complete(c.number(), "finish", null, Map.of());
            ratings.rate(somebody, c.id(), level, Set.of(Reason.DELAY), null);
        }
        LocalDate day = LocalDate.of(2026, 6, 1);
        assertThat(ratings.counts(HEAD, day, day))
                .extracting(counted -> counted.item() + " " + counted.level() + ": " + counted.times())
                .containsExactlyInAnyOrder("HZ022 5: 2", "HZ022 2: 1");
        assertThat(ratings.counts(person("x", Role.SUPERVISOR, "YT.JJ.LS"), day, day))
                .isEmpty();
        assertThat(ratings.counts(HEAD, day.plusDays(1), day.plusDays(1))).isEmpty();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void takesEveryFlowOfTheDiagram(@Autowired TakenFlows flows) {
        System.out.println(flows.report(PROCESS));
        assertThat(flows.left(PROCESS)).as(flows.report(PROCESS)).isEmpty();
    }

    private Case finished() {
        Case c = cases.receive(applicant, "HZ022", UNIT, "HZ022");
        desk.complete(c.number(), "finish", null, Map.of());
        return c;
    }

    private void rate(Case c, int level) {
        ratings.rate(applicant, c.id(), level, null, null);
    }

    /** What the executor would run by now. */
    private void runDue(Case c) {
        String instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(c.id())
                .singleResult()
                .getId();
        management.createJobQuery().processInstanceId(instance).executable().list().stream()
                .map(Job::getId)
                .forEach(management::executeJob);
    }

    private static void assertRefused(String code, ThrowingCallable verb) {
        Refusal refusal = catchThrowableOfType(Refusal.class, verb);
        assertThat(refusal).as(code).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
    }

    private static Actor person(String login, Role role, String unit) {
        byte[] name = ("demo/account/" + login).getBytes(StandardCharsets.UTF_8);
        return new Actor(UUID.nameUUIDFromBytes(name).toString(), Set.of(role), unit);
    }

    private static Instant local(String time) {
        return LocalDateTime.parse(time).atZone(WorkingCalendar.ZONE).toInstant();
    }
}
