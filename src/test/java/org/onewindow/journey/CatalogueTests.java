package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.decide;
import static org.onewindow.journey.Office.read;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.onewindow.catalogue.Catalogue;
import org.onewindow.catalogue.ServiceItem;
import org.onewindow.catalogue.ServiceItem.StationMode;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Every item of the catalogue that has no form of its own is applied for, handled and closed, by what the catalogue says. */
@RunningOffice
class CatalogueTests {

    private static final String APPLICATIONS = "/api/service-applications";

    private final Catalogue catalogue;
    private final Visitor agent;
    private final Visitor clerk;
    private final Visitor reviewer;
    private final Visitor head;
    private final Visitor approver;

    @Autowired
    CatalogueTests(Catalogue catalogue, @LocalServerPort int port) {
        this.catalogue = catalogue;
        Office office = new Office(port);
        agent = office.as("li.na");
        clerk = office.as("wang.fang");
        reviewer = office.as("zheng.hao");
        head = office.as("chen.gang");
        approver = office.as("wu.jing");
    }

    @TestFactory
    List<DynamicTest> everyItemIsAppliedForHandledAndClosed() {
        List<ServiceItem> general = catalogue.all().stream()
                .filter(item -> item.process().equals("standard-case") || item.adviceOnly())
                .toList();
        assertThat(general).hasSize(91);
        return general.stream()
                .map(item -> DynamicTest.dynamicTest(item.code() + " " + item.nameZh(), () -> handle(item)))
                .toList();
    }

    private void handle(ServiceItem item) {
        JsonNode received = apply(item);
        assertThat(received.at("/item/text").asString()).isEqualTo(item.nameZh());
        assertThat(received.at("/status/code").asString()).isEqualTo("PENDING_ACCEPTANCE");
        if (item.onTheSpot()) {
            end(clerk, received, "finish");
        } else if (item.adviceOnly()) {
            HttpResponse<String> told = decide(clerk, received, "{\"outcome\": \"ready\", \"note\": \"请预约后到大厅办理\"}");
            assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
        } else {
            end(clerk, received, "accept");
            boolean here = item.stationMode() != StationMode.ACCEPT_FORWARD
                    || item.competent().equals("YT.JJ");
            end(here ? clerk : reviewer, received, "grant");
            if (statusOf(received).equals("UNDER_REVIEW")) {
                end(here ? head : approver, received, "grant");
            }
            if (statusOf(received).equals("GRANTED")) {
                end(clerk, received, "deliver");
            }
        }
        JsonNode closed = read(agent, "/api/cases/" + received.get("id").asString());
        assertThat(closed.at("/status/code").asString()).isEqualTo(item.adviceOnly() ? "ADVISED" : "DELIVERED");
        assertThat(closed.at("/limit/workingDays").asInt()).isEqualTo(item.workingDays());
        assertThat(closed.at("/next/who").asString()).isEqualTo("NOBODY");
    }

    private static void end(Visitor somebody, JsonNode received, String outcome) {
        HttpResponse<String> done = decide(somebody, received, "{\"outcome\": \"" + outcome + "\"}");
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    }

    private String statusOf(JsonNode received) {
        return read(agent, "/api/cases/" + received.get("id").asString())
                .at("/status/code")
                .asString();
    }

    private JsonNode apply(ServiceItem item) {
        Office.withdrawAll(agent, item.code());
        String delivery = item.electronicResult() ? "ELECTRONIC" : "COUNTER";
        HttpResponse<String> answer = agent.post(APPLICATIONS, """
                {"item": "%s", "unit": "YT.JJ.ZF", "note": "演示", "delivery": "%s"}
                """.formatted(item.code(), delivery));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Caller.json(answer);
    }

    @Test
    void aRefusalTellsTheRemedyOfItsNatureAndACorrectionIsSentAgain() {
        ServiceItem change = catalogue.item("HZ023");
        JsonNode received = apply(change);
        HttpResponse<String> told =
                decide(clerk, received, "{\"outcome\": \"correct\", \"fields\": {\"note\": \"请写明原因\"}}");
        assertThat(agent.get(Office.APPLICATIONS + "/" + received.get("id").asString())
                        .statusCode())
                .as("it is no truck pass")
                .isEqualTo(404);
        String submission = APPLICATIONS + "/" + received.get("id").asString() + "/submission";
        HttpResponse<String> sent =
                agent.post(submission, "{\"note\": \"家庭原因\"}", "If-Match", Caller.header(told, "ETag"));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        assertThat(read(clerk, APPLICATIONS + "/" + received.get("id").asString())
                        .get("note")
                        .asString())
                .isEqualTo("家庭原因");

        decide(clerk, received, "{\"outcome\": \"accept\"}");
        decide(reviewer, received, "{\"outcome\": \"refuse\", \"note\": \"理由不充分\"}");
        JsonNode refused = read(agent, "/api/cases/" + received.get("id").asString());
        assertThat(refused.at("/decision/reason").asString()).isEqualTo("理由不充分");
        assertThat(refused.at("/decision/remedy").asString()).contains("行政确认");
    }
}
