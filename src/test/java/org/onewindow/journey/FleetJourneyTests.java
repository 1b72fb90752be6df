package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.onewindow.journey.Office.code;
import static org.onewindow.journey.Office.read;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A company applies for its whole fleet at once. */
@RunningOffice
class FleetJourneyTests {

    private static final String FLEETS = "/api/fleet-applications";

    private final Visitor agent;
    private final Visitor stranger;
    private final JdbcClient sql;

    @Autowired
    FleetJourneyTests(@LocalServerPort int port, JdbcClient sql) {
        Office office = new Office(port);
        this.agent = office.as("li.na");
        this.stranger = office.as("zhang.wei");
        this.sql = sql;
    }

    @Test
    void decidesEachVehicleOnItsOwn() {
        JsonNode done = done(submit(fleet("ORDINARY", """
                [{"plate": {"number": "鲁F10002", "type": "02"}},
                 {"plate": {"number": "鲁F10005", "type": "02"}},
                 {"plate": {"number": "鲁F10001", "type": "01"}, "passClass": "LARGE"},
                 {"plate": {"number": "鲁F10009", "type": "01"}, "passClass": "LARGE"}]
                """)));
        assertThat(state(done, 0)).isEqualTo("GRANTED");
        assertThat(state(done, 1)).isEqualTo("NOT_REQUIRED");
        assertThat(state(done, 2)).isEqualTo("UNDER_REVIEW");
        assertThat(state(done, 3)).isEqualTo("REFUSED");
        assertThat(done.at("/rows/3/reason").asString()).contains("报废");
        assertThat(done.at("/rows/0/caseNumber").asString()).startsWith("YT");
        assertThat(done.at("/counts/GRANTED").asInt()).isEqualTo(1);
        assertThat(done.at("/waiting").asInt()).isZero();
    }

    @Test
    void namesTheRowAndTheFieldOfWhatIsWrongAndSendsTheRest() {
        JsonNode done = done(submit(fleet("LARGE", """
                [{"plate": {"number": "鲁F1000I", "type": "01"}},
                 {"plate": {"number": "鲁F10001", "type": "01"}},
                 {"plate": {"number": "鲁Ｆ10001", "type": "01"}},
                 {"plate": {"type": "01"}},
                 {"plate": {"number": "鲁F10007", "type": "01"}, "passClass": "HUGE"}]
                """)));
        assertThat(defect(done, 0)).isEqualTo("plate plate-malformed");
        assertThat(state(done, 1)).isEqualTo("UNDER_REVIEW");
        assertThat(defect(done, 2)).isEqualTo("plate plate-twice");
        assertThat(done.at("/rows/2/defects/0/message").asString()).isEqualTo("与第2行重复。");
        assertThat(defect(done, 3)).isEqualTo("plate.number missing");
        assertThat(defect(done, 4)).startsWith("passClass ");
        assertThat(done.at("/counts/NOT_SENT").asInt()).isEqualTo(4);
    }

    @Test
    void readsASpreadsheetWithItsQuirks() {
        ObjectNode fleet = fleet("LARGE", null);
        fleet.put("csv", "\uFEFF号牌号码;号牌种类;申请种类\r\n鲁F10001;1;\r\n\r\n鲁F10002;2;ORDINARY\r\n");
        JsonNode done = done(submit(fleet));
        assertThat(state(done, 0)).isEqualTo("UNDER_REVIEW");
        assertThat(state(done, 1)).isEqualTo("GRANTED");
        assertThat(done.at("/vehicles").asInt()).isEqualTo(2);
    }

    @Test
    void tellsWhatIsTooLongInASpreadsheet() {
        String blanks = " ".repeat(40);
        ObjectNode fleet = fleet("LARGE", null);
        fleet.put("csv", "plate,plate_type\n鲁F%s10001,01\n鲁F10001,0%s1\n鲁F10001,01\n".formatted(blanks, blanks));
        JsonNode done = done(submit(fleet));
        assertThat(defect(done, 0)).isEqualTo("plate.number length");
        assertThat(defect(done, 1)).isEqualTo("plate.type length");
        assertThat(state(done, 2)).isEqualTo("UNDER_REVIEW");
    }

