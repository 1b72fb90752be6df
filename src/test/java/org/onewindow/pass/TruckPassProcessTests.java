package org.onewindow.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.onewindow.casework.CaseStatus.CLOSED_NOT_CORRECTED;
import static org.onewindow.casework.CaseStatus.CORRECTION_NOTIFIED;
import static org.onewindow.casework.CaseStatus.GRANTED;
import static org.onewindow.casework.CaseStatus.NOT_REQUIRED;
import static org.onewindow.casework.CaseStatus.RECEIVED;
import static org.onewindow.casework.CaseStatus.REFUSED;
import static org.onewindow.casework.CaseStatus.RETURNED;
import static org.onewindow.casework.CaseStatus.UNDER_REVIEW;
import static org.onewindow.casework.CaseStatus.WITHDRAWN;
import static org.onewindow.pass.PassClass.LARGE;
import static org.onewindow.pass.PassClass.ORDINARY;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onewindow.calendar.PublishedCalendar;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseEvent;
import org.onewindow.casework.CaseEvent.Act;
import org.onewindow.casework.CaseStatus;
import org.onewindow.casework.Cases;
import org.onewindow.casework.CaseworkSteps;
import org.onewindow.pass.SourceCheck.Result;
import org.onewindow.register.DemoRegisterService;
import org.onewindow.register.Register;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Invariant;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.support.SteppedClock;
import org.onewindow.support.SteppedOffice;
import org.onewindow.support.TakenFlows;
import org.onewindow.vault.BrokenSeal;
import org.onewindow.workflow.Workflow;
import org.onewindow.worklist.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every way through {@code truck-pass.bpmn}, with the real services behind its steps. */
@SteppedOffice
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TruckPassProcessTests {

    private static final String PROCESS = "truck-pass";
    private static final Actor AGENT = person("li.na", Role.AGENT, "");
    private static final Actor CLERK = person("wang.fang", Role.CLERK, "YT.JJ.ZF");

    /** A Monday; the limit of one working day is Tuesday's close of business. */
    private static final Instant MONDAY_TEN = local("2026-08-03T10:00");

    private static final Instant TUESDAY_CLOSE = local("2026-08-04T17:00");

    @Autowired
    ApplicationContext office;

    @Autowired
    SteppedClock clock;

    @Autowired
    PassApplications applications;

    @Autowired
    PassApplicationRepository kept;

    @Autowired
    TruckPassRepository passes;

    @Autowired
    PassActs acts;

    @Autowired
    PassActRepository bans;

    @Autowired
    Cases cases;

    @Autowired
    CaseworkSteps steps;

    @Autowired
    PublishedCalendar calendar;

    @Autowired
    DemoRegisterService registers;

    @Autowired
    Workflow workflow;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcClient sql;

    @Autowired
    List<Invariant> invariants;

    private Desk desk;

    @BeforeAll
    static void countFlowsAnew(@Autowired TakenFlows flows) {
        flows.forget(PROCESS);
    }

    @BeforeEach
    void monday() {
        clock.set(MONDAY_TEN);
        sql.sql("DELETE FROM pass_recheck").update();
        desk = new Desk(office, CLERK);
    }

    @AfterEach
    void healAndCheckWhatMustAlwaysHold() {
        registers.heal();
        assertThat(invariants)
                .isNotEmpty()
                .allSatisfy(invariant -> assertThat(sql.sql(invariant.violations())
                                .query(String.class)
                                .list())
                        .as(invariant.sentence())
                        .isEmpty());
    }

    @AfterAll
    static void giveTimeBack(@Autowired SteppedClock clock) {
        clock.release();
    }

    @ParameterizedTest
    @CsvSource({"鲁F10002, 02, ordinary-clear", "鲁F10003, 01, same-right-as-light"})
    void grantsByRuleWhatIsClear(String plate, String type, String rule) {
        Case c = checked(submit(ORDINARY, plate, type));
        assertDecidedByRule(c, GRANTED, rule);
        TruckPass pass = passOf(c.id()).orElseThrow();
        assertThat(pass.period()).isEqualTo(Samples.NINETY_DAYS);
        assertThat(pass.plate().number()).isEqualTo(plate);
        assertThat(acts(c)).containsExactly(Act.SUBMITTED, Act.DECIDED_BY_RULE);
    }

    @ParameterizedTest
    @CsvSource({
        "鲁F10006, inspection-covers-period",
        "鲁F10007, violations",
        "鲁F10008, hazardous-load",
        "鲁F10009, vehicle-scrapped"
    })
    void refusesByRuleWithTheReason(String plate, String rule) {
        Case c = checked(submit(LARGE, plate, "01"));
        assertDecidedByRule(c, REFUSED, rule);
        assertThat(passOf(c.id())).isEmpty();
    }

    @Test
    void refusesWhoIsBannedUntilTheBanIsOver() {
        Actor banned = person("zhou.jie", Role.AGENT, "");
        PassApplication asked = Samples.application(LARGE, "鲁F5D034", "01", Samples.NINETY_DAYS, Samples.DAYTIME);
        PassApplication own = Samples.ofCompany(asked, "91370600MA00000157");
        Case c = checked(applications.submit(banned, own));
        desk.complete(c.number(), "grant", null, Map.of());
        Actor supervisor = person("chen.gang", Role.SUPERVISOR, "YT.JJ");
        TruckPass pass = passOf(c.id()).orElseThrow();
        acts.act(supervisor, pass, PassAct.Kind.RESCIND, "obtained-by-fraud", "材料虚假", null);

        assertDecidedByRule(checked(applications.submit(banned, own)), REFUSED, "holder-banned 2029-08-03");
        Case byAnother = checked(applications.submit(AGENT, asked));
        assertDecidedByRule(byAnother, REFUSED, "holder-banned 2029-08-03");
        for (String day : List.of("2029-08-03", "2029-08-04")) {
            assertThat(bans.bannedTo(banned.id(), asked.parsedPlate(), LocalDate.parse(day))
                            .isPresent())
                    .as(day)
                    .isEqualTo(day.equals("2029-08-03"));
        }
        sql.sql("UPDATE pass_act SET banned_to = NULL WHERE pass_number = :number")
                .param("number", pass.number())
                .update();
    }

    @ParameterizedTest
    @CsvSource({"鲁F10005, 02, pick-up-exempt", "鲁F12345D, 51, new-energy-box-exempt"})
    void tellsThatNoPassIsNeeded(String plate, String type, String rule) {
        assertDecidedByRule(checked(submit(ORDINARY, plate, type)), NOT_REQUIRED, rule);
    }

    private void assertDecidedByRule(Case c, CaseStatus result, String rule) {
        assertThat(c.status()).isEqualTo(result);
        assertThat(c.decision()).isEqualTo(new Case.Decision("rule", MONDAY_TEN, rule));
        assertEnded(c);
    }

    @Test
    void referredIsGrantedAsAskedFor() {
        Case c = underReview();
        assertThat(c.clocks().promised().due()).isEqualTo(TUESDAY_CLOSE);
        assertThat(desk.find(c.number())).hasValueSatisfying(task -> {
            assertThat(task.step()).isEqualTo("review");
            assertThat(task.outcomes()).containsExactly("grant", "refuse", "correct", "return");
            assertThat(task.dueAt()).isEqualTo(TUESDAY_CLOSE);
        });

        desk.complete(c.number(), "grant", null, Map.of());

        assertThat(now(c).status()).isEqualTo(GRANTED);
        assertThat(now(c).decision().by()).isEqualTo(CLERK.id());
        assertThat(passOf(c.id())).hasValueSatisfying(pass -> {
            assertThat(pass.period()).isEqualTo(Samples.NINETY_DAYS);
            assertThat(pass.hours()).isEqualTo(Samples.DAYTIME);
        });
        assertEnded(c);
    }

    @Test
    void referredIsGrantedForAShorterPeriodWithAReason() {
        Case c = underReview();
        desk.complete(c.number(), "grant", "道路施工", Map.of("period.to", "2026-08-31", "hours.from", "09:30"));
        assertThat(now(c).decision().reason()).isEqualTo("道路施工");
        assertThat(passOf(c.id())).hasValueSatisfying(pass -> {
            assertThat(pass.period()).isEqualTo(new Period(Samples.TODAY, LocalDate.of(2026, 8, 31)));
            assertThat(pass.hours()).isEqualTo(Samples.hours("09:30", "19:00"));
        });
    }

    @Test
    void referredIsRefusedWithAReason() {
        Case c = underReview();
        desk.complete(c.number(), "refuse", "通行路线可以绕行", Map.of());
        assertThat(now(c).status()).isEqualTo(REFUSED);
        assertThat(now(c).decision()).isEqualTo(new Case.Decision(CLERK.id(), MONDAY_TEN, "通行路线可以绕行"));
        assertThat(passOf(c.id())).isEmpty();
        assertEnded(c);
    }

    @Test
    void referredIsReturnedWithAReason() {
        Case c = underReview();
        desk.complete(c.number(), "return", "应向莱山大队申请", Map.of());
        assertThat(now(c).status()).isEqualTo(RETURNED);
        assertThat(now(c).decision()).isEqualTo(new Case.Decision(CLERK.id(), MONDAY_TEN, "应向莱山大队申请"));
        assertThat(passOf(c.id())).isEmpty();
        assertEnded(c);
    }

    @Test
    void isDecidedAnewByTheTableWithoutTheReviewer() {
        Case c = underReview();
        assertThat(workflow.complete(c.id(), "review", Map.of("outcome", "recheck", "access", "REFER")))
                .isTrue();
        assertThat(desk.find(c.number())).isPresent();
    }

    @Test
    void countsAsGrantedWhenARuleSaysSo() {
        Case c = underReview();
        assertThat(workflow.complete(c.id(), "review", Map.of("outcome", "deemed")))
                .isTrue();
        assertThat(now(c).status()).isEqualTo(GRANTED);
        assertThat(now(c).decision()).isEqualTo(new Case.Decision("rule", MONDAY_TEN, "silent-at-expiry"));
        assertThat(passOf(c.id())).isPresent();
        assertEnded(c);
        assertThat(workflow.complete(c.id(), "review", Map.of("outcome", "deemed")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "refuse, reason-missing",
        "correct, defects-missing",
        "return, reason-missing",
    })
    void movesNothingWhenTheOutcomeLacksWhatItNeeds(String outcome, String code) {
        assertNothingMoves(underReview(), outcome, null, Map.of(), code);
    }

    @Test
    void movesNothingWhenAGrantGoesBeyondWhatWasAskedFor() {
        assertNothingMoves(underReview(), "grant", "x", Map.of("period.to", "2026-12-31"), "several-defects");
        assertNothingMoves(underReview(), "grant", null, Map.of("hours.to", "18:00"), "change-needs-reason");
    }

    private void assertNothingMoves(Case c, String outcome, String note, Map<String, String> fields, String code) {
        List<CaseEvent> before = cases.history(c);
        assertThat(catchThrowableOfType(Refusal.class, () -> desk.complete(c.number(), outcome, note, fields))
                        .code())
                .isEqualTo(code);
        assertThat(now(c)).isEqualTo(c);
        assertThat(cases.history(c)).isEqualTo(before);
        assertThat(desk.find(c.number())).isPresent();
        assertThat(passOf(c.id())).isEmpty();
        assertThat(timers(c)).containsOnlyKeys("reminderDue", "limitPassed");
    }

    @Test
    void isCorrectedOnceCheckedAgainAndGranted() {
        Case c = underReview();
        Map<String, String> defects = Map.of("route", "请写明路线", "goods.kind", "请写明货物");
        desk.complete(c.number(), "correct", "请补正", defects);

        Case waiting = now(c);
        assertThat(waiting.status()).isEqualTo(CORRECTION_NOTIFIED);
        assertThat(waiting.clocks().correctionDueAt()).isEqualTo(local("2026-08-10T17:00"));
        assertThat(cases.lastCompletion(c.id()).fields()).isEqualTo(defects);
        assertThat(desk.find(c.number())).isEmpty();

        clock.set(local("2026-08-05T11:00"));
        var corrected = Samples.with(
                Samples.application(LARGE), new Period(LocalDate.of(2026, 8, 10), LocalDate.of(2026, 9, 10)));
        applications.change(AGENT, waiting, corrected);
        assertThat(now(c).status()).isEqualTo(CORRECTION_NOTIFIED);
        Case again = applications.send(AGENT, now(c));
        assertThat(again.status()).isEqualTo(RECEIVED);
        assertThat(again.number()).as("keeps its number").isEqualTo(c.number());
        assertThat(again.clocks().promised().due()).isEqualTo(local("2026-08-06T17:00"));

        assertThat(checked(again).status()).isEqualTo(UNDER_REVIEW);
        assertThat(attempts(c)).containsExactly(1, 2);
        assertThat(desk.find(c.number()).orElseThrow().dueAt()).isEqualTo(local("2026-08-06T17:00"));
        assertSecondCorrectionIsRefused(now(c));

        desk.complete(c.number(), "grant", null, Map.of());
        assertThat(passOf(c.id()).orElseThrow().period()).isEqualTo(corrected.period());
        assertThat(acts(c)).containsExactly(Act.SUBMITTED, Act.TASK_COMPLETED, Act.RESUBMITTED, Act.TASK_COMPLETED);
        assertEnded(c);
    }

    /** Permit law, article 32: once. */
    private void assertSecondCorrectionIsRefused(Case c) {
        assertNothingMoves(c, "correct", "再补正", Map.of("route", "x"), "correction-already-notified");
    }

    private List<Integer> attempts(Case c) {
        return sql.sql("SELECT DISTINCT attempt FROM source_check WHERE case_id = :case ORDER BY attempt")
                .param("case", c.id())
                .query(Integer.class)
                .list();
    }

    @Test
    void isReturnedWhenNobodyCorrectsItInTime() {
        Case c = underReview();
        desk.complete(c.number(), "correct", null, Map.of("route", "请写明路线"));
        Instant until = local("2026-08-10T17:00");
        assertThat(timers(c)).containsExactly(Map.entry("correctionOverdue", until));

        clock.set(until.minusMillis(1000));
        runDue(c);
        assertThat(now(c).status()).isEqualTo(CORRECTION_NOTIFIED);
        clock.set(until.plusMillis(1000));
        runDue(c);

        assertThat(now(c).status()).isEqualTo(CLOSED_NOT_CORRECTED);
        assertThat(acts(c)).endsWith(Act.NOT_CORRECTED);
        assertEnded(c);
        assertThat(catchThrowableOfType(Refusal.class, () -> applications.send(AGENT, now(c)))
                        .code())
                .isEqualTo("case-status");
    }

    @Test
    void isWithdrawnWhileAnOfficerLooksAtIt() {
        assertWithdrawn(underReview());
    }

    @Test
    void isWithdrawnWhileItIsToBeCorrected() {
        Case c = underReview();
        desk.complete(c.number(), "correct", null, Map.of("route", "请写明路线"));
        assertWithdrawn(now(c));
    }

    @Test
    void isWithdrawnBeforeTheRegistersWereAsked() {
        int asked = registers.requests(Register.VEHICLE);
        assertWithdrawn(submit(LARGE, "鲁F10001", "01"));
        assertThat(registers.requests(Register.VEHICLE)).isEqualTo(asked);
    }

    private void assertWithdrawn(Case c) {
        cases.withdraw(AGENT, c, "不再需要");
        assertThat(now(c).status()).isEqualTo(WITHDRAWN);
        assertThat(now(c).decision()).isEqualTo(new Case.Decision(AGENT.id(), MONDAY_TEN, "不再需要"));
        assertEnded(c);
        assertThat(catchThrowableOfType(Refusal.class, () -> cases.withdraw(AGENT, now(c), null))
                        .code())
                .isEqualTo("case-status");
    }

    /** Twelve working hours lie between Monday ten o'clock and Tuesday's close of business; nine are three quarters. */
    @Test
    void remindsAtThreeQuartersOfTheWorkingTimeAndReportsAtTheLimitOnceEach() {
        Case c = underReview();
        Instant threeQuarters = local("2026-08-04T14:00");
        assertThat(timers(c)).isEqualTo(Map.of("reminderDue", threeQuarters, "limitPassed", TUESDAY_CLOSE));

        clock.set(threeQuarters.minusMillis(1000));
        runDue(c);
        assertThat(acts(c)).containsExactly(Act.SUBMITTED);

        clock.set(threeQuarters.plusMillis(1000));
        runDue(c);
        runDue(c);
        assertThat(acts(c)).containsExactly(Act.SUBMITTED, Act.REMINDED);
        assertThat(now(c).clocks().escalatedAt()).isNull();

        clock.set(TUESDAY_CLOSE.plusMillis(1000));
        runDue(c);
        runDue(c);
        steps.escalate(c.id());
        assertThat(acts(c)).containsExactly(Act.SUBMITTED, Act.REMINDED, Act.ESCALATED);
        assertThat(now(c).clocks().escalatedAt()).isEqualTo(TUESDAY_CLOSE.plusMillis(1000));
        assertThat(now(c).status()).as("the officer goes on").isEqualTo(UNDER_REVIEW);
        assertThat(timers(c)).isEmpty();

        desk.complete(c.number(), "grant", null, Map.of());
        assertThat(now(c).status()).isEqualTo(GRANTED);
    }

    @Test
    void keepsItsLimitWhenTheSystemStoodStill() {
        Case c = submit(LARGE, "鲁F10001", "01");
        Instant back = local("2026-08-06T08:00");
        clock.set(back);

        Case late = checked(c);
        runDue(late);

        assertThat(late.status()).isEqualTo(UNDER_REVIEW);
        assertThat(now(c).clocks().promised()).isEqualTo(c.clocks().promised());
        assertThat(now(c).clocks().promised().due()).isEqualTo(TUESDAY_CLOSE);
        assertThat(now(c).clocks().escalatedAt()).isEqualTo(back);
        assertThat(acts(c)).contains(Act.ESCALATED);
        assertThat(desk.find(c.number()).orElseThrow().dueAt()).isEqualTo(TUESDAY_CLOSE);
    }

    @ParameterizedTest
    @CsvSource({"VEHICLE, vehicle-known", "VIOLATION, violations"})
    void leavesToAnOfficerWhatASilentRegisterDoesNotSay(Register register, String question) {
        registers.fail(register, DemoRegisterService.Fault.ERROR);
        Case c = checked(submit(ORDINARY, "鲁F10002", "02"));
        assertThat(c.status()).isEqualTo(UNDER_REVIEW);
        assertThat(kept.checks(c.id()))
                .filteredOn(check -> check.result() == Result.GAP)
                .extracting(SourceCheck::source, SourceCheck::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(register.name(), question));
        assertThat(kept.access(c.id()).access()).isEqualTo("REFER");
    }

    @Test
    void grantsByRuleWhatASilentRegisterSaysWhileTheCaseWaits() {
        Case c = waitingFor(Register.INSPECTION);
        registers.heal();
        askAgainAfterAnHour();
        assertThat(now(c).status()).isEqualTo(GRANTED);
        assertThat(now(c).decision().by()).isEqualTo("rule");
        assertThat(now(c).decision().reason()).isEqualTo("ordinary-clear");
        assertThat(passOf(c.id())).isPresent();
        assertThat(attempts(c)).containsExactly(1, 2);
        assertEnded(c);
        assertThat(rechecks(c)).isZero();
    }

    @Test
    void refusesByRuleWhatASilentRegisterHoldsAgainstTheVehicleLater() {
        registers.fail(Register.VIOLATION, DemoRegisterService.Fault.ERROR);
        Case c = checked(submit(LARGE, "鲁F10007", "01"));
        registers.heal();
        askAgainAfterAnHour();
        assertThat(now(c).status()).isEqualTo(REFUSED);
        assertThat(now(c).decision().reason()).isEqualTo("violations");
        assertEnded(c);
    }

    @Test
    void leavesToTheOfficerWhatStaysSilentAndKeepsNothingTwice() {
        Case c = waitingFor(Register.INSURANCE);
        askAgainAfterAnHour();
        assertThat(now(c).status()).isEqualTo(UNDER_REVIEW);
        assertThat(attempts(c)).containsExactly(1);
        assertThat(rechecks(c)).isOne();

        desk.complete(c.number(), "grant", null, Map.of());
        registers.heal();
        askAgainAfterAnHour();
        assertThat(now(c).decision().by()).isEqualTo(CLERK.id());
        assertThat(attempts(c)).containsExactly(1);
        assertThat(rechecks(c)).isZero();
    }

    @Test
    void asksNoMoreOnceAllHaveAnsweredAndAnOfficerDecidesAnyway() {
        registers.fail(Register.INSURANCE, DemoRegisterService.Fault.ERROR);
        Case c = checked(submit(LARGE, "鲁F10001", "01"));
        registers.heal();
        askAgainAfterAnHour();
        assertThat(now(c).status()).isEqualTo(UNDER_REVIEW);
        assertThat(attempts(c)).containsExactly(1, 2);
        assertThat(rechecks(c)).isZero();
    }

    private Case waitingFor(Register silent) {
        registers.fail(silent, DemoRegisterService.Fault.ERROR);
        Case c = checked(submit(ORDINARY, "鲁F10002", "02"));
        assertThat(c.status()).isEqualTo(UNDER_REVIEW);
        return c;
    }

    private void askAgainAfterAnHour() {
        clock.set(clock.instant().plus(Duration.ofHours(1)));
        office.getBean(Rechecks.class).askAgain();
    }

    private long rechecks(Case c) {
        return sql.sql("SELECT COUNT(*) FROM pass_recheck WHERE case_id = :case")
                .param("case", c.id())
                .query(Long.class)
                .single();
    }

    @Test
    void becomesAnIncidentAfterThreeTriesAndIsHealedByAnother() {
        Case c = submit(LARGE, "鲁F10001", "01");
        Case other = submit(LARGE, "鲁F10001", "01");
        String sealed = sealedMobile(c, "broken");

        for (int left = 2; left >= 0; left--) {
            Job job = job(c, "checkRegisters");
            assertThatThrownBy(() -> management.executeJob(job.getId())).hasRootCauseInstanceOf(BrokenSeal.class);
            assertThat(job(c, "checkRegisters").getRetries()).isEqualTo(left);
            assertThat(incidents(c)).isEqualTo(left == 0 ? 1 : 0);
            clock.set(clock.instant().plus(Duration.ofMinutes(1)));
        }
        runDue(c);
        assertThat(now(c)).isEqualTo(c);
        assertThat(kept.checks(c.id())).isEmpty();
        assertThat(checked(other).status()).as("nobody else waits").isEqualTo(UNDER_REVIEW);

        sealedMobile(c, sealed);
        management.setJobRetries(job(c, "checkRegisters").getId(), 1);
        assertThat(checked(c).status()).isEqualTo(UNDER_REVIEW);
        assertThat(incidents(c)).isZero();
    }

    /** @return what was there before */
    private String sealedMobile(Case c, String sealed) {
        String before = sql.sql("SELECT contact_mobile_sealed FROM truck_pass_application WHERE case_id = :case")
                .param("case", c.id())
                .query(String.class)
                .single();
        sql.sql("UPDATE truck_pass_application SET contact_mobile_sealed = :sealed WHERE case_id = :case")
                .param("sealed", sealed)
                .param("case", c.id())
                .update();
        return before;
    }

    private long incidents(Case c) {
        return runtime.createIncidentQuery()
                .processInstanceId(instance(c).getId())
                .count();
    }

    @Test
    void countsAProvisionalLimitAnewWhenTheYearIsPublished() {
        clock.set(local("2026-12-31T10:00"));
        Case c = checked(applications.submit(
                AGENT,
                Samples.with(
                        Samples.application(LARGE), new Period(LocalDate.of(2027, 1, 4), LocalDate.of(2027, 2, 3)))));
        Instant friday = local("2027-01-01T17:00");
        assertThat(c.clocks().promised().provisional()).isTrue();
        assertThat(c.clocks().promised().due()).isEqualTo(friday);
        assertThat(timers(c)).containsEntry("limitPassed", friday);

        calendar.publish(2027, "made-up notice", "date\tkind\tname\n2027-01-01\tOFF\t元旦\n");

        Instant monday = local("2027-01-04T17:00");
        assertThat(now(c).clocks().promised().provisional()).isFalse();
        assertThat(now(c).clocks().promised().due()).isEqualTo(monday);
        assertThat(now(c).clocks().promised().received())
                .isEqualTo(c.clocks().promised().received());
        assertThat(timers(c)).isEqualTo(Map.of("limitPassed", monday, "reminderDue", local("2027-01-04T14:00")));
        assertThat(desk.find(c.number()).orElseThrow().dueAt()).isEqualTo(monday);
        assertThat(acts(c)).containsExactly(Act.SUBMITTED, Act.LIMIT_RECOUNTED);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void takesEveryFlowOfTheDiagram(@Autowired TakenFlows flows) {
        System.out.println(flows.report(PROCESS));
        assertThat(flows.left(PROCESS)).as(flows.report(PROCESS)).isEmpty();
    }

    private Case submit(PassClass passClass, String plate, String type) {
        Case c = applications.submit(
                AGENT, Samples.application(passClass, plate, type, Samples.NINETY_DAYS, Samples.DAYTIME));
        assertThat(c.status()).isEqualTo(RECEIVED);
        return c;
    }

    /** Runs the job that asks the registers. */
    private Case checked(Case c) {
        management.executeJob(job(c, "checkRegisters").getId());
        return now(c);
    }

    private Case underReview() {
        Case c = checked(submit(LARGE, "鲁F10001", "01"));
        assertThat(c.status()).isEqualTo(UNDER_REVIEW);
        return c;
    }

    private Case now(Case c) {
        return cases.running(c.id());
    }

    private List<Act> acts(Case c) {
        return cases.history(c).stream().map(CaseEvent::act).toList();
    }

    private ProcessInstance instance(Case c) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(c.id())
                .singleResult();
    }

    private Job job(Case c, String element) {
        return management
                .createJobQuery()
                .processInstanceId(instance(c).getId())
                .activityId(element)
                .singleResult();
    }

    private Map<String, Instant> timers(Case c) {
        return management.createJobQuery().processInstanceId(instance(c).getId()).timers().list().stream()
                .collect(java.util.stream.Collectors.toMap(
                        timer -> management
                                .createJobDefinitionQuery()
                                .jobDefinitionId(timer.getJobDefinitionId())
                                .singleResult()
                                .getActivityId(),
                        timer -> timer.getDuedate().toInstant()));
    }

    /** What the executor would run by now. */
    private void runDue(Case c) {
        management.createJobQuery().processInstanceId(instance(c).getId()).executable().list().stream()
                .map(Job::getId)
                .forEach(management::executeJob);
    }

    private void assertEnded(Case c) {
        assertThat(instance(c)).isNull();
        assertThat(desk.find(c.number())).isEmpty();
        assertThat(sql.sql("SELECT COUNT(*) FROM work_item WHERE case_id = :case")
                        .param("case", c.id())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static Actor person(String login, Role role, String unit) {
        byte[] name = ("demo/account/" + login).getBytes(StandardCharsets.UTF_8);
        return new Actor(UUID.nameUUIDFromBytes(name).toString(), Set.of(role), unit);
    }

    private static Instant local(String time) {
        return LocalDateTime.parse(time).atZone(WorkingCalendar.ZONE).toInstant();
    }

    private Optional<TruckPass> passOf(String caseId) {
        return sql.sql("SELECT number FROM truck_pass WHERE case_id = :case")
                .param("case", caseId)
                .query(String.class)
                .optional()
                .flatMap(passes::find);
    }
}
