package org.onewindow.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.onewindow.audit.Audit;
import org.onewindow.audit.AuditRecord;
import org.onewindow.journey.Office;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Role;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Somebody of the office looks at more than his work asks for. */
@RunningOffice
class SecurityAlertTests {

    private static final String LOOK = "GET /api/cases/{id}";

    private final Office office;
    private final SecurityAlerts alerts;
    private final Audit audit;
    private final Clock clock;
    private final Actor curious = new Actor(UUID.randomUUID().toString(), Set.of(Role.CLERK), "YT.JJ.ZF");

    @Autowired
    SecurityAlertTests(@LocalServerPort int port, SecurityAlerts alerts, Audit audit, Clock clock) {
        office = new Office(port);
        this.alerts = alerts;
        this.audit = audit;
        this.clock = clock;
    }

    private void does(String act, String theCase) {
        audit.recordAlone(AuditRecord.of(clock.instant(), curious, act, theCase, AuditRecord.DONE));
    }

    private List<JsonNode> told() {
        return Office.read(office.as("security"), "/api/security-alerts")
                .valueStream()
                .filter(alert -> alert.get("account").asString().equals(curious.id()))
                .toList();
    }

    @Test
    void sixtyOneCasesWithinAnHourThatAreNotHisWorkAreToldToTheAdministratorOfSecurity() {
        List<String> cases =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(61).toList();
        // First, for the office watches by itself too.
        does("POST /api/work-items/{id}/claim", cases.get(0));
        cases.forEach(one -> does(LOOK, one));
        // Looking twice is one look, and what he works on is his to look at.
        cases.subList(0, 10).forEach(one -> does("GET /desk/work-items/{id}", one));
        alerts.watch();
        assertThat(told()).isEmpty();

        does(LOOK, UUID.randomUUID().toString());
        alerts.watch();
        alerts.watch();
        assertThat(told()).singleElement().satisfies(alert -> {
            assertThat(alert.get("looked").asInt()).isEqualTo(61);
            assertThat(alert.get("unit").asString()).isEqualTo("YT.JJ.ZF");
            assertThat(alert.get("seenBy").isNull()).isTrue();
        });

        String inquiry = "/api/security-alerts/" + told().get(0).get("id").asString() + "/inquiry";
        assertThat(office.as("security").post(inquiry, null).statusCode()).isEqualTo(204);
        assertThat(told().get(0).get("seenBy").isNull()).isFalse();
    }
}
