package org.onewindow.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseEvent;
import org.onewindow.casework.CaseEvent.Act;
import org.onewindow.casework.CaseStatus;
import org.onewindow.casework.Cases;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.springframework.context.ApplicationContext;

/** What every test of a process does with a case: looks where it stands and lets pass what is due. */
public final class OfficeAtWork {

    private final Cases cases;
    private final RuntimeService runtime;
    private final ManagementService management;

    public OfficeAtWork(ApplicationContext office) {
        cases = office.getBean(Cases.class);
        runtime = office.getBean(RuntimeService.class);
        management = office.getBean(ManagementService.class);
    }

    public Case now(Case c) {
        return cases.running(c.id());
    }

    public List<Act> acts(Case c) {
        return cases.history(c).stream().map(CaseEvent::act).toList();
    }

    /** The process of the case, or {@code null} when none runs. */
    public ProcessInstance instance(Case c) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(c.id())
                .singleResult();
    }

    /** What the executor would run by now. */
    public void runDue(Case c) {
        management.createJobQuery().processInstanceId(instance(c).getId()).executable().list().stream()
                .map(Job::getId)
                .forEach(management::executeJob);
    }

    public void assertEnded(Case c, CaseStatus status) {
        assertThat(now(c).status()).isEqualTo(status);
        assertThat(instance(c)).isNull();
    }

    public static void assertRefused(String code, ThrowingCallable verb) {
        Refusal refusal = catchThrowableOfType(Refusal.class, verb);
        assertThat(refusal).as(code).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
    }

    /** One of the demo people, or, by another login, somebody whom nobody knows. */
    public static Actor person(String login, Role role, String unit) {
        byte[] name = ("demo/account/" + login).getBytes(StandardCharsets.UTF_8);
        return new Actor(UUID.nameUUIDFromBytes(name).toString(), Set.of(role), unit);
    }

    /** A moment by the office's clock, such as {@code 2026-08-03T10:00}. */
    public static Instant local(String time) {
        return LocalDateTime.parse(time).atZone(WorkingCalendar.ZONE).toInstant();
    }
}
