package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.code;
import static org.onewindow.journey.Office.heavyTruck;
import static org.onewindow.journey.Office.read;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is kept of a check on the road, and what a check says of a pass that has been acted on. */
@RunningOffice
class RoadCheckJourneyTests {

    private static final String CHECKS = "/api/pass-checks";

    private final Office office;
    private final Visitor officer;
    private final Visitor supervisor;

    @Autowired
    RoadCheckJourneyTests(@LocalServerPort int port) {
        this.office = new Office(port);
        this.officer = office.as("liu.yang");
        this.supervisor = office.as("chen.gang");
    }

    @Test
    void keepsEachCheckWithTimeAndPlaceForTheOfficerAndHisSupervisor() {
        JsonNode pass = office.granted(heavyTruck());
        ObjectNode question = question(pass);
        question.putObject("place")
                .put("longitude", 121.39)
                .put("latitude", 37.54)
                .put("words", "南大街与胜利路口");
        assertThat(answer(question)).isEqualTo("VALID");
        for (Visitor reader : new Visitor[] {officer, supervisor}) {
            JsonNode kept = entry(reader, pass);
            assertThat(kept.get("result").asString()).isEqualTo("VALID");
            assertThat(kept.get("place").asString()).isEqualTo("南大街与胜利路口");
            assertThat(kept.get("longitude").decimalValue()).isEqualByComparingTo("121.39");
            assertThat(kept.get("mine").asBoolean()).isEqualTo(reader == officer);
        }
        assertThat(office.as("wang.fang").get(CHECKS).statusCode()).isEqualTo(403);
    }

    @Test
    void refusesHalfAPoint() {
        ObjectNode question = question(office.granted(heavyTruck()));
        question.putObject("place").put("longitude", 121.39);
        assertThat(code(officer.post(CHECKS, question))).isEqualTo("point-incomplete");
        question.putObject("place").put("longitude", 200).put("latitude", 37);
        assertThat(officer.post(CHECKS, question).statusCode()).isEqualTo(422);
    }

    @Test
    void tellsASuspendedARevokedAndAReplacedCodeApart() {
        JsonNode pass = office.granted(heavyTruck());
        act(
                office.as("wang.fang"),
                pass,
                "{\"act\": \"SUSPEND\", \"cause\": \"under-investigation\"," + " \"reason\": \"核查中\", \"days\": 3}");
        assertThat(answer(question(pass))).isEqualTo("SUSPENDED");
        act(
                office.as("wang.fang"),
                pass,
                "{\"act\": \"REINSTATE\", \"cause\": \"suspicion-cleared\"," + " \"reason\": \"没有违规\"}");
        assertThat(answer(question(pass))).isEqualTo("VALID");
        act(
                office.as("wang.fang"),
                pass,
                "{\"act\": \"REISSUE\", \"cause\": \"code-lost-or-copied\"," + " \"reason\": \"遗失\"}");
        assertThat(answer(question(pass))).isEqualTo("REVOKED");
        JsonNode anew = read(office.as("li.na"), address(pass));
        assertThat(answer(question(anew))).isEqualTo("VALID");
        act(supervisor, anew, "{\"act\": \"WITHDRAW\", \"cause\": \"facts-changed\", \"reason\": \"车辆已出售\"}");
        assertThat(answer(question(anew))).isEqualTo("REVOKED");
        HttpResponse<String> shown = office.caller.call(
                "POST", "/api/public-pass-checks", question(anew).toString(), "Content-Type", "application/json");
        assertThat(Caller.json(shown).get("result").asString()).isEqualTo("NOT_VALID");
    }

    @Test
    void keepsNothingOfWhatThePublicSendsUnlessItConcernsAPass(@Autowired JdbcClient sql) {
        JsonNode pass = office.granted(heavyTruck());
        for (String code : new String[] {
            "nonsense", "TP1:" + "0".repeat(300), pass.get("code").asString()
        }) {
            office.caller.call(
                    "POST",
                    "/api/public-pass-checks",
                    "{\"code\": \"%s\"}".formatted(code),
                    "Content-Type",
                    "application/json");
        }
        assertThat(sql.sql("SELECT COUNT(*) FROM road_check WHERE officer IS NULL AND pass_number = :number")
                        .param("number", pass.get("number").asString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(sql.sql("SELECT COUNT(*) FROM road_check WHERE officer IS NULL AND pass_number IS NULL")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private JsonNode entry(Visitor reader, JsonNode pass) {
        for (JsonNode entry : read(reader, CHECKS + "?limit=100").get("items")) {
            if (pass.get("number").asString().equals(entry.path("passNumber").asString())) {
                return entry;
            }
        }
        throw new AssertionError("the check is not in the list");
    }

    private void act(Visitor somebody, JsonNode pass, String act) {
        HttpResponse<String> current = somebody.get(address(pass));
        HttpResponse<String> answer =
                somebody.post(address(pass) + "/acts", act, "If-Match", Caller.header(current, "ETag"));
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    }

    private String answer(ObjectNode question) {
        HttpResponse<String> answer = officer.post(CHECKS, question);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Caller.json(answer).get("result").asString();
    }

    private static String address(JsonNode pass) {
        return "/api/truck-passes/" + pass.get("number").asString();
    }

    private static ObjectNode question(JsonNode pass) {
        ObjectNode question = JsonMapper.shared().createObjectNode();
        question.put("code", pass.get("code").asString());
        question.putObject("plate").put("number", "鲁F10001").put("type", "01");
        return question;
    }
}
