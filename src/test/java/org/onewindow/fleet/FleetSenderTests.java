package org.onewindow.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseEvent;
import org.onewindow.casework.CaseEvent.Act;
import org.onewindow.casework.CaseStatus;
import org.onewindow.casework.Cases;
import org.onewindow.fleet.FleetRow.State;
import org.onewindow.fleet.VehicleList.Vehicle;
import org.onewindow.pass.PassApplication;
import org.onewindow.pass.PassApplication.PlateEntry;
import org.onewindow.pass.PassApplications;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Role;
import org.onewindow.support.AtOnce;
import org.onewindow.support.SteppedClock;
import org.onewindow.support.SteppedOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What is kept of a fleet is sent once, whoever sends it. */
@SteppedOffice
class FleetSenderTests {

    private static final Actor AGENT = new Actor(
            UUID.nameUUIDFromBytes("demo/account/li.na".getBytes(StandardCharsets.UTF_8))
                    .toString(),
            Set.of(Role.AGENT),
            "");

    @Autowired
    FleetApplications fleets;

    @Autowired
    FleetRepository kept;

    @Autowired
    FleetSender sender;

    @Autowired
    PassApplications applications;

    @Autowired
    Cases cases;

    @Autowired
    JsonMapper json;

    @Autowired
    JdbcClient sql;

    @BeforeEach
    void monday(@Autowired SteppedClock clock) {
        clock.set(Instant.parse("2026-08-03T02:00:00Z"));
    }

    @Test
    void sendsEachVehicleOnceWhenSeveralNodesSendAtTheSameTime() {
        String fleet = fleet(20);
        Callable<Void> node = () -> {
            sender.sendWaiting();
            return null;
        };
        AtOnce.run(Collections.nCopies(4, node));
        assertThat(kept.rows(fleet)).hasSize(20).allSatisfy(row -> {
            assertThat(row.state()).isEqualTo(State.SENT);
            assertThat(submissions(row)).isEqualTo(1);
        });
    }

    @Test
    void takesItForSentWhatTheOwnerHasSentHimself() {
        String fleet = fleet(2);
        FleetRow first = kept.rows(fleet).get(0);
        applications.send(AGENT, cases.ownedBy(AGENT, first.caseId()));
        sender.sendWaiting();
        assertThat(kept.rows(fleet)).allSatisfy(row -> {
            assertThat(row.state()).isEqualTo(State.SENT);
            assertThat(submissions(row)).isEqualTo(1);
        });
    }

    @Test
    void leavesADraftAndSaysWhyWhenTheRightToApplyHasEnded() {
        String fleet = fleet(1);
        sql.sql("UPDATE fleet_application SET owner = :nobody WHERE id = :fleet")
                .param("nobody", UUID.randomUUID().toString())
                .param("fleet", fleet)
                .update();
        sender.sendWaiting();
        assertThat(kept.rows(fleet)).singleElement().satisfies(row -> {
            assertThat(row.state()).isEqualTo(State.NOT_SENT);
            assertThat(row.defects())
                    .singleElement()
                    .satisfies(d -> assertThat(d.code()).isEqualTo("mandate-missing"));
            assertThat(cases.running(row.caseId()).status()).isEqualTo(CaseStatus.DRAFT);
        });
    }

    private String fleet(int vehicles) {
        PassApplication shared = json.readValue("""
                {"passClass": "LARGE", "zones": ["ZF"], "period": {"from": "2026-08-03", "to": "2026-08-04"},
                 "purpose": "运送建材", "goods": {"kind": "建材", "hazardous": false},
                 "applicant": {"kind": "COMPANY", "creditCode": "91370600MA0000007C"},
                 "contact": {"name": "李娜", "mobile": "13800000002"}}
                """, PassApplication.class);
        List<Vehicle> list = IntStream.range(0, vehicles)
                .mapToObj(i -> new Vehicle(null, new PlateEntry("鲁F8%04d".formatted(i), "01")))
                .toList();
        return fleets.submit(AGENT, shared, list).id();
    }

    private long submissions(FleetRow row) {
        Case c = cases.running(row.caseId());
        assertThat(c.status()).isEqualTo(CaseStatus.RECEIVED);
        return cases.history(c).stream()
                .map(CaseEvent::act)
                .filter(Act.SUBMITTED::equals)
                .count();
    }
}
