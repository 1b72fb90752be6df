package org.onewindow.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.onewindow.casework.CaseStatus.ADVISED;
import static org.onewindow.casework.CaseStatus.CLOSED_NOT_CORRECTED;
import static org.onewindow.casework.CaseStatus.CORRECTION_NOTIFIED;
import static org.onewindow.casework.CaseStatus.DELIVERED;
import static org.onewindow.casework.CaseStatus.GRANTED;
import static org.onewindow.casework.CaseStatus.NOT_ACCEPTED;
import static org.onewindow.casework.CaseStatus.NOT_REQUIRED;
import static org.onewindow.casework.CaseStatus.PENDING_ACCEPTANCE;
import static org.onewindow.casework.CaseStatus.REFUSED;
import static org.onewindow.casework.CaseStatus.SPECIAL_PROCEDURE;
import static org.onewindow.casework.CaseStatus.TERMINATED;
import static org.onewindow.casework.CaseStatus.UNDER_REVIEW;
import static org.onewindow.casework.CaseStatus.WITHDRAWN;
import static org.onewindow.support.OfficeAtWork.assertRefused;
import static org.onewindow.support.OfficeAtWork.local;
import static org.onewindow.support.OfficeAtWork.person;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseEvent.Act;
import org.onewindow.casework.CaseStatus;
import org.onewindow.casework.Cases;
import org.onewindow.casework.ClocksOfACase;
import org.onewindow.service.ServiceApplication.Delivery;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.support.OfficeAtWork;
import org.onewindow.support.SteppedClock;
import org.onewindow.support.SteppedOffice;
import org.onewindow.support.TakenFlows;
import org.onewindow.worklist.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every way through {@code standard-case.bpmn}, in an office whose catalogue has one more line. */
@SteppedOffice
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StandardCaseProcessTests {

    private static final String PROCESS = "standard-case";
    private static final String CONSULTATION = "consultation";
    private static final String UNIT = "YT.JJ.ZF";

    /** Promised in three working days. */
    private static final String SPLIT_HOUSEHOLD = "HZ020";

    private static final String ON_THE_SPOT = "HZ022";
    private static final String ONE_MORE = "HZ900";

    private static final Actor CLERK = person("wang.fang", Role.CLERK, UNIT);
    private static final Actor HEAD = person("chen.gang", Role.SUPERVISOR, "YT.JJ");

    /** Accepted at any window, decided by the detachment, approved by its head. */
    private static final String CITIZEN_NUMBER = "HZ027";

    /** A permit: the head decides. */
    private static final String HOTEL = "ZA003";

    private static final String DETACHMENT = "YT.ZA";
    private static final Actor REVIEWER = person("zheng.hao", Role.CLERK, DETACHMENT);
    private static final Actor APPROVER = person("wu.jing", Role.SUPERVISOR, DETACHMENT);

    private static final Instant MONDAY_TEN = local("2026-08-03T10:00");

    /** Somebody else in each test, for nobody applies for the same twice. */
    private final Actor applicant = person(UUID.randomUUID().toString(), Role.AGENT, "");

    @Autowired
    ApplicationContext office;

    @Autowired
    SteppedClock clock;

    @Autowired
    ServiceApplications applications;

    @Autowired
    Cases cases;

    @Autowired
    ServiceHandling handling;

    @Autowired
    OwedPapers owedPapers;

    @Autowired
    JdbcClient sql;

    private OfficeAtWork atWork;
    private Desk desk;

    /** What the README says is typed as it stands there, but for the last line, which starts the office; then the names are changed. */
    @DynamicPropertySource
    static void oneMoreItem(DynamicPropertyRegistry properties) throws Exception {
        List<String> typed = Files.readString(Path.of("README.md"))
                .lines()
                .dropWhile(line -> !line.startsWith("TSV="))
                .takeWhile(line -> !line.startsWith("```"))
                .toList();
        Path folder = Files.createTempDirectory("one-more-item");
        Path source =
                Files.createSymbolicLink(folder.resolve("src"), Path.of("src").toAbsolutePath());
        Process shell = new ProcessBuilder("bash", "-euc", String.join("\n", typed.subList(0, typed.size() - 1)))
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(shell.waitFor()).isZero();
        Path added = folder.resolve("mine.tsv");
        List<String> lines = Files.readAllLines(added);
        assertThat(lines).hasSize(2);
        Files.write(
                added,
                List.of(
                        lines.get(0),
                        lines.get(1)
                                .replaceFirst("^([^\t]+)\t[^\t]+\t[^\t]+", "$1\t新增事项（测试）\tOne more item (made up)")));
        for (Path made : List.of(folder, source, added)) {
            made.toFile().deleteOnExit();
        }
        String files = typed.get(typed.size() - 1)
                .replaceFirst(".*--onewindow\\.catalogue\\.files=([^\"]+)\".*", "$1")
                .replace("file:mine.tsv", added.toUri().toString());
        properties.add("onewindow.catalogue.files", () -> files + ",classpath:catalogue/changed-item.tsv");
    }

    @BeforeAll
    static void countFlowsAnew(@Autowired TakenFlows flows) {
        flows.forget(PROCESS);
        flows.forget(CONSULTATION);
    }

    @BeforeEach
    void monday() {
        clock.set(MONDAY_TEN);
        atWork = new OfficeAtWork(office);
        desk = new Desk(office, CLERK);
    }

    @AfterAll
    static void giveTimeBack(@Autowired SteppedClock clock) {
        clock.release();
    }

    @Test
    void anItemAddedByDataAloneIsAcceptedGrantedAndDelivered() {
        Case c = apply(ONE_MORE);
        assertThat(c.status()).isEqualTo(PENDING_ACCEPTANCE);
        end(c, "accept");
        assertThat(atWork.now(c).clocks().promised().due()).isEqualTo(local("2026-08-06T17:00"));
        end(c, "grant");
        assertThat(atWork.now(c).status()).isEqualTo(GRANTED);
        end(c, "undelivered");
        end(c, "deliver");
        atWork.assertEnded(c, DELIVERED);
        assertThat(atWork.acts(c)).containsSubsequence(Act.SUBMITTED, Act.ACCEPTED, Act.DELIVERED);
        assertThat(atWork.now(c).decision().by()).isEqualTo(CLERK.id());
    }

    @Test
    void anElectronicResultIsDeliveredWithTheDecision() {
        Case c = applications.apply(applicant, of(ONE_MORE, Delivery.ELECTRONIC, null));
        end(c, "accept");
        end(c, "grant");
        atWork.assertEnded(c, DELIVERED);
    }

    @Test
    void aParcelIsDeliveredWithItsNumber() {
        Case c = applications.apply(applicant, of(SPLIT_HOUSEHOLD, Delivery.POST, "烟台市芝罘区某路1号"));
        end(c, "accept");
        end(c, "grant");
        assertRefused("tracking-missing", () -> end(c, "deliver"));
        desk.complete(c.number(), "deliver", null, Map.of("tracking", "EX000000001CN"));
        atWork.assertEnded(c, DELIVERED);
    }

    /** Permit law, article 44. */
    @Test
    void theDeliveryHasAClockOfItsOwn() {
        Case c = accepted();
        clock.set(local("2026-08-04T10:00"));
        end(c, "grant");
        assertThat(atWork.now(c).turn()).isEqualTo(CaseStatus.Turn.OFFICER);
        assertThat(desk.find(c.number()).orElseThrow().dueAt()).isEqualTo(local("2026-08-07T17:00"));
        clock.set(local("2026-08-07T17:00"));
        atWork.runDue(c);
        assertThat(atWork.acts(c)).contains(Act.DELIVERY_OVERDUE);
        end(c, "deliver");
        assertThat(atWork.now(c).turn()).isEqualTo(CaseStatus.Turn.NOBODY);
        atWork.assertEnded(c, DELIVERED);
    }

    @Test
    void theStationAcceptsTheDetachmentDecidesAndBothSeeIt() {
        Case c = apply(CITIZEN_NUMBER);
        assertHidden(REVIEWER, c);
        end(c, "accept");
        assertThat(atWork.now(c).unit()).isEqualTo(DETACHMENT);
        assertThat(desk.find(c.number())).as("the window has done its part").isEmpty();
        assertThat(cases.visibleTo(CLERK, c.id()).clocks().promised().received())
                .as("the clock runs on")
                .isEqualTo(MONDAY_TEN);

        Desk detachment = new Desk(office, REVIEWER);
        detachment.complete(c.number(), "grant", "证据充分", Map.of());
        assertThat(atWork.now(c).status()).isEqualTo(UNDER_REVIEW);
        assertThat(catchThrowableOfType(Refusal.class, () -> detachment.complete(c.number(), "grant", null, Map.of()))
                        .code())
                .isEqualTo("not-your-role");
        Desk head = new Desk(office, APPROVER);
        head.complete(c.number(), "return", "请补充说明", Map.of());
        detachment.complete(c.number(), "grant", "已补充", Map.of());
        head.complete(c.number(), "grant", null, Map.of());
        assertThat(atWork.now(c).decision().by()).isEqualTo(APPROVER.id());

        assertThat(atWork.now(c).unit())
                .as("the applicant comes to where he applied")
                .isEqualTo(UNIT);
        assertThat(cases.visibleTo(REVIEWER, c.id()).status()).isEqualTo(GRANTED);
        end(c, "deliver");
        atWork.assertEnded(c, DELIVERED);
        assertThat(atWork.acts(c)).containsSubsequence(Act.ACCEPTED, Act.FORWARDED, Act.DELIVERED);
    }

    @Test
    void whoeverProposesDoesNotApprove() {
        Case c = apply(HOTEL);
        end(c, "accept");
        clock.set(atWork.now(c).clocks().promised().due());
        Desk head = new Desk(office, APPROVER);
        head.complete(c.number(), "refuse", "消防验收不合格", Map.of());
        atWork.runDue(c);
        assertThat(atWork.acts(c)).contains(Act.ESCALATED);
        assertRefused("four-eyes", () -> head.complete(c.number(), "refuse", "消防验收不合格", Map.of()));
        head.release(c.number());
        Desk bureau = new Desk(office, person("chief", Role.SUPERVISOR, "YT"));
        assertRefused("reason-missing", () -> bureau.complete(c.number(), "refuse", null, Map.of()));
        bureau.complete(c.number(), "refuse", "消防验收不合格", Map.of());
        atWork.assertEnded(c, REFUSED);
    }

    @Test
    void theClocksAreExplainedDayByDay(@Autowired ApplicationContext office) {
        Case c = apply("JG004");
        clock.set(local("2026-08-04T10:00"));
        end(c, "accept");
        desk.complete(c.number(), "suspend", "调取档案", Map.of());
        clock.set(local("2026-08-06T10:00"));
        end(c, "resume");
        end(c, "grant");
        JsonNode clocks = JsonMapper.shared().valueToTree(ClocksOfACase.of(office, atWork.now(c)));
        assertThat(clocks)
                .extracting(running -> running.get("clock").asString())
                .containsExactly("NOTICE", "DECISION", "DELIVERY");
        assertThat(clocks.at("/0/statutory/dueDate").asString()).isEqualTo("2026-08-10");
        assertThat(clocks.at("/0/promised/dueDate").asString()).isEqualTo("2026-08-05");
        assertThat(clocks.at("/0/state").asString()).isEqualTo("ENDED");
        assertThat(clocks.at("/1/statutory/dueDate").asString())
                .as("one working day by the licence rules, two days of it not counted")
                .isEqualTo("2026-08-07");
        assertThat(clocks.at("/2/statutory/workingDays").asInt()).isEqualTo(10);
        assertThat(clocks.at("/2/statutory/countedDays/14/counted").asInt()).isEqualTo(10);
        assertThat(clocks.at("/2/promised/dueDate").asString()).isEqualTo("2026-08-11");
        assertThat(clocks.at("/2/state").asString()).isEqualTo("RUNNING");
        end(c, "deliver");
    }

    @Test
    void whatIsDoneOnTheSpotEndsWithOneAct() {
        Case c = apply(ON_THE_SPOT);
        end(c, "finish");
        atWork.assertEnded(c, DELIVERED);

        Case longer = apply(SPLIT_HOUSEHOLD);
        assertRefused("not-on-the-spot", () -> end(longer, "finish"));
        assertThat(atWork.now(longer).status()).isEqualTo(PENDING_ACCEPTANCE);
    }

    @Test
    void whatNeedsNoPermitIsToldSo() {
        Case c = apply(SPLIT_HOUSEHOLD);
        end(c, "notRequired");
        atWork.assertEnded(c, NOT_REQUIRED);
    }

    @Test
    void whatIsNotAcceptedNamesTheRightAuthority() {
        Case c = apply(SPLIT_HOUSEHOLD);
        assertRefused("reason-missing", () -> end(c, "notAccept"));
        assertRefused("authority-missing", () -> desk.complete(c.number(), "notAccept", "不属于本机关职权", Map.of()));
        desk.complete(c.number(), "notAccept", "不属于本机关职权", Map.of("authority", "民政局"));
        atWork.assertEnded(c, NOT_ACCEPTED);
    }

    @Test
    void theApplicantIsToldOnceOfAllThatIsMissingAndGoesOnWhereHeStopped() {
        Case c = apply(SPLIT_HOUSEHOLD);
        assertRefused("defects-missing", () -> end(c, "correct"));
        desk.complete(c.number(), "correct", null, Map.of("note", "请写明分户原因"));
        assertThat(atWork.now(c).status()).isEqualTo(CORRECTION_NOTIFIED);

        clock.set(local("2026-08-05T10:00"));
        ServiceApplication asked = applications.of(atWork.now(c));
        applications.correct(applicant, atWork.now(c), asked.corrected("已经分家", null, null, null, null));
        assertThat(atWork.now(c).status()).isEqualTo(PENDING_ACCEPTANCE);
        assertThat(applications.of(atWork.now(c)).note()).isEqualTo("已经分家");
        assertRefused(
                "correction-already-notified", () -> desk.complete(c.number(), "correct", null, Map.of("note", "再补正")));

        end(c, "accept");
        assertRefused("reason-missing", () -> end(c, "refuse"));
        desk.complete(c.number(), "refuse", "不符合分户条件", Map.of());
        atWork.assertEnded(c, REFUSED);
    }

    @Test
    void whatIsNotCorrectedInTimeIsClosed() {
        Case c = apply(SPLIT_HOUSEHOLD);
        desk.complete(c.number(), "correct", null, Map.of("note", "请写明分户原因"));
        clock.set(atWork.now(c).clocks().correctionDueAt());
        atWork.runDue(c);
        atWork.assertEnded(c, CLOSED_NOT_CORRECTED);
    }

    @Test
    void fiveSilentWorkingDaysAcceptFromTheDayOfReceipt() {
        Case c = apply(SPLIT_HOUSEHOLD);
        clock.set(local("2026-08-10T16:59"));
        atWork.runDue(c);
        assertThat(atWork.now(c).status()).isEqualTo(PENDING_ACCEPTANCE);

        clock.set(local("2026-08-10T17:00"));
        atWork.runDue(c);
        assertThat(atWork.now(c).status()).isEqualTo(UNDER_REVIEW);
        assertThat(atWork.now(c).clocks().promised().received()).isEqualTo(MONDAY_TEN);
        assertThat(atWork.acts(c)).containsExactly(Act.SUBMITTED, Act.DEEMED_ACCEPTED);
    }

    @Test
    void theReviewerIsRemindedThenTheSupervisorHears() {
        Case c = accepted();
        clock.set(local("2026-08-06T17:00"));
        atWork.runDue(c);
        assertThat(atWork.acts(c)).contains(Act.REMINDED, Act.ESCALATED);
        cases.withdraw(applicant, atWork.now(c), "不办了");
        atWork.assertEnded(c, WITHDRAWN);
    }

    /** Permit law, article 45. */
    @Test
    void aSpecialProcedureIsNotCounted() {
        Case c = accepted();
        clock.set(local("2026-08-05T10:00"));
        assertRefused("reason-missing", () -> end(c, "suspend"));
        desk.complete(c.number(), "suspend", "实地核查，约三个工作日", Map.of());
        assertThat(atWork.now(c).status()).isEqualTo(SPECIAL_PROCEDURE);

        clock.set(local("2026-08-10T10:00"));
        atWork.runDue(c);
        assertThat(atWork.acts(c)).doesNotContain(Act.REMINDED, Act.ESCALATED);
        end(c, "resume");
        assertThat(atWork.now(c).status()).isEqualTo(UNDER_REVIEW);
        assertThat(atWork.now(c).clocks().promised().due())
                .as("one of three days was over")
                .isEqualTo(local("2026-08-12T17:00"));

        desk.complete(c.number(), "suspend", "再次核查", Map.of());
        desk.complete(c.number(), "terminate", "申请人死亡", Map.of());
        atWork.assertEnded(c, TERMINATED);
    }

    /** Permit law, article 42. */
    @Test
    void theHeadExtendsTheLimitOnce() {
        Case c = accepted();
        assertRefused("reason-missing", () -> end(c, "extend"));
        desk.complete(c.number(), "extend", "情况复杂", Map.of());
        assertThat(catchThrowableOfType(Refusal.class, () -> end(c, "approve")).code())
                .isEqualTo("not-your-role");
        new Desk(office, HEAD).complete(c.number(), "decline", null, Map.of());
        assertThat(atWork.now(c).clocks().promised().due()).isEqualTo(local("2026-08-06T17:00"));

        desk.complete(c.number(), "extend", "情况复杂", Map.of());
        new Desk(office, HEAD).complete(c.number(), "approve", null, Map.of());
        assertThat(atWork.now(c).clocks().promised().due()).isEqualTo(local("2026-08-20T17:00"));
        assertRefused("extended-already", () -> desk.complete(c.number(), "extend", "还不够", Map.of()));
        desk.complete(c.number(), "terminate", "申请事项已不存在", Map.of());
        atWork.assertEnded(c, TERMINATED);
    }

    @Test
    void theItemDecidesWhoMayApplyAndHowItIsDelivered() {
        Actor citizen = person("zhang.wei", Role.APPLICANT, "");
        assertRefused("item-for-organisations", () -> applications.apply(citizen, of("ZA003", Delivery.COUNTER, null)));
        assertRefused("item-elsewhere", () -> applications.apply(citizen, of("JG028", Delivery.COUNTER, null)));
        assertRefused("not-electronic", () -> applications.apply(citizen, of("HZ032", Delivery.ELECTRONIC, null)));
        assertRefused("address-missing", () -> applications.apply(citizen, of("HZ032", Delivery.POST, " ")));
        assertRefused(
                "unit-unknown",
                () -> applications.apply(
                        citizen,
                        new ServiceApplication(
                                "HZ032", "YT.XX", null, Delivery.COUNTER, null, null, null, null, null, null)));
        assertRefused(
                "outlet-elsewhere",
                () -> applications.apply(
                        citizen,
                        new ServiceApplication(
                                "HZ032", UNIT, null, Delivery.COUNTER, null, "XX99", null, null, null, null)));
        Case posted = applications.apply(citizen, of("HZ032", Delivery.POST, "烟台市芝罘区某路1号"));
        assertThat(applications.of(posted).address()).isEqualTo("烟台市芝罘区某路1号");
        assertThat(sql.sql("SELECT address_sealed FROM service_application WHERE case_id = :case")
                        .param("case", posted.id())
                        .query(String.class)
                        .single())
                .doesNotContain("烟台");
        assertThat(applications.of(posted).toString()).doesNotContain("烟台");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void takesEveryFlowOfTheDiagram(@Autowired TakenFlows flows) {
        for (String process : List.of(PROCESS, CONSULTATION)) {
            System.out.println(flows.report(process));
            assertThat(flows.left(process)).as(flows.report(process)).isEmpty();
        }
    }

    @Test
    void aStationAdvisesOnWhatItDoesNotIssue() {
        Case missing = apply("CRJ001");
        assertThat(missing.clocks().promised().due()).isEqualTo(local("2026-08-05T17:00"));
        assertRefused("defects-missing", () -> desk.complete(missing.number(), "notReady", "还缺照片", Map.of()));
        desk.complete(missing.number(), "notReady", "还缺照片", Map.of("photo", "请先拍摄出入境证件照"));
        atWork.assertEnded(missing, ADVISED);
        assertThat(applications.appointment(atWork.now(missing))).isEmpty();

        Case complete = apply("CRJ001");
        assertRefused("reason-missing", () -> end(complete, "ready"));
        desk.complete(complete.number(), "ready", "材料齐全，请预约到出入境大厅办理", Map.of());
        atWork.assertEnded(complete, ADVISED);
        assertThat(applications.appointment(atWork.now(complete))).contains("/api/slots?item=CRJ001");
    }

    @Test
    void nobodyAppliesForTheSameTwiceUnlessTheItemIsNeededOften() {
        Case running = apply(SPLIT_HOUSEHOLD);
        Refusal twice = catchThrowableOfType(Refusal.class, () -> apply(SPLIT_HOUSEHOLD));
        assertThat(twice.code()).isEqualTo("applied-already");
        assertThat(twice.defects().get(0).arguments()).containsExactly(running.number());
        assertRefused("applied-already", () -> applications.apply(applicant, again(SPLIT_HOUSEHOLD)));
        cases.withdraw(applicant, running, "不办了");
        apply(SPLIT_HOUSEHOLD);

        apply("HZ042");
        assertRefused("applied-already", () -> apply("HZ042"));
        assertThat(applications.apply(applicant, again("HZ042")).status()).isEqualTo(PENDING_ACCEPTANCE);
    }

    @Test
    void aMinorPaperMayComeLaterButBeforeTheGrant() {
        Case c = apply(SPLIT_HOUSEHOLD);
        assertRefused("defects-missing", () -> end(c, "tolerate"));
        desk.complete(c.number(), "tolerate", null, Map.of("deed", "房产证原件三日内补交"));
        assertThat(applications.of(atWork.now(c)).owed()).isEqualTo("deed: 房产证原件三日内补交");
        assertRefused("papers-owed", () -> end(c, "grant"));
        handling.supplied(CLERK, atWork.now(c));
        assertRefused("nothing-owed", () -> handling.supplied(CLERK, atWork.now(c)));
        end(c, "grant");
        end(c, "deliver");
        atWork.assertEnded(c, DELIVERED);
        assertThat(atWork.acts(c)).contains(Act.SUPPLIED);

        Case never = apply(SPLIT_HOUSEHOLD);
        desk.complete(never.number(), "tolerate", null, Map.of("deed", "房产证原件三日内补交"));
        owedPapers.endOverdue();
        assertThat(atWork.now(never).status()).isEqualTo(UNDER_REVIEW);
        clock.set(atWork.now(never).clocks().promised().due());
        owedPapers.endOverdue();
        atWork.assertEnded(never, TERMINATED);

        Case permit = apply(HOTEL);
        assertRefused("not-tolerant", () -> desk.complete(permit.number(), "tolerate", null, Map.of("x", "y")));
    }

    @Test
    void aPromiseStandsInForProofsWhereTheItemSaysSo() {
        assertRefused("not-by-commitment", () -> applications.apply(applicant, promised(HOTEL)));
        Case c = applications.apply(applicant, promised(SPLIT_HOUSEHOLD));
        assertThat(applications.of(c).commitment()).isTrue();
    }

    private static ServiceApplication promised(String item) {
        return new ServiceApplication(item, UNIT, null, Delivery.COUNTER, null, null, null, null, true, null);
    }

    @Test
    void aRunningCaseKeepsTheItemAsItWasWhenItWasHandedIn() {
        Case before = apply("HZ901");
        clock.set(local("2026-08-06T10:00"));
        end(before, "accept");
        assertThat(atWork.now(before).clocks().promised().workingDays()).isEqualTo(3);
        assertThat(cases.itemOf(atWork.now(before)).nameEn()).isEqualTo("A changed item (made up)");
        desk.complete(before.number(), "refuse", "不符合条件", Map.of());

        Case after = apply("HZ901");
        end(after, "accept");
        assertThat(atWork.now(after).clocks().promised().workingDays()).isEqualTo(5);
        desk.complete(after.number(), "refuse", "不符合条件", Map.of());
    }

    private static ServiceApplication again(String item) {
        return new ServiceApplication(item, UNIT, null, Delivery.COUNTER, null, null, null, true, null, null);
    }

    private static ServiceApplication of(String item, Delivery delivery, String address) {
        return new ServiceApplication(item, UNIT, null, delivery, address, null, null, null, null, null);
    }

    private Case apply(String item) {
        return applications.apply(applicant, of(item, Delivery.COUNTER, null));
    }

    private Case accepted() {
        Case c = apply(SPLIT_HOUSEHOLD);
        end(c, "accept");
        return c;
    }

    private void end(Case c, String outcome) {
        desk.complete(c.number(), outcome, null, Map.of());
    }

    private void assertHidden(Actor somebody, Case c) {
        assertRefused("case-unknown", () -> cases.visibleTo(somebody, c.id()));
    }
}
