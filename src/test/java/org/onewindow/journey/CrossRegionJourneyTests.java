package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.awaitStatus;
import static org.onewindow.journey.Office.code;
import static org.onewindow.journey.Office.decide;
import static org.onewindow.journey.Office.read;

import org.junit.jupiter.api.Test;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A citizen of another city asks the nearest window. */
@RunningOffice
class CrossRegionJourneyTests {

    private final Office office;

    @Autowired
    CrossRegionJourneyTests(@LocalServerPort int port) {
        office = new Office(port);
    }

    @Test
    void applyingHereIsDecidedInTheOtherCityAndHandedOverHere() {
        Visitor citizen = office.as("zhang.wei");
        Visitor clerk = office.as("wang.fang");
        assertThat(read(citizen, "/api/exchange-cities")
                        .valueStream()
                        .map(c -> c.get("code").asString()))
                .contains("370200", "210200");

        Office.withdrawAll(citizen, "ZA001");
        JsonNode opened = Caller.json(citizen.post("/api/cross-region-applications", """
                {"item": "ZA001", "region": "210200", "unit": "YT.JJ.ZF", "note": "出国用", "delivery": "COUNTER"}
                """));
        String id = opened.get("id").asString();
        assertThat(decide(clerk, opened, "{\"outcome\": \"accept\"}").statusCode())
                .isEqualTo(200);
        JsonNode granted = awaitStatus(citizen, id, "GRANTED");
        assertThat(granted.at("/decision/reason").asString()).contains("演示");

        JsonNode transfer = read(citizen, "/api/cross-region-applications/" + id);
        assertThat(transfer.at("/part/code").asString()).isEqualTo("ACCEPTING");
        assertThat(transfer.at("/otherCity/text").asString()).contains("大连");
        assertThat(transfer.get("answeredAt").isNull()).isFalse();
        assertThat(decide(clerk, granted, "{\"outcome\": \"deliver\"}").statusCode())
                .isEqualTo(200);
        assertThat(read(citizen, "/api/cases/" + id).at("/status/code").asString())
                .isEqualTo("DELIVERED");
    }

    @Test
    void whatTheOtherCityFindsMissingIsAnsweredHereAndDecidedThere() {
        Visitor citizen = office.as("zhang.wei");
        Visitor clerk = office.as("wang.fang");
        Office.withdrawAll(citizen, "ZA001");
        JsonNode opened = Caller.json(citizen.post("/api/cross-region-applications", """
                {"item": "ZA001", "region": "370200", "unit": "YT.JJ.ZF", "note": "演示：要求补正", "delivery": "COUNTER"}
                """));
        String id = opened.get("id").asString();
        assertThat(decide(clerk, opened, "{\"outcome\": \"accept\"}").statusCode())
                .isEqualTo(200);
        JsonNode asked = awaitStatus(citizen, id, "CORRECTION_NOTIFIED");
        assertThat(asked.at("/next/who").asString()).isEqualTo("APPLICANT");
        assertThat(read(citizen, "/api/cases/" + id + "/events").toString()).contains("演示：请写明用途");

        var sent = citizen.post(
                "/api/service-applications/" + id + "/submission",
                "{\"note\": \"出国留学用\"}",
                "If-Match",
                "\"" + asked.get("version").asInt() + "\"");
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        JsonNode granted = awaitStatus(citizen, id, "GRANTED");
        assertThat(decide(clerk, granted, "{\"outcome\": \"deliver\"}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aLetterOfNobodyIsRefusedInBothLanguages() {
        for (String language : new String[] {"zh-CN", "en"}) {
            var answer = office.caller.call(
                    "POST",
                    "/api/exchange-letters",
                    "eyJhbGciOiJub25lIn0.e30.",
                    "Content-Type",
                    "application/jose",
                    "Accept-Language",
                    language);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(code(answer)).isEqualTo("letter-malformed");
        }
        assertThat(office.caller
                        .call("POST", "/api/exchange-letters", "{}", "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(415);
    }
}
