package org.onewindow.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.pass.PassClass.LARGE;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onewindow.casework.Case;
import org.onewindow.pass.TruckPass.Verdict;
import org.onewindow.register.DemoRegisterService;
import org.onewindow.register.Register;
import org.onewindow.register.VehicleChange;
import org.onewindow.register.VehicleChange.Kind;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Role;
import org.onewindow.support.SteppedClock;
import org.onewindow.support.SteppedOffice;
import org.onewindow.worklist.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the vehicle register reports ends the passes of the vehicle. */
@SteppedOffice
class VehicleReportTests {

    private static final Instant MONDAY_TEN = Instant.parse("2026-08-03T02:00:00Z");

    /** A clean heavy truck of the company's that no other test applies for. */
    private static final String PLATE = "鲁F6B347";

    @Autowired
    ApplicationContext office;

    @Autowired
    SteppedClock clock;

    @Autowired
    PassApplications applications;

    @Autowired
    TruckPassRepository passes;

    @Autowired
    PassActs acts;

    @Autowired
    VehicleReports reports;

    @Autowired
    DemoRegisterService registers;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcClient sql;

    @BeforeEach
    void monday() {
        clock.set(MONDAY_TEN);
    }

    @AfterEach
    void heal() {
        registers.heal();
    }

    @AfterAll
    static void giveTimeBack(@Autowired SteppedClock clock) {
        clock.release();
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
    void endsThePassAtOnceAndTellsTheHolderWhy(Kind kind) {
        String number = granted();
        report(kind, PLATE, MONDAY_TEN.plusSeconds(60));
        reports.take();
        assertThat(onTheRoad(number)).isEqualTo(Verdict.REVOKED);
        assertThat(acts.of(passes.find(number).orElseThrow())).singleElement().satisfies(act -> {
            assertThat(act.kind()).isEqualTo(PassAct.Kind.WITHDRAW);
            assertThat(act.cause()).isEqualTo("vehicle-" + kind.name().toLowerCase(Locale.ROOT));
            assertThat(act.actor()).isEqualTo("rule");
        });
        assertThat(sql.sql("SELECT COUNT(*) FROM withdrawn_token WHERE pass_number = :number AND state = 'REVOKED'")
                        .param("number", number)
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void takesAReportOnceHoweverOftenItComes() {
        String number = granted();
        VehicleChange sold = report(Kind.SOLD, PLATE, MONDAY_TEN.plusSeconds(60));
        reports.take();
        registers.report(sold);
        clock.set(MONDAY_TEN.plus(Duration.ofHours(1)));
        String next = granted();
        registers.report(sold);
        reports.take();
        reports.take();
        assertThat(acts.of(passes.find(number).orElseThrow())).hasSize(1);
        assertThat(onTheRoad(next)).isEqualTo(Verdict.VALID);
        assertThat(sql.sql("SELECT COUNT(*) FROM vehicle_report WHERE report_id = :id")
                        .param("id", sold.id())
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void aSilentRegisterOnlyDelays() {
        String number = granted();
        report(Kind.SCRAPPED, PLATE, MONDAY_TEN.plusSeconds(60));
        registers.fail(Register.VEHICLE, DemoRegisterService.Fault.ERROR);
        reports.take();
        assertThat(onTheRoad(number)).isEqualTo(Verdict.VALID);
        registers.heal();
        reports.take();
        assertThat(onTheRoad(number)).isEqualTo(Verdict.REVOKED);
    }

    @Test
    void leavesAloneWhatWasGivenKnowingItAndPassesOverWhatConcernsNoTruck() {
        String number = granted();
        report(Kind.SOLD, PLATE, MONDAY_TEN.minusSeconds(60));
        report(Kind.OTHER, PLATE, MONDAY_TEN.plusSeconds(60));
        report(Kind.SOLD, "京A警0001", MONDAY_TEN.plusSeconds(60));
        VehicleChange last = report(Kind.SOLD, "鲁FZ0009", MONDAY_TEN.plusSeconds(60));
        reports.take();
        assertThat(onTheRoad(number)).isEqualTo(Verdict.VALID);
        assertThat(sql.sql("SELECT report_id FROM vehicle_report ORDER BY seq DESC LIMIT 1")
                        .query(String.class)
                        .single())
                .isEqualTo(last.id());
    }

    private VehicleChange report(Kind kind, String plate, Instant at) {
        var change = new VehicleChange(UUID.randomUUID().toString(), plate, "01", kind, at);
        registers.report(change);
        return change;
    }

    private Verdict onTheRoad(String number) {
        return passes.find(number).orElseThrow().verdict(clock.instant(), null, "ZF");
    }

    /** Number of a pass for the vehicle, given now. */
    private String granted() {
        Actor agent = new Actor(id("li.na"), Set.of(Role.AGENT), "");
        Actor clerk = new Actor(id("wang.fang"), Set.of(Role.CLERK), "YT.JJ.ZF");
        Case c = applications.submit(
                agent, Samples.application(LARGE, PLATE, "01", Samples.NINETY_DAYS, Samples.DAYTIME));
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
        new Desk(office, clerk).complete(c.number(), "grant", null, Map.of());
        List<String> numbers = sql.sql("SELECT number FROM truck_pass WHERE case_id = :case")
                .param("case", c.id())
                .query(String.class)
                .list();
        assertThat(numbers).hasSize(1);
        return numbers.get(0);
    }

    private static String id(String login) {
        byte[] name = ("demo/account/" + login).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString();
    }
}
