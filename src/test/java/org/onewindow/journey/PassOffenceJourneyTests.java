package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.code;
import static org.onewindow.journey.Office.read;
import static org.onewindow.journey.Office.today;
import static org.onewindow.journey.Office.truck;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What follows when a vehicle is driven without a pass or outside it. */
@RunningOffice
class PassOffenceJourneyTests {

    private static final String OFFENCES = "/api/pass-offences";

    /** No other test applies for it. */
    private static final String PLATE = "鲁FYG758";

    private final Office office;
    private final Visitor officer;

    @Autowired
    PassOffenceJourneyTests(@LocalServerPort int port) {
        office = new Office(port);
        officer = office.as("liu.yang");
    }

    @Test
    void aVehicleIsListedLongerEachTimeAndItsPassesWithIt() {
        Visitor agent = office.as("li.na");
        JsonNode pass = office.granted(truck("LARGE", PLATE, "01"));
        String address = "/api/truck-passes/" + pass.get("number").asString();
        String waiting =
                Office.underReview(agent, truck("LARGE", PLATE, "01")).get("id").asString();

        JsonNode first = report();
        String day = today().plusDays(6).toString();
        assertThat(first.get("listedTo").asString()).isEqualTo(day);
        assertThat(first.get("basis").asString()).contains("郑州");
        assertThat(read(officer, OFFENCES + "/" + first.get("id").asString())).isEqualTo(first);
        assertThat(read(agent, address).at("/standing/code").asString()).isEqualTo("SUSPENDED");
        assertThat(onTheRoad(pass)).isEqualTo("SUSPENDED");
        JsonNode notice = read(agent, address + "/acts").get(0);
        assertThat(notice.at("/cause/code").asString()).isEqualTo("grey-listed");
        assertThat(notice.get("suspendedTo").asString()).isEqualTo(day);
        assertThat(notice.get("remedy").asString()).contains("行政复议");

        assertThat(refused(agent)).contains(day);
        HttpResponse<String> granted =
                Office.decide(office.as("wang.fang"), read(agent, "/api/cases/" + waiting), "{\"outcome\": \"grant\"}");
        assertThat(code(granted)).isEqualTo("barred-meanwhile");

        assertThat(report().get("listedTo").asString())
                .isEqualTo(today().plusDays(14).toString());
        assertThat(report().get("listedTo").asString())
                .isEqualTo(today().plusDays(29).toString());
        assertThat(read(agent, address).get("suspendedTo").asString())
                .isEqualTo(today().plusDays(29).toString());

        JsonNode fourth = report();
        assertThat(fourth.get("forGood").asBoolean()).isTrue();
        assertThat(fourth.get("step").asInt()).isEqualTo(4);
        assertThat(read(agent, address).at("/standing/code").asString()).isEqualTo("REVOKED");
        assertThat(onTheRoad(pass)).isEqualTo("REVOKED");
        assertThat(refused(agent)).contains("黑名单");
    }

    @Test
    void onlyAnOfficerReportsAndOnlyWhatTheListKnows() {
        String body = "{\"plate\": {\"number\": \"鲁FZ0003\", \"type\": \"01\"}, \"offence\": \"%s\"}";
        assertThat(office.as("wang.fang").post(OFFENCES, body.formatted("1344")).statusCode())
                .isEqualTo(403);
        assertThat(code(officer.post(OFFENCES, body.formatted("1345")))).isEqualTo("offence-unknown");
        assertThat(code(officer.post(OFFENCES, "{\"offence\": \"1344\"}"))).isEqualTo("missing");
    }

    private JsonNode report() {
        HttpResponse<String> answer = officer.post(OFFENCES, """
                {"plate": {"number": "%s", "type": "01"}, "offence": "1344", "place": "南大街"}
                """.formatted(PLATE));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Caller.json(answer);
    }

    /** A new application ends at once; the reason that is told. */
    private static String refused(Visitor agent) {
        String id = Office.apply(agent, truck("LARGE", PLATE, "01"));
        return Office.awaitStatus(agent, id, "REFUSED").at("/decision/reason").asString();
    }

    private String onTheRoad(JsonNode pass) {
        String question = "{\"code\": \"" + pass.get("code").asString() + "\"}";
        return Caller.json(officer.post("/api/pass-checks", question))
                .get("result")
                .asString();
    }
}
