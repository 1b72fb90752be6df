package org.onewindow.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.casework.CaseStatus.GRANTED;
import static org.onewindow.casework.CaseStatus.REFUSED;
import static org.onewindow.casework.CaseStatus.RETURNED;
import static org.onewindow.casework.CaseStatus.TERMINATED;
import static org.onewindow.casework.CaseStatus.WITHDRAWN;
import static org.onewindow.support.OfficeAtWork.assertRefused;
import static org.onewindow.support.OfficeAtWork.local;
import static org.onewindow.support.OfficeAtWork.person;

import java.time.Instant;
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
import org.onewindow.joint.JointPart.Part;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Role;
import org.onewindow.support.OfficeAtWork;
import org.onewindow.support.SteppedClock;
import org.onewindow.support.SteppedOffice;
import org.onewindow.support.TakenFlows;
import org.onewindow.worklist.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Every way through {@code joint-permit.bpmn} and {@code joint-part.bpmn}. */
@SteppedOffice
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JointProcessTests {

    private static final String WHOLE = "joint-permit";
    private static final String PART = "joint-part";
    private static final String UNIT = "YT.JJ.ZF";
    private static final String ITEM = "CRJ010";

    private static final Actor EMPLOYER = person("li.na", Role.AGENT, "");
    private static final Actor WINDOW = person("wang.fang", Role.CLERK, UNIT);
    private static final Actor LABOUR = person("ma.chao", Role.CLERK, "YTKJ");
    private static final Actor BORDER = person("lin.yan", Role.CLERK, "YT.CRJ");
    private static final Instant MONDAY_TEN = local("2026-08-03T10:00");

    @Autowired
    ApplicationContext office;

    @Autowired
    SteppedClock clock;

    @Autowired
    Cases cases;

    @Autowired
    JointPartRepository parts;

    private OfficeAtWork atWork;

    @BeforeAll
    static void countFlowsAnew(@Autowired TakenFlows flows) {
        flows.forget(WHOLE);
        flows.forget(PART);
    }

    @BeforeEach
    void monday() {
        clock.set(MONDAY_TEN);
        atWork = new OfficeAtWork(office);
    }

    @AfterAll
    static void giveTimeBack(@Autowired SteppedClock clock) {
        clock.release();
    }

    @Test
    void twoDepartmentsDecideByTheirOwnClocksAndTheWorkPermitComesFirst() {
        Case whole = accepted();
        Case work = part(whole, Part.WORK);
        Case residence = part(whole, Part.RESIDENCE);
        assertThat(work.unit()).isEqualTo("YTKJ");
        assertThat(residence.unit()).isEqualTo("YT.CRJ");
        assertThat(work.clocks().promised().workingDays()).isEqualTo(7);
        assertThat(new Desk(office, LABOUR).find(residence.number()))
                .as("a department sees its own part")
                .isEmpty();

        assertRefused("work-permit-first", () -> end(BORDER, residence, "grant", null));
        assertRefused("work-permit-first", () -> end(BORDER, residence, "refuse", "材料不实"));
        end(LABOUR, work, "grant", null);
        assertThat(atWork.now(whole).status().isOpen()).isTrue();
        end(BORDER, residence, "grant", null);
        atWork.assertEnded(whole, GRANTED);
        atWork.assertEnded(work, GRANTED);
        atWork.assertEnded(residence, GRANTED);
    }

    @Test
    void aRefusedWorkPermitEndsTheResidencePart() {
        Case whole = accepted();
        Case work = part(whole, Part.WORK);
        Case residence = part(whole, Part.RESIDENCE);
        assertRefused("reason-missing", () -> end(LABOUR, work, "refuse", null));
        end(LABOUR, work, "refuse", "不符合外国高端人才标准");
        atWork.assertEnded(work, REFUSED);
        atWork.assertEnded(residence, TERMINATED);
        atWork.assertEnded(whole, REFUSED);
    }

    @Test
    void aRefusedResidencePermitLeavesTheWorkPermit() {
        Case whole = accepted();
        end(LABOUR, part(whole, Part.WORK), "grant", null);
        end(BORDER, part(whole, Part.RESIDENCE), "refuse", "护照有效期不足");
        atWork.assertEnded(part(whole, Part.WORK), GRANTED);
        atWork.assertEnded(whole, REFUSED);
    }

    @Test
    void whatCannotBeMendedGoesBackFromTheWindow() {
        Case whole = apply();
        end(WINDOW, whole, "return", "不是本市用人单位");
        atWork.assertEnded(whole, RETURNED);
        assertThat(parts.of(whole.id())).isEmpty();
    }

    @Test
    void whoeverTakesBackTheWholeTakesBackItsParts() {
        Case whole = accepted();
        cases.withdraw(EMPLOYER, atWork.now(whole), "不再聘用");
        atWork.assertEnded(whole, WITHDRAWN);
        atWork.assertEnded(part(whole, Part.WORK), WITHDRAWN);
        atWork.assertEnded(part(whole, Part.RESIDENCE), WITHDRAWN);
    }

    @Test
    void whoeverTakesBackTheWorkPermitAloneEndsTheWhole() {
        Case whole = accepted();
        cases.withdraw(EMPLOYER, part(whole, Part.WORK), "不再聘用");
        atWork.assertEnded(part(whole, Part.RESIDENCE), TERMINATED);
        atWork.assertEnded(whole, REFUSED);
    }

    @Test
    void eachDepartmentIsRemindedOfItsOwnLimit() {
        Case work = part(accepted(), Part.WORK);
        clock.set(local("2026-08-12T17:00"));
        atWork.runDue(work);
        assertThat(cases.history(atWork.now(work)).stream().map(CaseEvent::act)).contains(Act.REMINDED, Act.ESCALATED);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void takesEveryFlowOfTheDiagrams(@Autowired TakenFlows flows) {
        System.out.println(flows.report(WHOLE) + ", " + flows.report(PART));
        assertThat(flows.left(WHOLE)).as(flows.report(WHOLE)).isEmpty();
        assertThat(flows.left(PART)).as(flows.report(PART)).isEmpty();
    }

    private Case apply() {
        return cases.running(cases.receive(EMPLOYER, ITEM, UNIT, ITEM).id());
    }

    private Case accepted() {
        Case whole = apply();
        end(WINDOW, whole, "accept", null);
        return atWork.now(whole);
    }

    private Case part(Case whole, Part wanted) {
        return parts.of(whole.id()).stream()
                .filter(part -> part.part() == wanted)
                .map(part -> cases.running(part.caseId()))
                .findFirst()
                .orElseThrow();
    }

    private void end(Actor clerk, Case c, String outcome, String note) {
        new Desk(office, clerk).complete(c.number(), outcome, note, Map.of());
    }
}
