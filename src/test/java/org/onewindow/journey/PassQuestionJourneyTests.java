package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.heavyTruck;
import static org.onewindow.journey.Office.underReview;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Whoever has a truck asks, without an account, whether he needs a pass at all. */
@RunningOffice
class PassQuestionJourneyTests {

    private static final String TRUCK = """
            {"plateType": "01", "bodyType": "FLATBED", "energy": "DIESEL", "lengthMm": 9000, "widthMm": 2550,
             "heightMm": 3500, "grossMassKg": 25000, %s}
            """;

    private final Office office;
    private final Caller anybody;

    @Autowired
    PassQuestionJourneyTests(@LocalServerPort int port) {
        this.office = new Office(port);
        this.anybody = office.caller;
    }

    private HttpResponse<String> ask(String rest, String language) {
        return anybody.call(
                "POST",
                "/api/pass-questions",
                TRUCK.formatted(rest),
                "Content-Type",
                "application/json",
                "Accept-Language",
                language);
    }

    @Test
    void noByNightAndUntilWhenAndByWhichRule() {
        JsonNode answer = Caller.json(ask("\"zone\": \"ZF\", \"moment\": \"2026-11-24T04:00\"", "zh-CN"));
        assertThat(answer.get("answer").asString()).isEqualTo("NOT_NEEDED");
        assertThat(answer.get("text").asString()).isEqualTo("此时此地不需要通行码。");
        assertThat(answer.at("/rule/text").asString()).startsWith("大型货车22:30至次日05:30");
        assertThat(answer.at("/edition/code").asString()).isEqualTo("YT-2023-12-26");
        assertThat(answer.at("/edition/source").asString()).contains("新闻发布会");
        assertThat(answer.get("until").asString()).isEqualTo("2026-11-24T05:30:00");
        assertThat(answer.get("item").isNull()).isTrue();
    }

    @Test
    void yesByDayAndWhichItemToApplyFor() {
        JsonNode answer = Caller.json(
                ask("\"point\": {\"longitude\": 121.39, \"latitude\": 37.54}, \"moment\": \"2026-11-24T12:00\"", "en"));
        assertThat(answer.get("answer").asString()).isEqualTo("NEEDED");
        assertThat(answer.get("item").asString()).isEqualTo("JG028");
        assertThat(answer.at("/zone/text").asString()).isEqualTo("Zhifu restricted zone");
        assertThat(answer.at("/rule/text").asString()).startsWith("Large trucks may go on all urban roads");
    }

    @Test
    void neverWithHazardousChemicalsAndWhatToDoInstead() {
        JsonNode answer = Caller.json(ask("\"zone\": \"LS\", \"load\": \"HAZARDOUS\"", "zh-CN"));
        assertThat(answer.get("answer").asString()).isEqualTo("NEVER");
        assertThat(answer.at("/rule/text").asString()).contains("县级公安机关申请");
        JsonNode toxic = Caller.json(ask("\"zone\": \"LS\", \"load\": \"HIGHLY_TOXIC\"", "zh-CN"));
        assertThat(toxic.get("item").asString()).isEqualTo("JG030");
    }

    @Test
    void roadsOnWhichTheNightDoesNotHoldAreListed() {
        JsonNode answer = Caller.json(ask("\"zone\": \"ZF\", \"moment\": \"2022-12-09T23:00\"", "zh-CN"));
        assertThat(answer.get("exceptRoads")).hasSize(21);
        assertThat(answer.at("/exceptRoads/5/limit").asString()).isEqualTo("塔山隧道南进口以北");
    }

    /** A yellow plate hangs on no light truck, whatever the dimensions say. */
    @Test
    void theStricterOfPlateAndDimensionsCounts() {
        String small = """
                {"plateType": "%s", "bodyType": "BOX", "energy": "DIESEL", "lengthMm": 5990, "widthMm": 2000,
                 "heightMm": 2500, "grossMassKg": 4490, "zone": "PL", "moment": "2026-11-24T12:00"}
                """;
        assertThat(answer(small.formatted("02"))).isEqualTo("NOT_NEEDED");
        assertThat(answer(small.formatted("01"))).isEqualTo("NEEDED");
    }

    private String answer(String question) {
        return Caller.json(anybody.call("POST", "/api/pass-questions", question, "Content-Type", "application/json"))
                .get("answer")
                .asString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"zone\": \"XX\" | zone-unknown",
                "\"road\": \"南大街\" | zone-or-point",
                "\"zone\": \"ZF\", \"point\": {\"longitude\": 121, \"latitude\": 37} | zone-or-point",
                "\"zone\": \"ZF\", \"moment\": \"1999-12-31T12:00\" | day-out-of-range"
            })
    void aQuestionThatMakesNoSenseIsToldWhy(String rest, String code) {
        HttpResponse<String> answer = ask(rest, "en");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Office.code(answer)).isEqualTo(code);
    }

    @Test
    void zonesAreShownWithTheRulesInForceOnADay() {
        JsonNode zones = Caller.json(anybody.get("/api/restricted-zones?date=2022-12-08", "Accept-Language", "en"));
        JsonNode zhifu = zones.get(0);
        assertThat(zhifu.get("edition").asString()).isEqualTo("YT-2012");
        assertThat(zhifu.get("polygon")).hasSize(5);
        assertThat(zhifu.get("pass").asBoolean()).isTrue();
        assertThat(zhifu.at("/editions/4/status").asString()).isEqualTo("NOT_ADOPTED");
        assertThat(zones.get(3).get("edition").isNull()).isTrue();
    }

    @Test
    void anApplicationKeepsWhichRulesWereApplied() {
        Visitor agent = office.as("li.na");
        String id = underReview(agent, heavyTruck()).get("id").asString();
        JsonNode ruled = Caller.json(agent.get(Office.APPLICATIONS + "/" + id)).get("ruled");
        assertThat(ruled.get("access").asString()).isEqualTo("REFER");
        assertThat(ruled.get("restrictionEdition").asString()).isEqualTo("YT-2023-12-26");
        assertThat(ruled.get("restrictionVersion").asInt()).isPositive();
    }
}
