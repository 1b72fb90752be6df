package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.decide;
import static org.onewindow.journey.Office.read;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
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
import tools.jackson.databind.json.JsonMapper;

/** Every item of the catalogue is applied for, handled and closed, by what the catalogue says. */
@RunningOffice
class CatalogueTests {

    private static final String APPLICATIONS = "/api/service-applications";

    private final Catalogue catalogue;
    private final Office office;
    private final Visitor agent;
    private final Visitor driver;
    private final Visitor clerk;
    private final Visitor reviewer;
    private final Visitor head;
    private final Visitor approver;

    @Autowired
    CatalogueTests(Catalogue catalogue, @LocalServerPort int port) {
        this.catalogue = catalogue;
        office = new Office(port);
        driver = office.as("zhang.wei");
        agent = office.as("li.na");
        clerk = office.as("wang.fang");
        reviewer = office.as("zheng.hao");
        head = office.as("chen.gang");
        approver = office.as("wu.jing");
    }

    /** One way of work for each diagram, none for an item. */
    @TestFactory
    List<DynamicTest> everyItemIsAppliedForHandledAndClosed() {
        assertThat(catalogue.all()).hasSize(97);
        return catalogue.all().stream()
                .map(item -> DynamicTest.dynamicTest(item.code() + " " + item.nameZh(), () -> handle(item)))
                .toList();
    }

    private void handle(ServiceItem item) {
        switch (item.process()) {
            case "standard-case", "consultation" -> general(item);
            case "licence-renewal" -> licence(item);
            case "truck-pass" -> pass(item);
            case "joint-permit" -> joint(item);
            default -> throw new AssertionError("nobody handles " + item.process());
        }
    }

    private void general(ServiceItem item) {
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
        assertClosed(agent, item, received, item.adviceOnly() ? "ADVISED" : "DELIVERED");
    }

    /** The driver is examined, unless the item needs none, and photographed; then the licence is made and collected. */
    private void licence(ServiceItem item) {
        String report = """
                {"number": "TJ%s", "idNo": "370602190001010016", "examinedOn": "%s", "fit": true}
                """.formatted(UUID.randomUUID().toString().substring(0, 8), Office.today());
        HttpResponse<String> examined = office.as("yiyuan").post("/api/medical-reports", report);
        assertThat(examined.statusCode()).as(examined.body()).isEqualTo(200);
        String photo = office.photographed(driver);
        JsonNode received = Office.awaitStatus(
                driver, apply(driver, item, "COUNTER").get("id").asString(), "UNDER_REVIEW");
        for (String outcome : List.of("grant", "made", "deliver")) {
            end(clerk, received, outcome);
        }
        driver.send("DELETE", "/api/photos/" + photo, null);
        assertClosed(driver, item, received, "DELIVERED");
    }

    /** The rule grants the ordinary truck's pass, an officer the large one's. */
    private void pass(ServiceItem item) {
        boolean byOfficer = item.code().equals("JG028");
        JsonNode received;
        if (byOfficer) {
            received = Office.underReview(agent, Office.heavyTruck());
            end(clerk, received, "grant");
        } else {
            received = Office.awaitStatus(
                    agent, Office.apply(agent, Office.truck("ORDINARY", "鲁F10002", "02")), "GRANTED");
        }
        assertThat(Office.passOf(agent, received.get("id").asString())).isNotNull();
        assertClosed(agent, item, received, "GRANTED");
    }

    private void joint(ServiceItem item) {
        JsonNode received = apply(item);
        end(clerk, received, "accept");
        JsonNode parts = read(
                        agent, "/api/joint-applications/" + received.get("id").asString())
                .get("parts");
        end(office.as("ma.chao"), parts.at("/0/handling"), "grant");
        end(office.as("lin.yan"), parts.at("/1/handling"), "grant");
        assertClosed(agent, item, received, "GRANTED");
    }

    private static void assertClosed(Visitor applicant, ServiceItem item, JsonNode received, String status) {
        JsonNode closed = read(applicant, "/api/cases/" + received.get("id").asString());
        assertThat(closed.at("/item/code").asString()).isEqualTo(item.code());
        assertThat(closed.at("/status/code").asString()).isEqualTo(status);
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
        return apply(agent, item, item.electronicResult() ? "ELECTRONIC" : "COUNTER");
    }

    private static JsonNode apply(Visitor applicant, ServiceItem item, String delivery) {
        Office.withdrawAll(applicant, item.code());
        HttpResponse<String> answer =
                applicant.post(APPLICATIONS, """
                {"item": "%s", "unit": "YT.JJ.ZF", "note": "演示", "delivery": "%s", "form": %s}
                """.formatted(item.code(), delivery, filledIn(item)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Caller.json(answer);
    }

    /** As the catalogue describes the form. */
    private static JsonNode filledIn(ServiceItem item) {
        var form = JsonMapper.shared().createObjectNode();
        item.form()
                .forEach(field -> form.put(
                        field.name(),
                        switch (field.kind()) {
                            case TEXT -> "演示内容";
                            case DATE -> Office.today().toString();
                            case NUMBER -> "120";
                            case CHOICE -> field.options().keySet().iterator().next();
                        }));
        return form;
    }

    @Test
    void theFormOfAnItemIsDescribedCheckedAndReadByTheClerk() {
        JsonNode guide = read(agent, "/api/service-items/JG011");
        assertThat(guide.get("form"))
                .extracting(field -> field.get("name").asString() + " "
                        + field.get("kind").asString() + " "
                        + field.get("required").asBoolean())
                .containsExactly("cause CHOICE true", "until DATE true");
        assertThat(guide.at("/form/0/options/1/text").asString()).isEqualTo("服兵役");
        Office.withdrawAll(driver, "JG011");
        String asked = """
                {"item": "JG011", "unit": "YT.JJ.ZF", "delivery": "ELECTRONIC", "form": %s}
                """;
        HttpResponse<String> wrong =
                driver.post(APPLICATIONS, asked.formatted("{\"cause\": \"HOLIDAY\", \"colour\": \"red\"}"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).as("all at once").contains("form.until", "必须填写", "form.cause", "form.colour");
        wrong = driver.post(
                APPLICATIONS,
                asked.formatted("{\"cause\": \"HOLIDAY\", \"until\": \"2027-02-30\", \"colour\": \"red\"}"));
        assertThat(wrong.body()).contains("form.cause", "form.until", "form.colour");
        HttpResponse<String> sent =
                driver.post(APPLICATIONS, asked.formatted("{\"cause\": \"ABROAD\", \"until\": \"2027-02-28\"}"));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
        String id = Caller.json(sent).get("id").asString();
        for (Visitor reader : List.of(driver, clerk)) {
            assertThat(read(reader, APPLICATIONS + "/" + id).get("form").toString())
                    .isEqualTo("{\"cause\":\"ABROAD\",\"until\":\"2027-02-28\"}");
        }
        Office.withdrawAll(driver, "JG011");
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
