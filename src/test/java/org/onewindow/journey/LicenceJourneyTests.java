package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.code;
import static org.onewindow.journey.Office.decide;
import static org.onewindow.journey.Office.read;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A driver is examined near his home, applies at a station, and collects his new licence. */
@RunningOffice
class LicenceJourneyTests {

    private final Office office;

    @Autowired
    LicenceJourneyTests(@LocalServerPort int port) {
        office = new Office(port);
    }

    @Test
    void fromTheNearestInstitutionToTheNewLicence() {
        HttpResponse<String> near = office.caller.get("/api/medical-institutions?lat=37.55&lon=121.31&limit=2");
        assertThat(near.statusCode()).as(near.body()).isEqualTo(200);
        JsonNode institutions = Caller.json(near);
        assertThat(institutions.get(0).get("distanceMetres").asLong())
                .isLessThanOrEqualTo(institutions.get(1).get("distanceMetres").asLong());

        Visitor driver = office.as("zhang.wei");
        Visitor hospital = office.as("yiyuan");
        String number = "TJ" + UUID.randomUUID().toString().substring(0, 8);
        String report = """
                {"number": "%s", "idNo": "370602190001010016", "examinedOn": "%s", "fit": true}
                """.formatted(number, Office.today());
        HttpResponse<String> taken = hospital.post("/api/medical-reports", report);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        assertThat(Caller.json(taken).get("validTo").asString())
                .isEqualTo(Office.today().plusMonths(6).toString());
        assertThat(code(hospital.post("/api/medical-reports", report.replace("true", "false"))))
                .isEqualTo("medical-report-differs");

        HttpResponse<String> applied = driver.post(
                "/api/service-applications",
                "{\"item\": \"JG001\", \"unit\": \"YT.JJ.ZF\", \"delivery\": \"COUNTER\"}");
        assertThat(applied.statusCode()).as(applied.body()).isEqualTo(201);
        JsonNode received = Caller.json(applied);
        assertThat(received.at("/status/code").asString()).isEqualTo("UNDER_REVIEW");
        Visitor clerk = office.as("wang.fang");
        String licence = "/api/cases/" + received.get("id").asString() + "/licence";
        assertThat(read(clerk, licence).at("/medical/fit").asBoolean()).isTrue();
        String photo = office.photographed(driver);
        assertThat(read(driver, licence).get("photoUsableUntil").isNull()).isFalse();
        for (String outcome : new String[] {"grant", "made", "deliver"}) {
            HttpResponse<String> done = decide(clerk, received, "{\"outcome\": \"" + outcome + "\"}");
            assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        }
        driver.send("DELETE", "/api/photos/" + photo, null);
        JsonNode collected = read(driver, licence);
        assertThat(collected.get("oldVoidAt").isNull()).isFalse();
        assertThat(read(driver, "/api/cases/" + received.get("id").asString())
                        .at("/status/code")
                        .asString())
                .isEqualTo("DELIVERED");
    }
}
