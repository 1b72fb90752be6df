package org.onewindow.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.casework.CaseStatus.DELIVERED;
import static org.onewindow.casework.CaseStatus.GRANTED;
import static org.onewindow.casework.CaseStatus.PENDING_ACCEPTANCE;
import static org.onewindow.casework.CaseStatus.REFUSED;
import static org.onewindow.casework.CaseStatus.RETURNED;
import static org.onewindow.casework.CaseStatus.UNDER_REVIEW;
import static org.onewindow.support.OfficeAtWork.assertRefused;
import static org.onewindow.support.OfficeAtWork.local;
import static org.onewindow.support.OfficeAtWork.person;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseEvent;
import org.onewindow.casework.CaseEvent.Act;
import org.onewindow.casework.Cases;
import org.onewindow.identity.Accounts;
import org.onewindow.identity.Person;
import org.onewindow.photo.Portraits;
import org.onewindow.photolibrary.PhotoLibrary;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Role;
import org.onewindow.support.OfficeAtWork;
import org.onewindow.support.SteppedClock;
import org.onewindow.support.SteppedOffice;
import org.onewindow.support.TakenFlows;
import org.onewindow.worklist.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Every way through {@code licence-renewal.bpmn}. The drivers are those of the demonstration register. */
@SteppedOffice
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LicenceProcessTests {

    private static final String PROCESS = "licence-renewal";
    private static final String UNIT = "YT.JJ.ZF";
    private static final String RENEWAL = "JG001";
    private static final String LOST = "JG002";

    /** His licence ends in thirty days. */
    private static final Actor DUE = person("zhang.wei", Role.APPLICANT, "");

    private static final String DUE_ID = "370602190001010016";

    /** Her licence is good for years. */
    private static final Actor EARLY = person("li.na", Role.AGENT, "");

    private static final String EARLY_ID = "370602190001010024";

    /** His licence is suspended. */
    private static final Actor SUSPENDED = person("zhou.jie", Role.AGENT, "");

    private static final String SUSPENDED_ID = "370602190001010032";

    private static final Actor HOSPITAL = person("yiyuan", Role.PARTNER, "");
    private static final Actor CLERK = person("wang.fang", Role.CLERK, UNIT);
    private static final LocalDate MONDAY = LocalDate.of(2026, 8, 3);
    private static final Instant MONDAY_TEN = local("2026-08-03T10:00");

    @Autowired
    ApplicationContext office;

    @Autowired
    SteppedClock clock;

    @Autowired
    Cases cases;

    @Autowired
    MedicalReports reports;

    @Autowired
    LicenceView.Maker licences;

    @Autowired
    PhotoLibrary photos;

    @Autowired
    Accounts accounts;

    private OfficeAtWork atWork;
    private Desk desk;

    @BeforeAll
    static void countFlowsAnew(@Autowired TakenFlows flows) {
        flows.forget(PROCESS);
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
    void theExaminationGoesFromTheHospitalIntoTheCaseAndTheOldLicenceEndsWithTheNew() {
        Case c = apply(DUE, RENEWAL);
        assertThat(atWork.now(c).status()).isEqualTo(PENDING_ACCEPTANCE);
        assertThat(desk.find(c.number())).as("nobody can do anything yet").isEmpty();

        clock.set(local("2026-08-05T10:00"));
        LocalDate validTo = reports.receive(HOSPITAL, "TJ-1", DUE_ID, LocalDate.of(2026, 8, 5), true);
        assertThat(validTo).isEqualTo("2027-02-05");
        assertThat(atWork.now(c).status()).isEqualTo(UNDER_REVIEW);
        assertThat(atWork.now(c).clocks().promised().due())
                .as("the working day begins with acceptance")
                .isEqualTo(local("2026-08-06T17:00"));
        assertThat(reports.receive(HOSPITAL, "TJ-1", DUE_ID, LocalDate.of(2026, 8, 5), true))
                .as("sent twice, taken once")
                .isEqualTo(validTo);
        assertRefused(
                "medical-report-differs",
                () -> reports.receive(HOSPITAL, "TJ-1", DUE_ID, LocalDate.of(2026, 8, 5), false));

        end(c, "grant");
        assertThat(atWork.now(c).status()).isEqualTo(GRANTED);
        end(c, "failed");
        assertRefused("licence-photo-missing", () -> end(c, "made"));
        desk.release(c.number());
        photos.take(DUE, Portraits.studioFile(1));
        end(c, "made");
        assertThat(licence(c).oldVoidAt()).isNull();
        end(c, "undelivered");
        end(c, "deliver");
        atWork.assertEnded(c, DELIVERED);
        assertThat(licence(c).madeAt()).isNotNull();
        assertThat(licence(c).oldVoidAt()).isEqualTo(clock.instant());
        assertThat(licence(c).photoUsableUntil()).as("half a year").isEqualTo(LocalDate.of(2027, 2, 5));
        assertThat(licence(c).medical().validTo()).isEqualTo(validTo);
    }

    @Test
    void whoIsNotExaminedInTimeMayApplyAgainAndWhoComesTooEarlyIsTold() {
        Case c = apply(EARLY, RENEWAL);
        clock.set(local("2026-08-31T17:00"));
        atWork.runDue(c);
        atWork.assertEnded(c, RETURNED);

        reports.receive(HOSPITAL, "TJ-2", EARLY_ID, LocalDate.of(2026, 8, 31), true);
        Case again = apply(EARLY, RENEWAL);
        assertRefused("licence-too-early", () -> end(again, "grant"));
        assertRefused("reason-missing", () -> end(again, "refuse"));
        desk.complete(again.number(), "refuse", "未到换证时间", Map.of());
        atWork.assertEnded(again, REFUSED);
    }

    @Test
    void aLostLicenceNeedsNoExaminationAndIsVoidAtOnce() {
        Case c = apply(DUE, LOST);
        end(c, "grant");
        assertThat(licence(c).oldVoidAt()).isEqualTo(MONDAY_TEN);
    }

    /** MPS order 162, article 72. */
    @Test
    void whoHasViolationsOpenIsToldToSettleThemFirst() {
        Actor driver = accounts.present(new Person("吴迪", "370602190001010040", null));
        reports.receive(HOSPITAL, "TJ-8", "370602190001010040", MONDAY, true);
        Case c = apply(driver, RENEWAL);
        assertRefused("licence-violations-open", () -> end(c, "grant"));
        Case lost = apply(driver, LOST);
        desk.release(c.number());
        end(lost, "grant");
    }

    /** MPS order 162, article 69. */
    @Test
    void nothingIsReplacedWhileTheLicenceIsSuspended() {
        Case c = apply(SUSPENDED, LOST);
        assertRefused("licence-not-in-order", () -> end(c, "grant"));
        clock.set(local("2026-08-04T17:00"));
        atWork.runDue(c);
        assertThat(cases.history(atWork.now(c)).stream().map(CaseEvent::act)).contains(Act.REMINDED, Act.ESCALATED);
    }

    @Test
    void whoIsNotFitGetsNone() {
        reports.receive(HOSPITAL, "TJ-3", SUSPENDED_ID, MONDAY, false);
        Case c = apply(SUSPENDED, RENEWAL);
        assertRefused("medical-unfit", () -> end(c, "grant"));
    }

    @Test
    void aReportComesFromAListedInstitutionAndIsOfThisHalfYear() {
        assertRefused("institution-not-recognised", () -> reports.receive(DUE, "TJ-4", DUE_ID, MONDAY, true));
        assertRefused("examined-in-future", () -> reports.receive(HOSPITAL, "TJ-5", DUE_ID, MONDAY.plusDays(1), true));
        assertRefused(
                "examined-too-long-ago",
                () -> reports.receive(HOSPITAL, "TJ-6", DUE_ID, LocalDate.of(2026, 2, 2), true));
        assertRefused("citizen-id-malformed", () -> reports.receive(HOSPITAL, "TJ-7", "1", MONDAY, true));
    }

    @Test
    void theListHas186Institutions(@Autowired MedicalInstitutions institutions) {
        assertThat(institutions.nearest(null)).hasSize(186);
        assertThat(institutions.nearest(null).stream().map(MedicalInstitution::creditCode))
                .doesNotHaveDuplicates()
                .allSatisfy(code -> assertThat(
                                org.onewindow.shared.CreditCode.parse(code).value())
                        .isEqualTo(code));
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void takesEveryFlowOfTheDiagram(@Autowired TakenFlows flows) {
        System.out.println(flows.report(PROCESS));
        assertThat(flows.left(PROCESS)).as(flows.report(PROCESS)).isEmpty();
    }

    private LicenceView licence(Case c) {
        return licences.of(atWork.now(c), Locale.ENGLISH).orElseThrow();
    }

    private Case apply(Actor driver, String item) {
        return cases.running(cases.receive(driver, item, UNIT, item).id());
    }

    private void end(Case c, String outcome) {
        desk.complete(c.number(), outcome, null, Map.of());
    }
}
