package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.support.Caller.json;

import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@RunningOffice
class CounterJourneyTests {

    private static final Pattern TICKET = Pattern.compile("class=\"ticket\">(JG\\d{3})<");

    private final Office office;

    @Autowired
    CounterJourneyTests(@LocalServerPort int port) {
        office = new Office(port);
    }

    private static void act(Visitor clerk, String ticket, String act) {
        HttpResponse<String> answer = clerk.post("/api/tickets/" + ticket + "/acts", "{\"act\": \"" + act + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void aWalkInGetsANumberIsCalledShownOnTheDisplayAndServed() {
        Visitor clerk = office.as("zhao.min");
        HttpResponse<String> taken = clerk.post("/api/counters/LS07/walk-ins", "{\"item\": \"JG028\"}");
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
        String ticket = json(taken).get("id").asString();
        String number = json(taken).get("number").asString();
        assertThat(json(clerk.get("/api/counters/LS07")).toString()).contains(number);

        HttpResponse<String> called = clerk.post("/api/counters/LS07/calls", "{\"window\": \"2\"}");
        assertThat(json(called).get("id").asString()).isEqualTo(ticket);
        JsonNode display = json(office.caller.get("/api/displays/LS07"));
        assertThat(display.get("called").get(0).get("number").asString()).isEqualTo(number);
        assertThat(display.get("called").get(0).get("window").asString()).isEqualTo("2");
        assertThat(office.caller.get("/display/LS07").body()).contains(number, "莱山");

        act(clerk, ticket, "START");
        act(clerk, ticket, "FINISH");
        assertThat(clerk.post("/api/counters/LS07/calls", "{\"window\": \"2\"}").statusCode())
                .isEqualTo(204);
        assertThat(office.caller.get("/display/LS07").body()).doesNotContain(number);
    }

    @Test
    void aClerkOfAnotherUnitSeesNothingOfTheQueue() {
        Visitor stranger = office.as("zhao.min");
        HttpResponse<String> taken =
                office.as("wang.fang").post("/api/counters/ZF13/walk-ins", "{\"item\": \"JG028\"}");
        String ticket = json(taken).get("id").asString();
        assertThat(stranger.get("/api/counters/ZF13").statusCode()).isEqualTo(404);
        assertThat(stranger.get("/api/tickets/" + ticket).statusCode()).isEqualTo(404);
        assertThat(stranger.post("/api/tickets/" + ticket + "/acts", "{\"act\": \"LEAVE\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(stranger.post("/api/counters/ZF13/calls", "{\"window\": \"1\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(office.as("zhang.wei").get("/api/counters/ZF13").statusCode())
                .isEqualTo(403);
        act(office.as("wang.fang"), ticket, "LEAVE");
    }

    @Test
    void theDeskGivesNumbersCallsAndFinishesWithoutScripts() {
        String cookie = signedIn("sun.lei");
        assertThat(page(cookie, "/desk/counter").body()).contains("/desk/counter/ZF13");
        HttpResponse<String> taken = send(cookie, "/desk/counter/ZF13/walk-ins", "item=JG028");
        String place = taken.headers().firstValue("Location").orElseThrow();
        HttpResponse<String> ticket = office.caller.get(place.replaceFirst("^https?://[^/]+", ""), "Cookie", cookie);
        Matcher number = TICKET.matcher(ticket.body());
        assertThat(number.find()).as(ticket.body()).isTrue();

        assertThat(send(cookie, "/desk/counter/ZF13/calls", "window=").statusCode())
                .isEqualTo(422);
        assertThat(send(cookie, "/desk/counter/ZF13/calls", "window=7").statusCode())
                .isEqualTo(303);
        HttpResponse<String> counter = page(cookie, "/desk/counter/ZF13?window=7");
        assertThat(counter.body()).contains(number.group(1), "开始办理", "再叫一次");
        String id = place.substring(place.lastIndexOf('/') + 1);
        assertThat(send(cookie, "/desk/tickets/" + id + "/acts", "act=FINISH").statusCode())
                .isEqualTo(409);
        assertThat(send(cookie, "/desk/tickets/" + id + "/acts", "act=START").statusCode())
                .isEqualTo(303);
        assertThat(send(cookie, "/desk/tickets/" + id + "/acts", "act=FINISH").statusCode())
                .isEqualTo(303);
        assertThat(send(cookie, "/desk/counter/ZF13/arrivals", "visitor=370602190001010016")
                        .statusCode())
                .isEqualTo(404);
    }

    private String signedIn(String login) {
        HttpResponse<String> form = office.caller.get("/login");
        HttpResponse<String> in =
                office.caller.signIn(login, Caller.DEMO_PASSWORD, Caller.cookie(form), Caller.csrf(form));
        return Caller.cookie(in);
    }

    private HttpResponse<String> page(String cookie, String path) {
        HttpResponse<String> page = office.caller.get(path, "Cookie", cookie);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return page;
    }

    private HttpResponse<String> send(String cookie, String path, String form) {
        String csrf = Caller.csrf(page(cookie, "/desk/counter/ZF13"));
        return office.caller.post(path, cookie, form + "&_key=" + UUID.randomUUID() + "&_csrf=" + csrf);
    }
}
