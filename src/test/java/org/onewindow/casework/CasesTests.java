package org.onewindow.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Test;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.support.SteppedOffice;
import org.onewindow.workflow.TestProcess;
import org.onewindow.workflow.Workflow;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Our rows and the engine's are one. */
@SteppedOffice
class CasesTests {

    private static final class Broken extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    private final Actor applicant = new Actor(UUID.randomUUID().toString(), Set.of(Role.APPLICANT), "");

    @Autowired
    Cases cases;

    @Autowired
    Workflow workflow;

    @Autowired
    ProcessEngine engine;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient sql;

    private Case receive() {
        return cases.receive(applicant, "JG029", "YT.JJ.ZF", "鲁F10002/02");
    }

    @Test
    void opensCaseAndProcessTogether() {
        Case c = receive();
        assertThat(c.number()).startsWith("YT20260803JG029");
        assertThat(stands(c)).isEqualTo(new Traces(1, 1, 1, 1));
    }

    @Test
    void rollsBackCaseAndProcessTogether() {
        var tried = tried(() -> {
            Case c = receive();
            assertThat(stands(c)).as("in the transaction").isEqualTo(new Traces(1, 1, 1, 1));
            return c;
        });
        assertThat(stands(tried)).isEqualTo(Traces.NONE);
    }

    @Test
    void rollsBackWhatCameBeforeAFailureInsideTheEngine() {
        try (var process = TestProcess.evaluating(engine, "${nobody.fails()}")) {
            var opened = new Case[1];
            assertThatThrownBy(() -> transaction.executeWithoutResult(begun -> {
                        opened[0] = receive();
                        workflow.start(process.key(), opened[0].id(), Map.of());
                    }))
                    .hasStackTraceContaining("nobody");
            assertThat(stands(opened[0])).isEqualTo(Traces.NONE);
        }
    }

    @Test
    void leavesTheProcessWhereItWasWhenAWithdrawalFails() {
        Case c = receive();
        assertThatThrownBy(() -> transaction.executeWithoutResult(begun -> {
                    cases.withdraw(applicant, c, "x");
                    assertThat(stands(c).instances()).isZero();
                    throw new Broken();
                }))
                .isInstanceOf(Broken.class);
        assertThat(stands(c)).isEqualTo(new Traces(1, 1, 1, 1));
        assertThat(cases.running(c.id())).isEqualTo(c);
    }

    @Test
    void letsOneOfTwoWhoChangeTheSameVersionWin() {
        Case c = receive();
        cases.referred(c);
        assertThatThrownBy(() -> cases.withdraw(applicant, c, "x"))
                .isInstanceOf(OptimisticLockingFailureException.class);
        assertThat(cases.running(c.id()).status()).isEqualTo(CaseStatus.UNDER_REVIEW);
        assertThat(stands(c)).as("nothing of the withdrawal").isEqualTo(new Traces(1, 1, 1, 1));
    }

    @Test
    void knowsADraftWithoutNumberClockAndProcess() {
        Case draft = cases.open(applicant, "JG029", "YT.JJ.ZF", "");
        assertThat(draft.number()).isNull();
        assertThat(stands(draft)).isEqualTo(new Traces(1, 0, 0, 0));

        Case sent = cases.submit(applicant, draft);
        assertThat(sent.number()).isNotNull();
        assertThat(stands(sent)).isEqualTo(new Traces(1, 1, 1, 1));
        assertThat(catchThrowableOfType(Refusal.class, () -> cases.discard(sent))
                        .code())
                .isEqualTo("case-status");
    }

    @Test
    void forgetsADiscardedDraft() {
        Case draft = cases.open(applicant, "JG029", "YT.JJ.ZF", "");
        cases.discard(draft);
        assertThat(stands(draft)).isEqualTo(Traces.NONE);
        assertThat(catchThrowableOfType(Refusal.class, () -> cases.discard(draft))
                        .code())
                .isEqualTo("version-stale");
    }

    @Test
    void findsACaseByItsNumberAsSomebodyTypesIt() {
        Case c = receive();
        assertThat(cases.numbered(" " + c.number().toLowerCase(java.util.Locale.ROOT)))
                .contains(c);
        assertThat(cases.numbered(c.number().replaceFirst("0", "1"))).isEmpty();
    }

    @Test
    void showsACaseToItsApplicantAndToThoseWhoHandleItOnly() {
        Case c = receive();
        assertThat(cases.visibleTo(applicant, c.id())).isEqualTo(c);
        assertThat(cases.visibleTo(staff(Role.CLERK, "YT.JJ.ZF"), c.id())).isEqualTo(c);
        assertThat(cases.visibleTo(staff(Role.SUPERVISOR, "YT.JJ"), c.id())).isEqualTo(c);
        assertHidden(staff(Role.CLERK, "YT.JJ.LS"), c);
        assertHidden(staff(Role.OFFICER, "YT.JJ.ZF"), c);
        assertHidden(staff(Role.APPLICANT, ""), c);
        assertHidden(staff(Role.CLERK, "YT.JJ.ZF"), cases.open(applicant, "JG029", "YT.JJ.ZF", ""));
    }

    private void assertHidden(Actor actor, Case c) {
        assertThat(catchThrowableOfType(Refusal.class, () -> cases.visibleTo(actor, c.id()))
                        .code())
                .isEqualTo("case-unknown");
        assertThat(catchThrowableOfType(Refusal.class, () -> cases.visibleTo(actor, "nothing"))
                        .code())
                .as("told alike")
                .isEqualTo("case-unknown");
    }

    private static Actor staff(Role role, String unit) {
        return new Actor(UUID.randomUUID().toString(), Set.of(role), unit);
    }

    private Case tried(Supplier<Case> verb) {
        var opened = new Case[1];
        assertThatThrownBy(() -> transaction.executeWithoutResult(begun -> {
                    opened[0] = verb.get();
                    throw new Broken();
                }))
                .isInstanceOf(Broken.class);
        return opened[0];
    }

    private record Traces(long rows, long events, long instances, long jobs) {

        static final Traces NONE = new Traces(0, 0, 0, 0);
    }

    private Traces stands(Case c) {
        return new Traces(
                count("SELECT COUNT(*) FROM service_case WHERE id = :case", c),
                count("SELECT COUNT(*) FROM case_event WHERE case_id = :case", c),
                count("SELECT COUNT(*) FROM ACT_RU_EXECUTION WHERE BUSINESS_KEY_ = :case", c),
                count("""
                        SELECT COUNT(*) FROM ACT_RU_JOB job
                        JOIN ACT_RU_EXECUTION instance ON instance.ID_ = job.PROCESS_INSTANCE_ID_
                        WHERE instance.BUSINESS_KEY_ = :case
                        """, c));
    }

    private long count(String question, Case c) {
        return sql.sql(question).param("case", c.id()).query(Long.class).single();
    }
}
