package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.support.Caller.json;

import java.io.StringReader;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onewindow.support.AtOnce;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@RunningOffice
class AppointmentJourneyTests {

    private static final String SLOTS = "/api/slots?item=JG028&outlet=LZ18&days=14";

    private final Office office;

    @Autowired
    AppointmentJourneyTests(@LocalServerPort int port) {
        office = new Office(port);
    }

    private static HttpResponse<String> hold(Visitor who, JsonNode slot) {
        return who.post(
                "/api/holds",
                "{\"item\": \"JG028\", \"outlet\": \"%s\", \"startsAt\": \"%s\"}"
                        .formatted(
                                slot.get("outlet").asString(),
                                slot.get("startsAt").asString()));
    }

    @Test
    void aCitizenHoldsASlotConfirmsMovesAndCancelsIt() throws Exception {
        Visitor citizen = office.as("zhang.wei");
        JsonNode slots = json(citizen.get(SLOTS));
        JsonNode first = slots.get(0);
        JsonNode later = slots.get(slots.size() - 1);

        HttpResponse<String> answer = hold(citizen, first);
        assertThat(answer.statusCode()).isEqualTo(201);
        JsonNode held = json(answer);
        assertThat(held.get("status").asString()).isEqualTo("HELD");
        assertThat(json(citizen.get(SLOTS)).get(0).get("free").asInt())
                .isEqualTo(first.get("free").asInt() - 1);

        String number = held.get("number").asString();
        assertThat(answer.headers().firstValue("Location")).contains("/api/appointments/" + number);
        HttpResponse<String> confirmed = citizen.post("/api/appointments", "{\"hold\": \"" + number + "\"}");
        assertThat(confirmed.statusCode()).isEqualTo(201);
        VEvent before = event(citizen, number);

        HttpResponse<String> again = hold(citizen, slots.get(1));
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(json(again).get("code").asString()).isEqualTo("appointment-same-day");

        HttpResponse<String> moved = citizen.post(
                "/api/appointments/" + number + "/changes",
                "{\"outlet\": \"LZ18\", \"startsAt\": \"%s\"}"
                        .formatted(later.get("startsAt").asString()));
        assertThat(moved.statusCode()).isEqualTo(200);
        VEvent after = event(citizen, number);
        assertThat(after.getUid()).isEqualTo(before.getUid());
        assertThat(after.getSequence().getSequenceNo())
                .isGreaterThan(before.getSequence().getSequenceNo());
        assertThat(start(after)).isEqualTo(Instant.parse(later.get("startsAt").asString()));
        assertThat(after.getLocation().getValue()).contains("莱州市");

        assertThat(json(citizen.get("/api/appointments")).get("items").toString())
                .contains(number);
        assertThat(citizen.post("/api/appointments/" + number + "/cancellations", "{}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(event(citizen, number).getStatus().getValue()).isEqualTo("CANCELLED");
    }

    @Test
    void aCalendarProgramReadsAllVisitsAtASecretAddressUntilANewOneIsMade() throws Exception {
        Visitor citizen = office.as("zhou.jie");
        JsonNode slot = json(citizen.get(SLOTS)).get(3);
        String number = json(hold(citizen, slot)).get("number").asString();
        String secret =
                json(citizen.post("/api/calendar-feed", "{}")).get("path").asString();
        assertThat(office.caller.get(secret).body()).as("a hold is no visit").doesNotContain(number);
        citizen.post("/api/appointments", "{\"hold\": \"" + number + "\"}");
        HttpResponse<String> feed = office.caller.get(secret);
        Calendar calendar = new CalendarBuilder().build(new StringReader(feed.body()));
        assertThat(calendar.<VEvent>getComponents("VEVENT"))
                .anySatisfy(event ->
                        assertThat(event.getUid().orElseThrow().getValue()).isEqualTo(number));
        String next = json(citizen.post("/api/calendar-feed", "{}")).get("path").asString();
        assertThat(office.caller.get(secret).statusCode()).isEqualTo(404);
        assertThat(office.caller.get(next).statusCode()).isEqualTo(200);
        citizen.send("DELETE", "/api/calendar-feed", null);
        assertThat(office.caller.get(next).statusCode()).isEqualTo(404);
        citizen.post("/api/appointments/" + number + "/cancellations", "{}");
    }

    @Test
    void everybodySaysHimselfHowHeIsTold() {
        Visitor citizen = office.as("zhou.jie");
        String contact = "{\"mail\": \"zhou@example.org\", \"sms\": false, \"language\": \"en\"}";
        assertThat(citizen.send("PUT", "/api/me/contact", contact).statusCode()).isEqualTo(200);
        assertThat(json(citizen.get("/api/me/contact")).get("mail").asString()).isEqualTo("zhou@example.org");
        assertThat(json(office.as("zhang.wei").get("/api/me/contact"))
                        .get("mail")
                        .isNull())
                .isTrue();
        assertThat(citizen.send("PUT", "/api/me/contact", contact.replace("@", " "))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void anAgentBooksForThePeopleOfHisCompanyAndForNobodyElse() {
        Visitor agent = office.as("li.na");
        JsonNode slot =
                json(agent.get("/api/slots?item=JG028&outlet=LK14&days=14")).get(0);
        String body = """
                {"item": "JG028", "outlet": "LK14", "startsAt": "%s", "company": "%s",
                 "visitors": ["370602190003011012"]}
                """;
        String start = slot.get("startsAt").asString();
        HttpResponse<String> foreign = agent.post("/api/holds", body.formatted(start, "91370600MA00000157"));
        assertThat(foreign.statusCode()).isEqualTo(403);
        HttpResponse<String> held = agent.post("/api/holds", body.formatted(start, Office.COMPANY));
        assertThat(held.statusCode()).as(held.body()).isEqualTo(201);
        agent.post("/api/appointments/" + json(held).get("number").asString() + "/cancellations", "{}");
    }

    @ParameterizedTest
    @CsvSource({"MP07, 1", "ZF13, 7"})
    void ofFiveHundredAtOneDoorAsManyGetInAsThereAreWindowsAndTheRestLearnWhenElse(String outlet, int windows) {
        Visitor agent = office.as("li.na");
        JsonNode slots = json(agent.get("/api/slots?item=JG028&days=14&outlet=" + outlet));
        String start = slots.get(slots.size() / 2).get("startsAt").asString();
        List<Callable<HttpResponse<String>>> clients = IntStream.range(0, 500)
                .<Callable<HttpResponse<String>>>mapToObj(who -> () -> {
                    String body = """
                            {"item": "JG028", "outlet": "%s", "startsAt": "%s", "company": "%s", "visitors": ["%s"]}
                            """.formatted(outlet, start, Office.COMPANY, citizen(who));
                    HttpResponse<String> answer;
                    do {
                        answer = agent.post("/api/holds", body);
                    } while (answer.body().contains("concurrent-change"));
                    return answer;
                })
                .toList();
        List<HttpResponse<String>> answers = AtOnce.run(clients);
        List<String> held = answers.stream()
                .filter(answer -> answer.statusCode() == 201)
                .map(answer -> json(answer).get("number").asString())
                .toList();
        assertThat(held).hasSize(windows);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 201)
                .hasSize(500 - windows)
                .allSatisfy(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(409);
                    assertThat(json(answer).get("code").asString()).isEqualTo("slot-taken");
                    Instant next = Instant.parse(
                            json(answer).get("alternatives").get(0).asString());
                    assertThat(next).isAfter(OffsetDateTime.parse(start).toInstant());
                    assertThat(json(answer).get("detail").asString())
                            .contains(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")
                                    .withZone(ZoneId.of("Asia/Shanghai"))
                                    .format(next));
                });
        held.forEach(number -> agent.post("/api/appointments/" + number + "/cancellations", "{}"));
    }

    /** A made-up number with the right check character. */
    private static String citizen(int number) {
        String first = "37060219400101" + "%03d".formatted(number);
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (first.charAt(i) - '0') * ((1 << 17 - i) % 11);
        }
        return first + "10X98765432".charAt(sum % 11);
    }

    @Test
    void nobodyElseTakesThePlaceOnABookingOfSomebody() {
        Visitor citizen = office.as("zhang.wei");
        JsonNode slots = json(citizen.get("/api/slots?item=JG028&outlet=LK14&days=14"));
        String number = json(hold(citizen, slots.get(2))).get("number").asString();
        citizen.post("/api/appointments", "{\"hold\": \"" + number + "\"}");
        HttpResponse<String> traded = citizen.post(
                "/api/appointments/" + number + "/changes",
                "{\"outlet\": \"LK14\", \"startsAt\": \"%s\", \"visitors\": [\"%s\"]}"
                        .formatted(slots.get(5).get("startsAt").asString(), citizen(1)));
        assertThat(traded.statusCode()).isEqualTo(400);
        assertThat(json(traded).get("code").asString()).isEqualTo("field-unknown");
        assertThat(json(citizen.get("/api/appointments/" + number))
                        .get("startsAt")
                        .asString())
                .isEqualTo(slots.get(2).get("startsAt").asString());
        citizen.post("/api/appointments/" + number + "/cancellations", "{}");
    }

    @Test
    void whoHasNoCitizenIdNumberOrIsNoCitizenBooksNothing() {
        assertThat(office.as("wang.fang").get(SLOTS).statusCode()).isEqualTo(403);
        assertThat(office.caller.get(SLOTS).statusCode()).isEqualTo(401);
    }

    @Test
    void slotsOfTheNearestOutletsAreShownForAPlace() {
        JsonNode slots = json(office.as("zhang.wei").get("/api/slots?item=JG028&lat=37.5&lon=121.4"));
        assertThat(slots.findValuesAsString("outlet").stream().distinct()).hasSize(3);
    }

    private static VEvent event(Visitor who, String number) throws Exception {
        HttpResponse<String> file = who.get("/api/appointments/" + number + "/visit.ics");
        assertThat(file.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/calendar");
        Calendar calendar = new CalendarBuilder().build(new StringReader(file.body()));
        return calendar.<VEvent>getComponents("VEVENT").get(0);
    }

    private static Instant start(VEvent event) {
        Temporal start = event.getDateTimeStart().getDate();
        return start instanceof OffsetDateTime local ? local.toInstant() : Instant.from(start);
    }
}
