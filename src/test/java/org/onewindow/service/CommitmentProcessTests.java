package org.onewindow.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.support.OfficeAtWork.assertRefused;
import static org.onewindow.support.OfficeAtWork.local;
import static org.onewindow.support.OfficeAtWork.person;

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
import org.onewindow.service.CommitmentCheck.Result;
import org.onewindow.service.ServiceApplication.Delivery;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Role;
import org.onewindow.support.OfficeAtWork;
import org.onewindow.support.SteppedClock;
import org.onewindow.support.SteppedOffice;
import org.onewindow.support.TakenFlows;
import org.onewindow.worklist.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Every way through {@code commitment-check.bpmn}: a promise stood in for a proof, and somebody looks whether it was kept. */
@SteppedOffice
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CommitmentProcessTests {

    private static final String PROCESS = "commitment-check";

    /** Decided where it is accepted. */
    private static final String SPLIT_HOUSEHOLD = "HZ020";

    /** Accepted at any window, decided by the detachment. */
    private static final String TALENT = "HZ018";

    private static final String UNIT = "YT.JJ.ZF";
    private static final Actor CLERK = person("wang.fang", Role.CLERK, UNIT);
    private static final Actor HEAD = person("chen.gang", Role.SUPERVISOR, "YT.JJ");
    private static final Actor REVIEWER = person("zheng.hao", Role.CLERK, "YT.ZA");
    private static final Actor DETACHMENT_HEAD = person("wu.jing", Role.SUPERVISOR, "YT.ZA");

    private final Actor applicant = person(UUID.randomUUID().toString(), Role.APPLICANT, "");

    @Autowired
    ApplicationContext office;

    @Autowired
    SteppedClock clock;

    @Autowired
    ServiceApplications applications;

    @Autowired
    Commitments commitments;

    @Autowired
    Cases cases;

    private OfficeAtWork work;
    private Desk desk;
    private Desk head;

    @BeforeAll
    static void countFlowsAnew(@Autowired TakenFlows flows) {
        flows.forget(PROCESS);
    }

    @BeforeEach
    void monday() {
        clock.set(local("2026-08-03T10:00"));
        work = new OfficeAtWork(office);
        desk = new Desk(office, CLERK);
        head = new Desk(office, HEAD);
    }

    @AfterAll
    static void giveTimeBack(@Autowired SteppedClock clock) {
        clock.release();
    }

    @Test
    void aPromiseIsCheckedTwentyWorkingDaysAfterTheDeliveryAndWithinTwentyMore() {
        Case c = delivered(SPLIT_HOUSEHOLD, true);
        CommitmentCheck check = commitments.of(c).orElseThrow();
        assertThat(check.beginsAt()).isEqualTo(local("2026-08-31T17:00"));
        assertThat(check.dueAt()).isEqualTo(local("2026-09-28T17:00"));
        work.runDue(c);
        assertThat(head.find(c.number())).as("not yet").isEmpty();

        clock.set(check.beginsAt());
        work.runDue(c);
        assertRefused("not-your-role", () -> desk.complete(c.number(), "kept", null, Map.of()));
        assertThat(head.find(c.number()).orElseThrow().dueAt()).isEqualTo(check.dueAt());
        head.complete(c.number(), "kept", null, Map.of());
        work.assertEnded(c, CaseStatus.DELIVERED);
        assertThat(commitments.of(c).orElseThrow().result()).isEqualTo(Result.KEPT);
        assertThat(commitments.of(c).orElseThrow().late()).isFalse();
        cases.withdraw(applicant, applications.apply(applicant, application(SPLIT_HOUSEHOLD, true)), null);
    }

    @Test
    void whatWasGrantedOnAPromiseThatWasNotKeptIsRescindedAndItsMakerHasToProveFromThenOn() {
        Case c = delivered(SPLIT_HOUSEHOLD, true);
        clock.set(local("2026-08-31T17:00"));
        work.runDue(c);
        assertRefused("reason-missing", () -> head.complete(c.number(), "broken", null, Map.of()));
        head.complete(c.number(), "broken", "房屋并非本人所有", Map.of());
        work.assertEnded(c, CaseStatus.RESCINDED);
        assertThat(work.now(c).decision().reason()).isEqualTo("房屋并非本人所有");
        assertThat(work.now(c).decision().by()).isEqualTo(HEAD.id());
        assertThat(work.acts(c)).contains(Act.DELIVERED, Act.RESCINDED);
        assertThat(commitments.of(c).orElseThrow().result()).isEqualTo(Result.BROKEN);

        assertRefused("commitment-broken", () -> applications.apply(applicant, application(SPLIT_HOUSEHOLD, true)));
        Case again = applications.again(applicant, work.now(c));
        assertThat(applications.of(again).commitment()).as("with proofs").isFalse();
        applications.discard(again);
        clock.set(local("2029-08-30T10:00"));
        assertRefused("commitment-broken", () -> applications.draft(applicant, application(SPLIT_HOUSEHOLD, true)));
        clock.set(local("2029-08-31T10:00"));
        applications.discard(applications.draft(applicant, application(SPLIT_HOUSEHOLD, true)));
    }

    @Test
    void theUnitThatDecidedChecksAndALateCheckIsReported() {
        Case c = applications.apply(applicant, application(TALENT, true));
        desk.complete(c.number(), "accept", null, Map.of());
        new Desk(office, REVIEWER).complete(c.number(), "grant", null, Map.of());
        desk.complete(c.number(), "deliver", null, Map.of());
        assertThat(work.now(c).unit()).isEqualTo(UNIT);

        CommitmentCheck check = commitments.of(c).orElseThrow();
        clock.set(check.beginsAt());
        work.runDue(c);
        assertThat(work.now(c).unit()).isEqualTo("YT.ZA");
        assertThat(head.find(c.number())).isEmpty();
        clock.set(check.dueAt());
        work.runDue(c);
        assertThat(commitments.of(c).orElseThrow().late()).isTrue();
        new Desk(office, DETACHMENT_HEAD).complete(c.number(), "kept", null, Map.of());
        work.assertEnded(c, CaseStatus.DELIVERED);
    }

    @Test
    void nobodyChecksWhatWasProvedOrWhatNeverCameIntoEffect() {
        Case proved = delivered(SPLIT_HOUSEHOLD, false);
        work.assertEnded(proved, CaseStatus.DELIVERED);
        assertThat(commitments.of(proved)).isEmpty();

        Case refused = applications.apply(applicant, application(SPLIT_HOUSEHOLD, true));
        desk.complete(refused.number(), "accept", null, Map.of());
        desk.complete(refused.number(), "refuse", "不符合分户条件", Map.of());
        work.assertEnded(refused, CaseStatus.REFUSED);
        assertThat(commitments.of(refused)).isEmpty();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyFlowOfTheDiagramWasTaken(@Autowired TakenFlows flows) {
        System.out.println(flows.report(PROCESS));
        assertThat(flows.left(PROCESS)).as(flows.report(PROCESS)).isEmpty();
    }

    private static ServiceApplication application(String item, boolean promised) {
        return new ServiceApplication(item, UNIT, null, Delivery.COUNTER, null, null, null, null, promised, null);
    }

    private Case delivered(String item, boolean promised) {
        Case c = applications.apply(applicant, application(item, promised));
        desk.complete(c.number(), "accept", null, Map.of());
        desk.complete(c.number(), "grant", null, Map.of());
        desk.complete(c.number(), "deliver", null, Map.of());
        return work.now(c);
    }
}
