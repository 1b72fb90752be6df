package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.decide;
import static org.onewindow.journey.Office.read;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Somebody comes to the window with his identity card and applies for several things. */
@RunningOffice
class ReceptionJourneyTests {

    private final Visitor clerk;
    private final Office office;

    @Autowired
    ReceptionJourneyTests(@LocalServerPort int port) {
        office = new Office(port);
        clerk = office.as("wang.fang");
    }

    @Test
    void severalItemsInOneVisitStandOnOneReceipt() {
        JsonNode visit = received(clerk.post("/api/receptions", person("赵虚构", "370602190001011019")));
        assertThat(visit.get("number").asString()).matches("SJ\\d{8}\\d{5,}[0-9A-Z]");
        JsonNode first = received(apply(clerk, visit, "HZ022"));
        JsonNode second = received(apply(clerk, visit, "HZ005"));
        JsonNode receipt = read(clerk, "/api/receptions/" + visit.get("id").asString());
        assertThat(receipt.get("number")).isEqualTo(visit.get("number"));
        assertThat(receipt.get("cases"))
                .extracting(c -> c.get("number").asString())
                .containsExactly(
                        first.get("number").asString(), second.get("number").asString());
        for (JsonNode one : receipt.get("cases")) {
            assertThat(decide(clerk, one, "{\"outcome\": \"finish\"}").statusCode())
                    .isEqualTo(200);
        }

        JsonNode later = received(clerk.post("/api/receptions", person("赵虚构", "370602190001011019")));
        JsonNode again = received(apply(clerk, later, "HZ022"));
        HttpResponse<String> twice = apply(clerk, later, "HZ022");
        assertThat(Office.code(twice)).isEqualTo("applied-already");
        assertThat(twice.body())
                .as("it is the same person")
                .contains(again.get("number").asString());
        decide(clerk, again, "{\"outcome\": \"finish\"}");
    }

    @Test
    void severalItemsInOneVisitStandInTheQueueOnce() {
        JsonNode ticket = received(clerk.post("/api/counters/ZF13/walk-ins", "{\"item\": \"JG014\"}"));
        String ticketId = ticket.get("id").asString();
        String person = person("孙虚构", "370602190001011035").replace("}", ", \"ticket\": \"" + ticketId + "\"}");
        assertThat(Office.code(clerk.post("/api/receptions", person))).isEqualTo("ticket-not-at-window");
        String called = call();
        while (!called.equals(ticketId)) {
            act(called, "LEAVE");
            called = call();
        }

        JsonNode visit = received(clerk.post("/api/receptions", person));
        assertThat(visit.get("ticket")).isEqualTo(ticket.get("number"));
        JsonNode first = received(apply(clerk, visit, "HZ022"));
        JsonNode second = received(apply(clerk, received(clerk.post("/api/receptions", person)), "HZ005"));
        JsonNode receipt = read(clerk, "/api/receptions/" + visit.get("id").asString());
        assertThat(receipt.get("ticket")).isEqualTo(ticket.get("number"));
        assertThat(receipt.get("cases"))
                .extracting(c -> c.get("id").asString())
                .as("one reception and one receipt, however often the clerk asks for it")
                .containsExactly(first.get("id").asString(), second.get("id").asString());
        assertThat(Office.code(clerk.post(
                        "/api/receptions", person.replace("孙虚构", "钱虚构").replace("011035", "011027"))))
                .isEqualTo("ticket-received-another");
        for (JsonNode one : List.of(first, second)) {
            assertThat(decide(clerk, one, "{\"outcome\": \"finish\"}").statusCode())
                    .isEqualTo(200);
        }
        act(ticketId, "START");
        act(ticketId, "FINISH");
    }

    private String call() {
        return Caller.json(clerk.post("/api/counters/ZF13/calls", "{\"window\": \"1\"}"))
                .get("id")
                .asString();
    }

    private void act(String ticket, String act) {
        HttpResponse<String> done = clerk.post("/api/tickets/" + ticket + "/acts", "{\"act\": \"" + act + "\"}");
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    }

    @Test
    void theVisitorOwnsTheCaseAndTheClerkHandedItIn() {
        JsonNode visit = received(clerk.post("/api/receptions", person("张伟", "370602190001010016")));
        JsonNode opened = received(apply(clerk, visit, "HZ019"));
        Visitor citizen = office.as("zhang.wei");
        String id = opened.get("id").asString();
        assertThat(read(citizen, "/api/cases/" + id).get("number")).isEqualTo(opened.get("number"));
        assertThat(read(citizen, "/api/receptions/" + visit.get("id").asString())
                        .get("number"))
                .isEqualTo(visit.get("number"));
        assertThat(read(citizen, "/api/cases/" + id + "/accesses")
                        .get(0)
                        .at("/unit/code")
                        .asString())
                .isEqualTo("YT.JJ.ZF");
        assertThat(read(citizen, "/api/cases/" + id + "/clocks")
                        .get(0)
                        .get("clock")
                        .asString())
                .isEqualTo("NOTICE");
        decide(clerk, opened, "{\"outcome\": \"finish\"}");
    }

    @Test
    void aClerkAppliesForNobodyWhoIsNotThere() {
        assertThat(Office.code(clerk.post("/api/service-applications", application("HZ022", null))))
                .isEqualTo("reception-missing");
        assertThat(Office.code(clerk.post("/api/receptions", person("别人", "370602190001010016"))))
                .isEqualTo("person-differs");
        assertThat(Office.code(clerk.post("/api/receptions", person("张伟", "370602190001010017"))))
                .isEqualTo("citizen-id-malformed");
        JsonNode visit = received(clerk.post("/api/receptions", person("钱虚构", "370602190001011027")));
        Visitor elsewhere = office.as("zhao.min");
        assertThat(elsewhere
                        .get("/api/receptions/" + visit.get("id").asString())
                        .statusCode())
                .isEqualTo(404);
        assertThat(Office.code(apply(elsewhere, visit, "HZ022"))).isEqualTo("reception-unknown");
        assertThat(elsewhere
                        .post("/api/receptions", person("钱虚构", "370602190001011027"))
                        .statusCode())
                .as("another unit's window")
                .isEqualTo(422);
        assertThat(office.as("zhang.wei")
                        .post("/api/receptions", person("张伟", "370602190001010016"))
                        .statusCode())
                .isEqualTo(403);
    }

    private static HttpResponse<String> apply(Visitor somebody, JsonNode visit, String item) {
        return somebody.post(
                "/api/service-applications", application(item, visit.get("id").asString()));
    }

    private static String application(String item, String reception) {
        return """
                {"item": "%s", "unit": "YT.JJ.ZF", "delivery": "COUNTER"%s}
                """.formatted(item, reception == null ? "" : ", \"reception\": \"" + reception + "\"");
    }

    private static String person(String name, String citizenId) {
        return """
                {"unit": "YT.JJ.ZF", "name": "%s", "citizenId": "%s", "mobile": "13800000009"}
                """.formatted(name, citizenId);
    }

    private static JsonNode received(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Caller.json(answer);
    }
}