    @Test
    void keepsNothingWhenTheListItselfIsWrong() {
        long before = kept();
        refused(fleet("LARGE", "[]"), "fleet-empty");
        refused(fleet("LARGE", null), "list-or-csv");
        ObjectNode csv = fleet("LARGE", null);
        refused(csv.deepCopy().put("csv", "plate\n鲁F10001\n"), "csv-column-missing");
        refused(csv.deepCopy().put("csv", "plate,plate_type,owner\n鲁F10001,01,x\n"), "csv-column-unknown");
        refused(csv.deepCopy().put("csv", "plate,plate_type\n\"鲁F10001,01\n"), "csv-malformed");
        ObjectNode late = fleet("LARGE", "[{\"plate\": {\"number\": \"鲁F10001\", \"type\": \"01\"}}]");
        ((ObjectNode) late.at("/shared/period"))
                .put("to", Office.today().plusDays(400).toString());
        HttpResponse<String> answer = agent.post(FLEETS, late);
        assertThat(code(answer)).isEqualTo("period-too-long");
        assertThat(Caller.json(answer).at("/errors/0/field").asString()).isEqualTo("shared.period.to");
        assertThat(kept()).isEqualTo(before);
    }

    @Test
    void takesTwoHundredVehiclesAndNotOneMore() {
        var rows = new StringBuilder("plate,plate_type\n");
        for (int i = 0; i < 200; i++) {
            rows.append("鲁F9%04d,01\n".formatted(i));
        }
        ObjectNode fleet = fleet("LARGE", null).put("csv", rows.toString());
        JsonNode done = done(submit(fleet));
        assertThat(done.at("/counts/UNDER_REVIEW").asInt()).isEqualTo(200);
        refused(fleet.put("csv", rows + "鲁F99999,01\n"), "fleet-too-large");
    }

    @Test
    void isTakenInOnceWhenTheSameRequestIsSentTwice() {
        ObjectNode fleet = fleet("LARGE", "[{\"plate\": {\"number\": \"鲁F10001\", \"type\": \"01\"}}]");
        String key = "fleet-" + java.util.UUID.randomUUID();
        HttpResponse<String> first = agent.post(FLEETS, fleet, "Idempotency-Key", key);
        HttpResponse<String> second = agent.post(FLEETS, fleet, "Idempotency-Key", key);
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(Caller.header(second, "Location")).isEqualTo(Caller.header(first, "Location"));
    }

    @Test
    void isFoundAgainByItsOwnerOnly() {
        String id = submit(fleet("LARGE", "[{\"plate\": {\"number\": \"鲁F10001\", \"type\": \"01\"}}]"))
                .get("id")
                .asString();
        assertThat(read(agent, FLEETS).at("/items/0/id").isMissingNode()).isFalse();
        assertThat(read(agent, FLEETS + "?limit=100").toString()).contains(id);
        assertThat(code(stranger.get(FLEETS + "/" + id))).isEqualTo("fleet-unknown");
        assertThat(code(stranger.post(
                        FLEETS, fleet("LARGE", "[{\"plate\": {\"number\": \"鲁F10001\", \"type\": \"01\"}}]"))))
                .isEqualTo("mandate-missing");
    }

    private long kept() {
        return sql.sql("SELECT COUNT(*) FROM fleet_application")
                .query(Long.class)
                .single();
    }

    private void refused(ObjectNode fleet, String code) {
        assertThat(code(agent.post(FLEETS, fleet))).isEqualTo(code);
    }

    private JsonNode submit(ObjectNode fleet) {
        HttpResponse<String> answer = agent.post(FLEETS, fleet);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return Caller.json(answer);
    }

    /** Waits, not for ever, until every row is sent and every register was asked. */
    private JsonNode done(JsonNode submitted) {
        var found = new AtomicReference<JsonNode>();
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    found.set(read(agent, FLEETS + "/" + submitted.get("id").asString()));
                    return found.get().at("/waiting").asInt() == 0
                            && !found.get().at("/counts").has("RECEIVED");
                });
        return found.get();
    }

    private static String state(JsonNode fleet, int row) {
        return fleet.at("/rows/" + row + "/state/code").asString();
    }

    private static String defect(JsonNode fleet, int row) {
        JsonNode first = fleet.at("/rows/" + row + "/defects/0");
        return first.get("field").asString() + " " + first.get("code").asString();
    }

    private static ObjectNode fleet(String passClass, String vehicles) {
        ObjectNode shared = Office.truck(passClass, "鲁F10001", "01");
        shared.remove("plate");
        ObjectNode fleet = JsonMapper.shared().createObjectNode();
        fleet.set("shared", shared);
        if (vehicles != null) {
            fleet.set("vehicles", JsonMapper.shared().readTree(vehicles));
        }
        return fleet;
    }
}
