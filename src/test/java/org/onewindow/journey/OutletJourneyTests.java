package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.support.Caller.json;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@RunningOffice
class OutletJourneyTests {

    private final int port;
    private final Caller caller;

    @Autowired
    OutletJourneyTests(@LocalServerPort int port) {
        this.port = port;
        caller = new Caller(port);
    }

    @Test
    void anybodyFindsTheNearestOutletThatServesAnItem() {
        JsonNode page = json(caller.get("/api/outlets?item=JG028&lat=37.5&lon=121.4&at=2026-08-03T02:00:00Z&limit=5"));
        assertThat(page.get("items")).hasSize(5);
        long before = 0;
        for (JsonNode outlet : page.get("items")) {
            assertThat(outlet.get("distanceMetres").asLong()).isBetween(before, 20_000L);
            before = outlet.get("distanceMetres").asLong();
            assertThat(outlet.get("windows").has("JG")).isTrue();
            assertThat(outlet.get("open").asBoolean()).isTrue();
            assertThat(outlet.get("coordinates").asString()).isEqualTo("WGS84");
        }
    }

    @Test
    void pagesShowEachOutletOnce() {
        List<String> codes = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = json(caller.get("/api/outlets?limit=50" + cursor));
            page.get("items").forEach(outlet -> codes.add(outlet.get("code").asString()));
            assertThat(page.get("total").asLong()).isEqualTo(173);
            cursor = page.get("next").isNull()
                    ? null
                    : "&cursor=" + page.get("next").asString();
        } while (cursor != null);
        assertThat(codes).hasSize(173).doesNotHaveDuplicates();
    }

    @Test
    void theSamePlaceInTheSystemOfPublicMapsIsEquallyFar() {
        JsonNode ours =
                json(caller.get("/api/outlets?lat=37.5&lon=121.4&limit=1")).at("/items/0");
        JsonNode maps = json(caller.get("/api/outlets?lat=37.50102527&lon=121.40526965&coordinates=gcj02&limit=1"))
                .at("/items/0");
        assertThat(maps.get("code")).isEqualTo(ours.get("code"));
        assertThat(maps.get("distanceMetres")).isEqualTo(ours.get("distanceMetres"));
        assertThat(maps.get("coordinates").asString()).isEqualTo("GCJ02");
        assertThat(maps.get("longitude").asDouble() - ours.get("longitude").asDouble())
                .isBetween(0.004, 0.007);
    }

    /** Monday noon: whoever closes for lunch stands behind whoever does not, however near. */
    @Test
    void whatIsOpenComesFirstAndThenWhatOpensNext() {
        JsonNode page = json(caller.get(
                "/api/outlets?item=HZ022&lat=37.5&lon=121.4&at=2026-08-03T04:30:00Z&openFirst=true&limit=100"));
        boolean open = true;
        String opens = "";
        long before = 0;
        for (JsonNode outlet : page.get("items")) {
            String next = outlet.get("opensNext").asString();
            boolean further = open == outlet.get("open").asBoolean() && (open || next.equals(opens));
            long distance = outlet.get("distanceMetres").asLong();
            assertThat(outlet.get("walkingMinutes").asLong()).isBetween(distance / 80, distance / 50 + 1);
            if (further) {
                assertThat(distance).isGreaterThanOrEqualTo(before);
            } else {
                assertThat(open || next.compareTo(opens) > 0).isTrue();
            }
            assertThat(!open && outlet.get("open").asBoolean()).isFalse();
            open = outlet.get("open").asBoolean();
            opens = next;
            before = distance;
        }
        assertThat(open).as("some are closed at noon").isFalse();
    }

    @Test
    void whoIsGuidedThereIsCountedAndNothingElseIsKept() {
        Visitor supervisor = new Office(port).as("chen.gang");
        String day = Office.today().toString();
        String counts =
                "/api/outlet-guides?from=" + day + "&to=" + Office.today().plusDays(1);
        long before = counted(Office.read(supervisor, counts));
        for (String from : new String[] {"", ", \"latitude\": 37.5, \"longitude\": 121.4"}) {
            JsonNode guide = json(guide("HY03", "{\"item\": \"HZ022\"" + from + "}"));
            assertThat(guide.get("map").asString()).startsWith("geo:3");
            assertThat(guide.at("/outlet/code").asString()).isEqualTo("HY03");
            assertThat(guide.at("/outlet/walkingMinutes").isNull()).isEqualTo(from.isEmpty());
        }
        JsonNode after = Office.read(supervisor, counts);
        assertThat(counted(after)).isEqualTo(before + 2);
        assertThat(after.get("total").asLong()).isGreaterThanOrEqualTo(before + 2);
        assertThat(guide("NOWHERE", "{}").statusCode()).isEqualTo(404);
        assertThat(Office.code(guide("HY03", "{\"item\": \"XX001\"}"))).isEqualTo("item-not-here");
        assertThat(Office.code(guide("HY03", "{\"latitude\": 37.5}"))).isEqualTo("outlet-point-incomplete");
        assertThat(Office.code(supervisor.get("/api/outlet-guides?from=2026-01-02&to=2026-01-01")))
                .isEqualTo("guide-days-range");
    }

    private HttpResponse<String> guide(String outlet, String start) {
        return caller.call("POST", "/api/outlets/" + outlet + "/guides", start, "Content-Type", "application/json");
    }

    private static long counted(JsonNode guides) {
        return guides.get("counts")
                .valueStream()
                .filter(one -> one.get("outlet").asString().equals("HY03")
                        && one.get("item").asString().equals("HZ022"))
                .mapToLong(one -> one.get("times").asLong())
                .sum();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/outlets?lat=37.5, 422, outlet-point-incomplete",
        "/api/outlets?lat=91&lon=0, 422, latitude-range",
        "/api/outlets?lat=NaN&lon=0, 422, latitude-range",
        "/api/outlets?lat=0&lon=181, 422, longitude-range",
        "/api/outlets?coordinates=BD09, 422, coordinates-unknown",
        "/api/outlets?at=1999-12-31T23:59:59Z, 422, outlet-moment-range",
        "/api/outlets/NOWHERE, 404, outlet-unknown",
    })
    void saysWhatIsWrong(String path, int status, String code) {
        var answer = caller.get(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).get("code").asString()).isEqualTo(code);
    }
}
