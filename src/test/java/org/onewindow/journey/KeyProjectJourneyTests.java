package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.code;
import static org.onewindow.journey.Office.truck;

import org.junit.jupiter.api.Test;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Who watches over a key project sees how many trucks have passes for it. */
@RunningOffice
class KeyProjectJourneyTests {

    private static final String HARBOUR = "/api/key-projects/DEMO-HARBOUR/pass-counts";

    private final Office office;
    private final Visitor supervisor;

    @Autowired
    KeyProjectJourneyTests(@LocalServerPort int port) {
        this.office = new Office(port);
        this.supervisor = office.as("chen.gang");
    }

    @Test
    void countsThePassesOfAProjectInAPeriod() {
        ObjectNode application = truck("KEY_PROJECT", "鲁FKB570", "01");
        application.put("project", "DEMO-HARBOUR");
        int before = passes(HARBOUR);
        JsonNode pass = office.granted(application);
        assertThat(passes(HARBOUR)).isEqualTo(before + 1);
        String lastDay = pass.at("/period/to").asString();
        assertThat(passes(HARBOUR + "?from=" + lastDay + "&to=" + lastDay)).isPositive();
        assertThat(passes(HARBOUR + "?from=2026-03-01&to=2026-03-02")).isZero();
    }

    private int passes(String path) {
        return Caller.json(supervisor.get(path)).get("passes").asInt();
    }

    @Test
    void namesTheProjectsToApplicantsAndTheCountsToTheOfficeOnly() {
        Visitor agent = office.as("li.na");
        assertThat(Caller.json(agent.get("/api/key-projects"))
                        .get(0)
                        .get("code")
                        .asString())
                .isEqualTo("DEMO-METRO");
        assertThat(agent.get(HARBOUR).statusCode()).isEqualTo(403);
        assertThat(code(supervisor.get("/api/key-projects/NONE/pass-counts"))).isEqualTo("project-unknown");
        assertThat(code(supervisor.get(HARBOUR + "?from=2026-05-02&to=2026-05-01")))
                .isEqualTo("period-reversed");
    }
}
