package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.onewindow.photo.Portraits;
import org.onewindow.support.Caller;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The office as people meet it: by HTTP only. */
public final class Office {

    static final String APPLICATIONS = "/api/truck-pass-applications";
    static final String COMPANY = "91370600MA0000007C";

    private record Issued(String token, Instant at) {}

    private static final Map<String, Issued> TOKENS = new ConcurrentHashMap<>();
    private static final Clock CLOCK = Clock.systemUTC();

    public final Caller caller;
    private final int port;

    public Office(int port) {
        this.port = port;
        caller = new Caller(port);
    }

    /** One of the demo people. */
    public Visitor as(String login) {
        Issued issued = TOKENS.compute(
                port + login,
                (key, old) -> old != null && old.at().isAfter(CLOCK.instant().minus(Duration.ofMinutes(5)))
                        ? old
                        : new Issued(caller.token(login), CLOCK.instant()));
        return new Visitor(caller, issued.token());
    }

    public static LocalDate today() {
        return LocalDate.now(CLOCK.withZone(ZoneId.of("Asia/Shanghai")));
    }

    /** What a company's agent fills in for a heavy truck that nothing speaks against: the whole day, for 90 days. */
    /** The next day on which visits to the outlet can be booked. */
    public LocalDate workingDay(String outlet) {
        JsonNode slots = Caller.json(as("li.na").get("/api/slots?item=JG028&days=14&outlet=" + outlet));
        return LocalDate.ofInstant(Instant.parse(slots.get(0).get("startsAt").asString()), ZoneId.of("Asia/Shanghai"));
    }

    public static ObjectNode heavyTruck() {
        return truck("LARGE", "鲁F10001", "01");
    }

    static ObjectNode truck(String passClass, String plate, String type) {
        return (ObjectNode) JsonMapper.shared()
                .readTree("""
                {"passClass": "%s", "plate": {"number": "%s", "type": "%s"}, "zones": ["ZF"],
                 "period": {"from": "%s", "to": "%s"}, "purpose": "运送建材",
                 "goods": {"kind": "建材", "hazardous": false},
                 "applicant": {"kind": "COMPANY", "creditCode": "%s"},
                 "contact": {"name": "李娜", "mobile": "13800000002"}}
                """.formatted(passClass, plate, type, today(), today().plusDays(89), COMPANY));
    }

    /** Hands it in; the id of the case. */
    static String apply(Visitor applicant, ObjectNode application) {
        HttpResponse<String> answer = applicant.post(APPLICATIONS, application);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Caller.json(answer).get("id").asString();
    }

    public static JsonNode read(Visitor somebody, String path, String... headers) {
        HttpResponse<String> answer = somebody.get(path, headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Caller.json(answer);
    }

    /** Waits, not for ever, until the case stands there. */
    static JsonNode awaitStatus(Visitor somebody, String caseId, String status) {
        var found = new AtomicReference<JsonNode>();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(30))
                .until(() -> {
                    found.set(read(somebody, "/api/cases/" + caseId));
                    return found.get().at("/status/code").asString().equals(status);
                });
        return found.get();
    }

    /** Applies, and waits until a clerk has it on his list. */
    public static JsonNode underReview(Visitor applicant, ObjectNode application) {
        return awaitStatus(applicant, apply(applicant, application), "UNDER_REVIEW");
    }

    /** Applies for an item that has no form of its own; the case as it waits for a clerk. */
    public static JsonNode received(Visitor applicant, String item) {
        withdrawAll(applicant, item);
        HttpResponse<String> answer = applicant.post("/api/service-applications", """
                {"item": "%s", "unit": "YT.JJ.ZF", "note": "演示说明", "delivery": "COUNTER"}
                """.formatted(item));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return read(applicant, "/api/cases/" + Caller.json(answer).get("id").asString());
    }

    /** Takes back what runs for him, because nobody has the same item under way twice. */
    public static void withdrawAll(Visitor applicant, String item) {
        String cursor = null;
        do {
            JsonNode page = read(applicant, "/api/cases?limit=100" + (cursor == null ? "" : "&cursor=" + url(cursor)));
            for (JsonNode c : page.get("items")) {
                if (c.at("/item/code").asString().equals(item)
                        && !c.at("/next/who").asString().equals("NOBODY")) {
                    String path = "/api/cases/" + c.get("id").asString() + "/withdrawal";
                    applicant.post(
                            path, "{}", "If-Match", "\"" + c.get("version").asInt() + "\"");
                }
            }
            cursor = page.get("next").asString(null);
        } while (cursor != null);
    }

    /** Puts a photograph into his library; its id. */
    public String photographed(Visitor owner) {
        HttpResponse<String> taken = caller.send(
                "POST",
                "/api/photos",
                Portraits.studioFile(3),
                HttpResponse.BodyHandlers.ofString(),
                "Authorization",
                "Bearer " + owner.token(),
                "Content-Type",
                "image/png");
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
        return Caller.json(taken).get("id").asString();
    }

    /** The item of a case in somebody's list, found by the case's number. */
    public static JsonNode workItem(Visitor clerk, JsonNode ofCase) {
        JsonNode list =
                read(clerk, "/api/work-items?text=" + url(ofCase.get("number").asString()));
        assertThat(list.get("total").asLong()).as(list.toString()).isEqualTo(1);
        return list.get("items").get(0);
    }

    /** Claims the item of the case and ends it. */
    public static HttpResponse<String> decide(Visitor clerk, JsonNode ofCase, String completion) {
        String item = "/api/work-items/" + workItem(clerk, ofCase).get("id").asString();
        HttpResponse<String> claimed = clerk.post(item + "/claim", null);
        assertThat(claimed.statusCode()).as(claimed.body()).isEqualTo(200);
        return clerk.post(item + "/completion", completion, "If-Match", Caller.header(claimed, "ETag"));
    }

    /** A granted pass of this truck. */
    public JsonNode granted(ObjectNode application) {
        Visitor agent = as("li.na");
        JsonNode opened = underReview(agent, application);
        HttpResponse<String> decided = decide(as("wang.fang"), opened, "{\"outcome\": \"grant\"}");
        assertThat(decided.statusCode()).as(decided.body()).isEqualTo(200);
        return passOf(agent, opened.get("id").asString());
    }

    static JsonNode passOf(Visitor holder, String caseId) {
        JsonNode passes = read(holder, "/api/truck-passes?limit=100");
        for (JsonNode pass : passes.get("items")) {
            if (pass.get("caseId").asString().equals(caseId)) {
                return pass;
            }
        }
        return null;
    }

    static String code(HttpResponse<String> problem) {
        assertThat(Caller.header(problem, "Content-Type")).startsWith("application/problem+json");
        return Caller.json(problem).get("code").asString();
    }

    static String url(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
