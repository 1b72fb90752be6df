package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.APPLICATIONS;
import static org.onewindow.journey.Office.code;
import static org.onewindow.journey.Office.decide;
import static org.onewindow.journey.Office.heavyTruck;
import static org.onewindow.journey.Office.read;
import static org.onewindow.journey.Office.underReview;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Whoever got his application back, or was refused, applies again without typing it again. */
@RunningOffice
class AgainJourneyTests {

    private final Visitor agent;
    private final Visitor clerk;

    @Autowired
    AgainJourneyTests(@LocalServerPort int port) {
        Office office = new Office(port);
        this.agent = office.as("li.na");
        this.clerk = office.as("wang.fang");
    }

    @Test
    void aReturnedApplicationIsSentAgainAndTheOfficerSeesTheEarlierCase() {
        JsonNode first = underReview(agent, heavyTruck());
        assertThat(decide(clerk, first, "{\"outcome\": \"return\", \"note\": \"请写明路线\"}")
                        .statusCode())
                .isEqualTo(200);
        JsonNode told = read(agent, "/api/cases/" + id(first));
        assertThat(told.at("/status/code").asString()).isEqualTo("RETURNED");
        assertThat(told.at("/decision/reason").asString()).isEqualTo("请写明路线");

        HttpResponse<String> draft = agent.post(APPLICATIONS + "/" + id(first) + "/again", null);
        assertThat(draft.statusCode()).as(draft.body()).isEqualTo(201);
        String again = Caller.json(draft).get("id").asString();
        JsonNode kept = read(agent, APPLICATIONS + "/" + again);
        assertThat(kept.at("/application/purpose").asString()).isEqualTo("运送建材");
        assertThat(kept.at("/follows/caseNumber").asString())
                .isEqualTo(first.get("number").asString());

        assertThat(agent.post(
                                APPLICATIONS + "/" + again + "/submission",
                                null,
                                "If-Match",
                                Caller.header(draft, "ETag"))
                        .statusCode())
                .isEqualTo(200);
        Office.awaitStatus(agent, again, "UNDER_REVIEW");
        assertThat(read(clerk, APPLICATIONS + "/" + again).at("/follows/caseId").asString())
                .isEqualTo(id(first));
        assertThat(read(clerk, "/api/cases/" + id(first)).at("/decision/reason").asString())
                .isEqualTo("请写明路线");
    }

    @Test
    void nobodyAppliesAgainWhileTheFirstIsOpenOrGranted() {
        JsonNode first = underReview(agent, heavyTruck());
        assertThat(code(agent.post(APPLICATIONS + "/" + id(first) + "/again", null)))
                .isEqualTo("case-status");
        decide(clerk, first, "{\"outcome\": \"grant\"}");
        assertThat(code(agent.post(APPLICATIONS + "/" + id(first) + "/again", null)))
                .isEqualTo("case-status");
    }

    private static String id(JsonNode ofCase) {
        return ofCase.get("id").asString();
    }
}
