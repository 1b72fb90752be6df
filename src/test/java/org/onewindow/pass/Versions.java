package org.onewindow.pass;

import java.nio.charset.StandardCharsets;
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
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseStatus;
import org.onewindow.casework.Cases;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Role;
import org.onewindow.support.SteppedClock;
import org.onewindow.worklist.Desk;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Passes that are renewed and amended in a stepped office, each for a vehicle of its own that an officer has to look at. */
final class Versions {

    static final Actor AGENT = person("li.na", Role.AGENT, "");
    static final Actor CLERK = person("wang.fang", Role.CLERK, "YT.JJ.ZF");
    static final LocalDate TODAY = Samples.TODAY;

    final PassApplications applications;
    final PassApplicationRepository kept;
    final TruckPassRepository passes;
    final Cases cases;
    final PassActs acts;
    final Desk desk;
    private final SteppedClock clock;
    private final RuntimeService runtime;
    private final ManagementService management;
    private final JdbcClient sql;

    Versions(ApplicationContext office) {
        applications = office.getBean(PassApplications.class);
        kept = office.getBean(PassApplicationRepository.class);
        passes = office.getBean(TruckPassRepository.class);
        cases = office.getBean(Cases.class);
        acts = office.getBean(PassActs.class);
        clock = office.getBean(SteppedClock.class);
        runtime = office.getBean(RuntimeService.class);
        management = office.getBean(ManagementService.class);
        sql = office.getBean(JdbcClient.class);
        desk = new Desk(office, CLERK);
    }

    static Actor person(String login, Role role, String unit) {
        byte[] name = ("demo/account/" + login).getBytes(StandardCharsets.UTF_8);
        return new Actor(UUID.nameUUIDFromBytes(name).toString(), Set.of(role), unit);
    }

    /** Local time of the office, such as {@code 2026-08-03T10:00}. */
    void at(LocalDate day, String time) {
        clock.set(LocalDateTime.parse(day + "T" + time)
                .atZone(WorkingCalendar.ZONE)
                .toInstant());
    }

    static String plate() {
        String digits = UUID.randomUUID().toString().replaceAll("\\D", "").concat("0000");
        return "鲁FV" + digits.substring(0, 4);
    }

    /** A pass for ten days from today on. */
    TruckPass granted() {
        return granted(new Period(TODAY, TODAY.plusDays(9)));
    }

    TruckPass granted(Period period) {
        return granted(Samples.application(PassClass.LARGE, plate(), "01", period, Samples.DAYTIME));
    }

    TruckPass granted(PassApplication application) {
        Case c = checked(applications.submit(AGENT, application));
        if (c.status() == CaseStatus.UNDER_REVIEW) {
            desk.complete(c.number(), "grant", null, Map.of());
        }
        return passOf(c);
    }

    Case sent(Case draft) {
        return checked(applications.send(AGENT, draft));
    }

    /** Runs the job that asks the registers. */
    Case checked(Case c) {
        String instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(c.id())
                .singleResult()
                .getId();
        management.executeJob(management
                .createJobQuery()
                .processInstanceId(instance)
                .activityId("checkRegisters")
                .singleResult()
                .getId());
        return now(c);
    }

    /** What the executor would run by now. */
    void runDue(Case c) {
        runtime.createProcessInstanceQuery().processInstanceBusinessKey(c.id()).list().stream()
                .flatMap(instance ->
                        management.createJobQuery().processInstanceId(instance.getId()).executable().list().stream())
                .map(Job::getId)
                .forEach(management::executeJob);
    }

    Case now(Case c) {
        return cases.running(c.id());
    }

    TruckPass now(TruckPass pass) {
        return passes.find(pass.number()).orElseThrow();
    }

    TruckPass passOf(Case c) {
        return findPassOf(c).orElseThrow();
    }

    Optional<TruckPass> findPassOf(Case c) {
        return sql.sql("SELECT number FROM truck_pass WHERE case_id = :case")
                .param("case", c.id())
                .query(String.class)
                .optional()
                .flatMap(passes::find);
    }

    /** A supervisor of the unit acts on the pass. */
    TruckPass act(TruckPass pass, PassAct.Kind kind, String cause, Integer days) {
        var supervisor = new Actor("made up", Set.of(Role.SUPERVISOR), pass.unit());
        return acts.act(supervisor, now(pass), kind, cause, "经查", days);
    }

    List<String> withdrawn(TruckPass pass) {
        return sql.sql("SELECT state FROM withdrawn_token WHERE pass_number = :number")
                .param("number", pass.number())
                .query(String.class)
                .list();
    }
}
