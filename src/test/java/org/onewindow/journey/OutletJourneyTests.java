package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.support.Caller.json;

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

    private final Caller caller;

    @Autowired
    OutletJourneyTests(@LocalServerPort int port) {
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
