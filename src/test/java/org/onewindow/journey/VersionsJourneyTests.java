package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.APPLICATIONS;
import static org.onewindow.journey.Office.code;
import static org.onewindow.journey.Office.decide;
import static org.onewindow.journey.Office.heavyTruck;
import static org.onewindow.journey.Office.read;
import static org.onewindow.journey.Office.today;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whoever has a pass renews it, or changes its terms, without typing it again. */
@RunningOffice
class VersionsJourneyTests {

    private final Office office;
    private final Visitor agent;
    private final Visitor clerk;

    @Autowired
    VersionsJourneyTests(@LocalServerPort int port) {
        office = new Office(port);
        agent = office.as("li.na");
        clerk = office.as("wang.fang");
    }

    @Test
    void aPassIsRenewedWithOneTapAndThenSentLikeAnyOther() {
        JsonNode pass = granted(9);
        HttpResponse<String> draft = agent.post(address(pass) + "/renewal", null);
        assertThat(draft.statusCode()).as(draft.body()).isEqualTo(201);
        assertThat(Caller.json(draft).at("/status/code").asString()).isEqualTo("DRAFT");
        String id = Caller.json(draft).get("id").asString();
        JsonNode kept = read(agent, APPLICATIONS + "/" + id, "Accept-Language", "en");
        assertThat(kept.at("/application/period/from").asString())
                .isEqualTo(today().plusDays(10).toString());
        assertThat(kept.at("/application/purpose").asString()).isEqualTo("运送建材");
        assertThat(kept.at("/predecessor/passNumber").asString())
                .isEqualTo(pass.get("number").asString());
        assertThat(kept.at("/predecessor/kind/text").asString()).isEqualTo("Renewal");
        assertThat(code(agent.post(address(pass) + "/renewal", null))).isEqualTo("succession-open");

        JsonNode renewed = grant(draft);

        assertThat(renewed.at("/period/to").asString())
                .isEqualTo(today().plusDays(19).toString());
        JsonNode versions = read(agent, address(renewed) + "/versions");
        assertThat(versions).hasSize(2);
        assertThat(versions.at("/0/number")).isEqualTo(pass.get("number"));
        assertThat(versions.at("/0/came").isMissingNode()
                        || versions.at("/0/came").isNull())
                .isTrue();
        assertThat(versions.at("/0/standing/text").asString()).isEqualTo("正常");
        assertThat(versions.at("/1/came/text").asString()).isEqualTo("延续");
        assertThat(versions.at("/1/replaces")).isEqualTo(pass.get("number"));
        assertThat(onTheRoad(pass)).isEqualTo("VALID");
        assertThat(onTheRoad(renewed)).isEqualTo("NOT_YET");
    }

    @Test
    void aRenewalMayNameItsLastDay() {
        JsonNode pass = granted(9);
        String tooLong = "{\"to\": \"" + today().plusDays(200) + "\"}";
        assertThat(code(agent.post(address(pass) + "/renewal", tooLong))).isEqualTo("period-too-long");
        String before = "{\"to\": \"" + today() + "\"}";
        assertThat(code(agent.post(address(pass) + "/renewal", before))).isEqualTo("period-reversed");
        HttpResponse<String> draft =
                agent.post(address(pass) + "/renewal", "{\"to\": \"" + today().plusDays(29) + "\"}");
        assertThat(grant(draft).at("/period/to").asString())
                .isEqualTo(today().plusDays(29).toString());
    }

    @Test
    void anAmendedPassHasANewCodeAndTheOldOneNoLongerCounts() {
        JsonNode pass = granted(89);
        assertThat(onTheRoad(pass)).isEqualTo("VALID");
        assertThat(code(agent.post(address(pass) + "/renewal", null))).isEqualTo("renewal-too-early");
        assertThat(code(agent.post(address(pass) + "/amendment", "{}"))).isEqualTo("amendment-empty");
        String other = "{\"plate\": {\"number\": \"鲁F10002\", \"type\": \"02\"}}";
        assertThat(code(agent.post(address(pass) + "/amendment", other))).isEqualTo("plate-not-amendable");

        JsonNode amended = grant(agent.post(address(pass) + "/amendment", "{\"zones\": [\"ZF\", \"LS\"]}"));

        assertThat(amended.get("zones")).hasSize(2);
        assertThat(onTheRoad(amended)).isEqualTo("VALID");
        assertThat(onTheRoad(pass)).isEqualTo("REVOKED");
        for (Visitor reader : new Visitor[] {agent, clerk, office.as("liu.yang")}) {
            JsonNode old = read(reader, address(pass) + "/versions").get(0);
            assertThat(old.at("/standing/code").asString()).isEqualTo("SUPERSEDED");
            assertThat(old.get("replacedBy")).isEqualTo(amended.get("number"));
            assertThat(old.at("/ended/act/text").asString()).isEqualTo("变更");
            assertThat(old.at("/ended/cause/text").asString()).isEqualTo("依持有人申请变更");
            assertThat(old.has("code")).isFalse();
        }
        assertThat(read(agent, address(pass) + "/acts").at("/0/basis").asString())
                .contains("第四十九条");
        assertThat(code(agent.post(address(pass) + "/amendment", "{\"zones\": [\"LS\"]}")))
                .isEqualTo("pass-status");
    }

    @Test
    void nobodyButTheHolderBeginsAndNoClerkSupersedesByHand() {
        JsonNode pass = granted(9);
        for (String route : new String[] {"/renewal", "/amendment"}) {
            HttpResponse<String> stranger = office.as("zhou.jie").post(address(pass) + route, "{}");
            assertThat(stranger.statusCode()).isEqualTo(404);
            assertThat(code(stranger)).isEqualTo("pass-unknown");
            assertThat(clerk.post(address(pass) + route, "{}").statusCode()).isEqualTo(403);
        }
        assertThat(office.as("zhou.jie").get(address(pass) + "/versions").statusCode())
                .isEqualTo(404);
        assertThat(code(clerk.post(
                        address(pass) + "/acts",
                        "{\"act\": \"SUPERSEDE\", \"cause\": \"amended\", \"reason\": \"x\"}",
                        "If-Match",
                        "\"0\"")))
                .isEqualTo("cause-unknown");
    }

    private JsonNode granted(int moreDays) {
        ObjectNode application = heavyTruck();
        ((ObjectNode) application.get("period"))
                .put("to", today().plusDays(moreDays).toString());
        return office.granted(application);
    }

    /** Sends the draft, and a clerk grants it. */
    private JsonNode grant(HttpResponse<String> draft) {
        assertThat(draft.statusCode()).as(draft.body()).isEqualTo(201);
        String id = Caller.json(draft).get("id").asString();
        HttpResponse<String> sent =
                agent.post(APPLICATIONS + "/" + id + "/submission", null, "If-Match", Caller.header(draft, "ETag"));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        JsonNode review = Office.awaitStatus(agent, id, "UNDER_REVIEW");
        HttpResponse<String> decided = decide(clerk, review, "{\"outcome\": \"grant\"}");
        assertThat(decided.statusCode()).as(decided.body()).isEqualTo(200);
        return Office.passOf(agent, id);
    }

    private String onTheRoad(JsonNode pass) {
        String code = pass.get("code").asString();
        HttpResponse<String> answer = office.as("liu.yang").post("/api/pass-checks", "{\"code\": \"" + code + "\"}");
        return Caller.json(answer).get("result").asString();
    }

    private static String address(JsonNode pass) {
        return "/api/truck-passes/" + pass.get("number").asString();
    }
}
