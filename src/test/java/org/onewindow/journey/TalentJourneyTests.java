package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.code;
import static org.onewindow.journey.Office.decide;
import static org.onewindow.journey.Office.read;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Settle first, job later: accepted at a talent centre, decided by the police. */
@RunningOffice
class TalentJourneyTests {

    private static final String ITEM = "HZ018";
    private static final String CENTRE = "LS09";

    private final Office office;
    private final Visitor talent;
    private final Visitor centre;

    @Autowired
    TalentJourneyTests(@LocalServerPort int port) {
        office = new Office(port);
        talent = office.as("zhang.wei");
        centre = office.as("gao.yuan");
    }

    @Test
    void nobodyIsAskedForAJobAndTheNearestLaneIsNamed() {
        JsonNode guide = Caller.json(office.caller.get("/api/service-items/" + ITEM));
        assertThat(guide.get("bring").toString()).contains("学历").doesNotContain("劳动合同");
        assertThat(guide.get("notToBring").toString()).contains("劳动合同");
        assertThat(guide.get("promisedWorkingDays").asInt()).isEqualTo(1);
        JsonNode nearest =
                Caller.json(office.caller.get("/api/outlets?item=" + ITEM + "&lat=37.41272&lon=121.42616&limit=1"));
        assertThat(nearest.at("/items/0/code").asString()).isEqualTo(CENTRE);
        assertThat(nearest.at("/items/0/windows/" + ITEM).asInt()).isPositive();
    }

    @Test
    void theLaneHasAQueueOfItsOwn() {
        JsonNode talents = json(centre.post("/api/counters/" + CENTRE + "/walk-ins", "{\"item\": \"" + ITEM + "\"}"));
        JsonNode others = json(centre.post("/api/counters/" + CENTRE + "/walk-ins", "{\"item\": \"HZ005\"}"));
        assertThat(talents.get("number").asString()).startsWith(ITEM);
        assertThat(others.get("number").asString()).startsWith("HZ").doesNotStartWith(ITEM);
        JsonNode called = json(
                centre.post("/api/counters/" + CENTRE + "/calls", "{\"window\": \"1\", \"group\": \"" + ITEM + "\"}"));
        assertThat(called.get("number")).isEqualTo(talents.get("number"));
        json(centre.post("/api/tickets/" + called.get("id").asString() + "/acts", "{\"act\": \"START\"}"));
        json(centre.post("/api/tickets/" + called.get("id").asString() + "/acts", "{\"act\": \"FINISH\"}"));
        json(centre.post("/api/tickets/" + others.get("id").asString() + "/acts", "{\"act\": \"LEAVE\"}"));
    }

    @Test
    void acceptedAtTheTalentCentreDecidedByThePoliceHandedOverAtTheCentre() {
        Office.withdrawAll(talent, ITEM);
        JsonNode visit = json(centre.post("/api/receptions", """
                {"unit": "YTRC", "name": "张伟", "citizenId": "370602190001010016", "mobile": "13800000001"}
                """));
        JsonNode opened = json(centre.post(
                "/api/service-applications", """
                {"item": "%s", "unit": "YTRC", "reception": "%s", "delivery": "COUNTER", "outlet": "%s",
                 "commitment": true, "note": "硕士研究生，尚未就业（演示）"}
                """.formatted(ITEM, visit.get("id").asString(), CENTRE)));
        String id = opened.get("id").asString();
        assertThat(opened.at("/limit/workingDays").asInt()).isEqualTo(1);

        assertThat(decide(centre, opened, "{\"outcome\": \"accept\"}").statusCode())
                .isEqualTo(200);
        JsonNode forwarded = read(talent, "/api/cases/" + id);
        assertThat(forwarded.at("/unit/code").asString()).isEqualTo("YT.ZA");
        assertThat(read(centre, "/api/work-items?text=" + opened.get("number").asString())
                        .get("total")
                        .asInt())
                .as("the centre decides nothing")
                .isZero();
        JsonNode task = Office.workItem(office.as("zheng.hao"), opened);
        assertThat(code(centre.post("/api/work-items/" + task.get("id").asString() + "/claim", null)))
                .isEqualTo("work-item-unknown");

        assertThat(decide(office.as("zheng.hao"), opened, "{\"outcome\": \"grant\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(read(talent, "/api/cases/" + id).at("/unit/code").asString()).isEqualTo("YTRC");
        assertThat(decide(centre, opened, "{\"outcome\": \"deliver\"}").statusCode())
                .isEqualTo(200);
        assertThat(read(talent, "/api/cases/" + id).at("/status/code").asString())
                .isEqualTo("DELIVERED");
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return Caller.json(answer);
    }
}
