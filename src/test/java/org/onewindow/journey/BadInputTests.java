package org.onewindow.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.APPLICATIONS;
import static org.onewindow.journey.Office.code;
import static org.onewindow.journey.Office.heavyTruck;
import static org.onewindow.journey.Office.underReview;
import static org.onewindow.journey.Office.url;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onewindow.support.Caller;
import org.onewindow.support.OfficeLog;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whatever is sent, the office answers with sense, in the language of the caller, and tells nothing of its insides. */
@RunningOffice
class BadInputTests {

    private static final long SEED = Long.getLong("seed", 20261124);
    private static final int TRIES_PER_OPERATION = 120;

    private static final Pattern INSIDES =
            Pattern.compile("Exception|org\\.(onewindow|springframework|apache|h2|camunda)"
                    + "|java\\.|jackson|com\\.mysql|SQLSTATE|SELECT \\*|INSERT INTO|Tomcat|\\tat ");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    /** Text that has broken something somewhere. */
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "\u0007\u001b[31m",
            "\u202e鲁F10001",
            "\u200b\u2066",
            "𠮷",
            "𠮷".repeat(30),
            "\ud842",
            "' OR 1=1--",
            "'; DROP TABLE service_case; --",
            "\\' OR sleep(5)#",
            "${7*7}",
            "#{execution.setVariable('a','b')}",
            "${jndi:ldap://127.0.0.1:1/a}",
            "%s%n%x",
            "{0}",
            "../../../etc/passwd",
            "<script>alert(1)</script>",
            "=cmd|' /C calc'!A0",
            "鲁Ｆ１０００１",
            "鲁F1000І",
            "2026-02-30",
            "0000-01-01",
            "9999-12-31",
            "+999999999-12-31",
            "-999999999-01-01",
            "2026-11-24T25:00",
            "24:00",
            "23:59:59.999999999",
            "null",
            "true",
            "1e400",
            "9223372036854775808",
            "%",
            "\\",
            "_",
            "x".repeat(300),
            "x".repeat(2_001),
            "长".repeat(4_000));

    /** JSON that is no text, as it is written. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "-0.0",
            "1.5",
            "2147483648",
            "9223372036854775808",
            "1e400",
            "1" + "0".repeat(900),
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "{\"a\":{}}",
            "{\"\":1}",
            "{\"__proto__\":1,\"@class\":\"x\",\"constructor\":[]}",
            "[1,2,3]",
            "[" + "\"ZF\",".repeat(40) + "\"ZF\"]");

    /** Wrong old passwords close an account for a minute, so who sends them is nobody that other tests need. */
    private static final String OWN = "own";

    /** Who comes furthest on a route. */
    private static final Map<String, List<String>> ROLES = new LinkedHashMap<>();

    static {
        ROLES.put("/api/work-items", List.of("wang.fang", "chen.gang"));
        ROLES.put("/api/pass-checks", List.of("liu.yang"));
        ROLES.put("/api/pass-offences", List.of("liu.yang"));
        ROLES.put("/api/calendar", List.of("chen.gang"));
        ROLES.put("/api/cases", List.of("li.na", "wang.fang"));
        ROLES.put("/api/truck-pass-applications", List.of("li.na", "zhang.wei"));
        ROLES.put("/api/me/password", List.of(OWN));
        ROLES.put("/api", List.of("li.na"));
    }

    private record Sent(String method, String path, byte[] body, List<String> headers) {

        @Override
        public String toString() {
            String shown = body == null ? "" : new String(body, UTF_8);
            return method + " " + path + " " + headers.subList(0, Math.min(6, headers.size())) + " "
                    + (shown.length() > 400 ? shown.substring(0, 400) + "…" + body.length : shown);
        }
    }

    private final Office office;
    private final int port;
    private final Visitor agent;
    private final JsonNode api;
    private String ownToken;

    @Autowired
    BadInputTests(@LocalServerPort int port) {
        this.port = port;
        office = new Office(port);
        agent = office.as("li.na");
        api = Caller.json(office.caller.get("/v3/api-docs"));
    }

    @Test
    void theDescriptionNamesEveryRouteTheTokenAndTheKey() {
        assertThat(api.get("openapi").asString()).startsWith("3.1");
        assertThat(api.get("paths").propertyNames())
                .contains(
                        "/api/tokens",
                        "/api/me",
                        "/api/cases/{id}/withdrawal",
                        "/api/work-items/{id}/completion",
                        "/api/truck-passes/{number}/qr.png",
                        "/api/pass-checks",
                        "/api/calendar/{year}")
                .allSatisfy(path -> assertThat(path).startsWith("/api/"));
        JsonNode bearer = api.at("/components/securitySchemes/bearer");
        assertThat(bearer.get("scheme").asString()).isEqualTo("bearer");
        assertThat(api.get("security").toString()).isEqualTo("[{\"bearer\":[]}]");
        List<String> withoutToken = new ArrayList<>();
        List<String> keyRequired = new ArrayList<>();
        operations((path, method, operation) -> {
            if (operation.has("security") && operation.get("security").isEmpty()) {
                withoutToken.add(method + " " + path);
            }
            for (JsonNode parameter : operation.path("parameters")) {
                if (parameter.get("name").asString().equals("Idempotency-Key")
                        && parameter.get("required").asBoolean()) {
                    keyRequired.add(method + " " + path);
                }
            }
        });
        assertThat(withoutToken)
                .containsExactlyInAnyOrder(
                        "POST /api/tokens",
                        "POST /api/registrations",
                        "POST /api/public-pass-checks",
                        "POST /api/certificate-checks",
                        "POST /api/exchange-letters",
                        "GET /api/exchange-keys",
                        "GET /api/exchange-cities",
                        "POST /api/certificate-file-checks",
                        "POST /api/pass-questions",
                        "GET /api/restricted-zones",
                        "GET /api/outlets",
                        "GET /api/medical-institutions",
                        "GET /api/outlets/{code}",
                        "POST /api/outlets/{code}/guides",
                        "GET /api/displays/{outlet}",
                        "GET /api/service-items",
                        "GET /api/service-items/{code}",
                        "GET /api/service-items/{code}/versions",
                        "GET /api/audit/checkpoint",
                        "GET /api/pass-keys",
                        "GET /api/pass-withdrawals");
        assertThat(keyRequired)
                .containsExactlyInAnyOrder(
                        "POST /api/truck-pass-applications",
                        "POST /api/truck-pass-applications/{id}/submission",
                        "POST /api/truck-pass-applications/{id}/again",
                        "POST /api/truck-passes/{number}/acts",
                        "POST /api/truck-passes/{number}/renewal",
                        "POST /api/truck-passes/{number}/amendment",
                        "POST /api/medical-reports",
                        "POST /api/certificates/{number}/voidance",
                        "POST /api/certificates/{number}/reissue",
                        "POST /api/fleet-applications",
                        "POST /api/holds",
                        "POST /api/appointments",
                        "POST /api/appointments/{number}/changes",
                        "POST /api/appointments/{number}/cancellations",
                        "POST /api/appointments/{number}/no-show/objection",
                        "POST /api/no-show-objections/{number}/decision",
                        "POST /api/calendar-feed",
                        "POST /api/wait-list",
                        "POST /api/home-visits",
                        "POST /api/home-visits/{id}/cancellation",
                        "POST /api/home-visits/{id}/plan",
                        "POST /api/home-visits/{id}/postponement",
                        "POST /api/home-visits/{id}/report",
                        "POST /api/counters/{outlet}/bookings",
                        "POST /api/counters/{outlet}/staffing",
                        "POST /api/outlets/{code}/closures",
                        "POST /api/outlets/{code}/closures/{id}/lifting",
                        "POST /api/extended-hours-requests",
                        "POST /api/extended-hours-requests/{id}/withdrawal",
                        "POST /api/extended-hours-requests/{id}/decision",
                        "POST /api/booked-visits/{number}/changes",
                        "POST /api/booked-visits/{number}/cancellations",
                        "POST /api/counters/{outlet}/arrivals",
                        "POST /api/counters/{outlet}/walk-ins",
                        "POST /api/counters/{outlet}/calls",
                        "POST /api/tickets/{ticket}/acts",
                        "POST /api/receptions",
                        "POST /api/service-applications",
                        "POST /api/cross-region-applications",
                        "POST /api/service-applications/{id}/submission",
                        "POST /api/photo-requests",
                        "POST /api/pass-offences");
        assertThat(api.at("/components/schemas/WorkItemView/properties/outcomes")
                        .isMissingNode())
                .isFalse();
        assertThat(api.at("/components/schemas/Kept/properties/application").isMissingNode())
                .isFalse();
    }

    @Test
    void nothingThatIsSentBreaksTheOfficeOrMakesItTalk() {
        List<String> wrong = new ArrayList<>();
        int[] answered = new int[600];
        var random = new Random(SEED);
        String draft = Caller.json(agent.post(APPLICATIONS + "?draft=true", heavyTruck()))
                .get("id")
                .asString();
        JsonNode opened = underReview(agent, heavyTruck());
        String item = Office.workItem(office.as("wang.fang"), opened).get("id").asString();
        office.as("wang.fang").post("/api/work-items/" + item + "/claim", null);
        String pass = office.granted(heavyTruck()).get("number").asString();
        JsonNode own = Caller.json(office.as("system").post("/api/accounts", """
                {"login": "%s", "name": "演示人员", "roles": ["CLERK"], "unit": "YT.JJ.ZF"}
                """.formatted(UUID.randomUUID())));
        ownToken = Caller.json(office.caller.askToken(
                        own.get("login").asString(), own.get("password").asString()))
                .get("accessToken")
                .asString();
        operations((path, method, operation) -> {
            List<String> ids = path.contains("work-items")
                    ? List.of(item)
                    : List.of(draft, opened.get("id").asString(), pass);
            int tries = path.equals("/api/tokens") ? TRIES_PER_OPERATION / 3 : TRIES_PER_OPERATION;
            for (int i = 0; i < tries; i++) {
                Sent sent = request(random, path, method, operation, ids);
                HttpResponse<String> answer = send(sent);
                answered[answer.statusCode()]++;
                String fault = fault(answer, sent.headers().contains("en"));
                if (fault != null) {
                    wrong.add(fault + "\n  " + sent + "\n  " + answer.statusCode() + " " + answer.body());
                }
            }
        });
        office.as("system").post("/api/accounts/" + own.get("id").asString() + "/closure", null);
        assertThat(wrong).as("seed " + SEED).isEmpty();
        for (int status : List.of(200, 400, 404, 409, 412, 415, 422, 428)) {
            assertThat(answered[status]).as("answers of " + status).isPositive();
        }
        assertThat(OfficeLog.lines()).noneMatch(line -> line.contains("ProblemAdvice fault "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "passClass|\"HUGE\"|422|class-unknown|passClass",
                "passClass|0|400|field-malformed|passClass",
                "purpose|7|400|field-malformed|purpose",
                "purpose|\"  \"|422|missing|purpose",
                "zones|\"ZF\"|400|field-malformed|zones",
                "zones|[]|422|missing|zones",
                "zones|[\"XX\"]|422|zone-unknown|zones[0]",
                "zones|[\"ZF\",\"ZF\"]|422|zone-twice|zones[1]",
                "zones|[\"ZF\",{}]|400|field-malformed|zones[1]",
                "zones|[\"ZF\",null]|422|missing|zones[1]",
                "plate.number|\"鲁F1000І\"|422|plate-malformed|plate",
                "plate.type|\"02x\"|422|length|plate.type",
                "plate.type|\"15\"|422|plate-type-mismatch|plate",
                "plate.kind|\"x\"|400|field-unknown|plate.kind",
                "period.from|\"2026-02-30\"|400|field-malformed|period.from",
                "period|{\"from\":\"2020-01-01\",\"to\":\"2020-01-09\"}|422|period-in-the-past|period.from",
                "period.to|\"9999-12-31\"|422|period-too-long|period.to",
                "period.to|\"+999999999-12-31\"|422|date-malformed|period.to",
                "period.from|\"0000-01-01\"|422|date-malformed|period.from",
                "period.from|20261124|400|field-malformed|period.from",
                "hours|{\"from\":\"25:00\",\"to\":\"07:00\"}|400|field-malformed|hours.from",
                "hours|{\"from\":\"07:00\"}|422|hours-incomplete|hours",
                "vehicle|{\"lengthMm\":\"9000\"}|400|field-malformed|vehicle.lengthMm",
                "vehicle|{\"lengthMm\":9223372036854775808}|400|field-malformed|vehicle.lengthMm",
                "goods.hazardous|\"false\"|400|field-malformed|goods.hazardous",
                "goods.hazardous|null|422|missing|goods.hazardous",
                "applicant.creditCode|\"91370600MA0000007D\"|422|credit-code-malformed|applicant.creditCode",
                "applicant.creditCode|null|422|missing|applicant.creditCode",
                "contact.mobile|\"1380000000\"|422|mobile-malformed|contact.mobile",
                "contact.mobile|13800000002|400|field-malformed|contact.mobile"
            })
    void aWrongFieldIsNamedWithItsPlaceInBothLanguages(
            String path, String value, int status, String expected, String field) {
        ObjectNode application = heavyTruck();
        int dot = path.indexOf('.');
        ObjectNode place = dot < 0 ? application : (ObjectNode) application.get(path.substring(0, dot));
        place.set(path.substring(dot + 1), JsonMapper.shared().readTree(value));
        HttpResponse<String> chinese = agent.post(APPLICATIONS, application);
        HttpResponse<String> english = agent.post(APPLICATIONS, application, "Accept-Language", "en");

        assertThat(chinese.statusCode()).as(chinese.body()).isEqualTo(status);
        assertThat(code(chinese)).isEqualTo(expected);
        assertThat(Caller.json(chinese).at("/errors/0/field").asString()).isEqualTo(field);
        assertThat(Caller.json(english).get("errors").get(0).get("code"))
                .isEqualTo(Caller.json(chinese).get("errors").get(0).get("code"));
        assertThat(Caller.json(chinese).at("/errors/0/message").asString()).containsPattern(HAN);
        assertThat(Caller.json(english).at("/errors/0/message").asString()).containsPattern("[a-z]{2} [a-z]");
        assertThat(fault(chinese, false)).isNull();
        assertThat(fault(english, true)).isNull();
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        ObjectNode application = heavyTruck().put("purpose", "");
        application.putArray("zones").add("XX");
        ((ObjectNode) application.get("contact")).put("mobile", "1");
        HttpResponse<String> answer = agent.post(APPLICATIONS, application);

        assertThat(code(answer)).isEqualTo("several-defects");
        assertThat(Caller.json(answer).get("errors"))
                .extracting(e -> e.get("field").asString())
                .containsExactlyInAnyOrder("purpose", "zones[0]", "contact.mobile");
    }

    @Test
    void aBodyHasItsLimitsInSizeAndDepth() {
        String padded = heavyTruck() + " ".repeat(256 * 1024);
        HttpResponse<String> tooLarge = agent.post(APPLICATIONS, padded);
        assertThat(tooLarge.statusCode()).isEqualTo(413);
        assertThat(code(tooLarge)).isEqualTo("body-too-large");
        String just = heavyTruck().toString();
        String fits = just + " ".repeat(256 * 1024 - just.getBytes(UTF_8).length);
        assertThat(agent.post(APPLICATIONS, fits).statusCode()).isEqualTo(201);

        String deep = "{\"zones\": " + "[".repeat(51) + "]".repeat(51) + "}";
        assertThat(code(agent.post(APPLICATIONS + "?draft=true", deep))).isIn("json-too-large", "field-malformed");
        String deepUnknown = "{\"plate\": ".repeat(60) + "1" + "}".repeat(60);
        assertThat(agent.post(APPLICATIONS + "?draft=true", deepUnknown).statusCode())
                .isEqualTo(400);
        HttpResponse<String> login = office.caller.call(
                "POST",
                "/api/tokens",
                "{\"login\": \"" + "x".repeat(300_000) + "\"}",
                "Content-Type",
                "application/json");
        assertThat(login.statusCode()).isIn(400, 413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "nonsense",
                "{} {}",
                "{}]",
                "{\"purpose\":\"a\",\"purpose\":\"b\"}",
                "{'purpose':'a'}",
                "{\"purpose\":NaN}",
                "{\"purpose\":\"\u0001\"}",
                "\"text\"",
                "7",
                "null"
            })
    void whatIsNoJsonObjectIsRefusedAsSuch(String body) {
        HttpResponse<String> answer = agent.post(APPLICATIONS + "?draft=true", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(fault(answer, false)).isNull();
    }

    @Test
    void aNoteOfManyLongFieldsIsKept() {
        JsonNode opened = underReview(agent, heavyTruck());
        ObjectNode completion =
                JsonMapper.shared().createObjectNode().put("outcome", "correct").put("note", "注".repeat(1000));
        ObjectNode fields = completion.putObject("fields");
        for (int i = 0; i < 30; i++) {
            fields.put("f".repeat(58) + (10 + i), "错".repeat(300));
        }
        assertThat(Office.decide(office.as("wang.fang"), opened, completion.toString())
                        .statusCode())
                .isEqualTo(200);
        JsonNode events = Office.read(agent, "/api/cases/" + opened.get("id").asString() + "/events");
        assertThat(events.get(1).get("fields")).hasSize(30);
    }

    @Test
    void pagesHaveTheirSizeAndCursorsAreOurs() {
        for (String list : List.of("/api/cases", "/api/truck-passes")) {
            assertThat(code(agent.get(list + "?limit=0"))).isEqualTo("page-size");
            assertThat(code(agent.get(list + "?limit=101"))).isEqualTo("page-size");
            assertThat(code(agent.get(list + "?limit=ten"))).isEqualTo("field-malformed");
            assertThat(code(agent.get(list + "?cursor=!!"))).isEqualTo("cursor-malformed");
            assertThat(code(agent.get(list + "?cursor=YWJj"))).isEqualTo("cursor-malformed");
        }
        String beyond = Base64.getUrlEncoder().encodeToString((Long.MAX_VALUE + "|x").getBytes(UTF_8));
        assertThat(code(agent.get("/api/truck-passes?cursor=" + beyond))).isEqualTo("cursor-malformed");
        assertThat(code(office.as("wang.fang").get("/api/work-items?cursor=" + beyond)))
                .isEqualTo("cursor-malformed");
        assertThat(code(office.as("wang.fang").get("/api/work-items?colour=PINK")))
                .isEqualTo("field-malformed");
    }

    /** By a socket, for no client library sends them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/cases/%00",
                "/api/cases/%ZZ",
                "/api/cases/a%2Fb",
                "/api/cases/%E4%B8",
                "/api//cases",
                "/api/cases;x=1",
                "/api/./cases",
                "/api/%2e%2e/cases",
                "/api/cases?limit=%FF",
                "/api/cases?%",
                "/api/cases/%c0%ae"
            })
    void anAddressThatCannotBeReadIsAProblemToo(String target) throws IOException {
        for (String language : List.of("zh-CN", "en")) {
            String answer = raw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nAccept-Language: " + language
                    + "\r\nAuthorization: Bearer " + agent.token() + "\r\nConnection: close\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1 400");
            assertThat(answer).contains("application/problem+json", "\"code\":\"status-400\"", "\"detail\":");
            assertThat(answer).doesNotContainPattern(INSIDES);
            assertThat(HAN.matcher(answer).find()).isEqualTo(!language.equals("en"));
        }
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private interface Operation {
        void at(String path, String method, JsonNode operation);
    }

    private void operations(Operation act) {
        api.get("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .forEach(operation -> act.at(
                                path.getKey(), operation.getKey().toUpperCase(Locale.ROOT), operation.getValue())));
    }

    private Sent request(Random random, String path, String method, JsonNode operation, List<String> ids) {
        var headers = new ArrayList<String>(List.of("Accept-Language", random.nextBoolean() ? "en" : "zh-CN"));
        List<String> logins = ROLES.entrySet().stream()
                .filter(role -> path.startsWith(role.getKey()))
                .findFirst()
                .orElseThrow()
                .getValue();
        var target = new StringBuilder(path);
        String glue = "?";
        for (JsonNode parameter : operation.path("parameters")) {
            String name = parameter.get("name").asString();
            String text = text(random);
            switch (parameter.get("in").asString()) {
                case "path" -> {
                    boolean known = !ids.isEmpty() && random.nextInt(3) > 0;
                    String value = known && !name.equals("year") ? ids.get(random.nextInt(ids.size())) : segment(text);
                    int at = target.indexOf("{" + name + "}");
                    target.replace(at, at + name.length() + 2, value);
                }
                case "query" -> {
                    if (random.nextInt(3) == 0) {
                        target.append(glue)
                                .append(name)
                                .append('=')
                                .append(url(text.substring(0, Math.min(text.length(), 500))));
                        glue = "&";
                    }
                }
                default -> {
                    if (random.nextInt(6) > 0) {
                        headers.add(name);
                        headers.add(
                                random.nextInt(4) == 0
                                        ? text.replaceAll("[^ -~]", "")
                                        : name.equals("If-Match")
                                                ? "\"" + random.nextInt(3) + "\""
                                                : new UUID(random.nextLong(), random.nextLong()).toString());
                    }
                }
            }
        }
        byte[] body = null;
        JsonNode content = operation.at("/requestBody/content");
        if (!content.isMissingNode()) {
            body = body(
                    random,
                    resolve(content.propertyStream()
                            .findFirst()
                            .orElseThrow()
                            .getValue()
                            .get("schema")));
        } else if (random.nextInt(4) == 0 && !method.equals("GET")) {
            body = text(random).getBytes(UTF_8);
        }
        String type = random.nextInt(12) == 0
                ? List.of(
                                "text/plain",
                                "application/xml",
                                "text/tab-separated-values",
                                "application/json;charset=utf-16",
                                "application/x-www-form-urlencoded",
                                "*/*",
                                "nonsense")
                        .get(random.nextInt(7))
                : "application/json";
        headers.add("Content-Type");
        headers.add(type);
        headers.add("Authorization");
        String login = logins.get(random.nextInt(logins.size()));
        headers.add("Bearer " + (login.equals(OWN) ? ownToken : office.as(login).token()));
        return new Sent(method, target.toString(), body, headers);
    }

    private HttpResponse<String> send(Sent sent) {
        return office.caller.send(
                sent.method(),
                sent.path(),
                sent.body(),
                BodyHandlers.ofString(),
                sent.headers().toArray(String[]::new));
    }

    private static String text(Random random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    /** As one segment of a path that the client library lets through. */
    private static String segment(String text) {
        String encoded =
                url(text.length() > 300 ? text.substring(0, 300) : text).replace("+", "%20");
        String plain = encoded.replaceAll("%(00|2F|5C|25|0A|0D|7F|1B|07)", "x").replaceAll("^\\.+", "x");
        return plain.isEmpty() ? "x" : plain;
    }

    /** A body that is nearly right, or not at all. */
    private byte[] body(Random random, JsonNode schema) {
        String right = value(random, schema, 12);
        byte[] bytes = right.getBytes(UTF_8);
        return switch (random.nextInt(14)) {
            case 0 -> null;
            case 1 -> right.substring(0, random.nextInt(right.length() + 1)).getBytes(UTF_8);
            case 2 -> (right + List.of("{}", "]", ",", "\u0000", "x").get(random.nextInt(5))).getBytes(UTF_8);
            case 3 -> ("{\"a\":1," + right.substring(1)).getBytes(UTF_8);
            case 4 -> ("[".repeat(40 + random.nextInt(40)) + right).getBytes(UTF_8);
            case 5 -> {
                var broken = new ByteArrayOutputStream();
                int at = random.nextInt(bytes.length + 1);
                broken.write(bytes, 0, at);
                broken.writeBytes(List.of(
                                new byte[] {(byte) 0xff},
                                new byte[] {(byte) 0xc0, (byte) 0x80},
                                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                                new byte[] {0})
                        .get(random.nextInt(4)));
                broken.write(bytes, at, bytes.length - at);
                yield broken.toByteArray();
            }
            case 6 -> VALUES.get(random.nextInt(VALUES.size())).getBytes(UTF_8);
            case 7 ->
                random.nextInt(10) == 0
                        ? ("{\"x\":\"" + "y".repeat(270_000) + "\"}").getBytes(UTF_8)
                        : ("{\"x\":\"" + "y".repeat(70_000) + "\"}").getBytes(UTF_8);
            case 8 -> {
                int colon = right.indexOf(':');
                yield colon < 0
                        ? bytes
                        : ("{" + right.substring(1, colon) + ":null," + right.substring(1)).getBytes(UTF_8);
            }
            default -> bytes;
        };
    }

    /** @param odds one in so many values is not what the schema wants */
    private String value(Random random, JsonNode schema, int odds) {
        if (random.nextInt(odds) == 0) {
            return random.nextBoolean()
                    ? VALUES.get(random.nextInt(VALUES.size()))
                    : JsonMapper.shared().writeValueAsString(text(random));
        }
        JsonNode wanted = resolve(schema);
        if (wanted.has("enum")) {
            return wanted.get("enum")
                    .get(random.nextInt(wanted.get("enum").size()))
                    .toString();
        }
        return switch (wanted.path("type").asString("object")) {
            case "string" -> string(random, wanted.path("format").asString(""));
            case "integer", "number" -> String.valueOf(random.nextInt(4) * random.nextInt(20_000));
            case "boolean" -> String.valueOf(random.nextBoolean());
            case "array" -> {
                var items = new ArrayList<String>();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    items.add(value(random, wanted.get("items"), odds));
                }
                yield "[" + String.join(",", items) + "]";
            }
            default -> {
                var fields = new ArrayList<String>();
                wanted.path("properties").propertyStream().forEach(property -> {
                    if (random.nextInt(8) > 0) {
                        fields.add("\"" + property.getKey() + "\":" + value(random, property.getValue(), odds));
                    }
                });
                if (wanted.path("additionalProperties").isObject()) {
                    fields.add(JsonMapper.shared().writeValueAsString(text(random)) + ":\"x\"");
                }
                yield "{" + String.join(",", fields) + "}";
            }
        };
    }

    private static String string(Random random, String format) {
        return switch (format) {
            case "date" -> "\"" + Office.today().plusDays(random.nextInt(40)) + "\"";
            case "time-local" -> "\"0" + random.nextInt(10) + ":30\"";
            default ->
                random.nextInt(3) == 0
                        ? "\""
                                + List.of("ZF", "LS", "01", "02", "鲁F10001", "13800000002", "grant", "correct", "建材")
                                        .get(random.nextInt(9))
                                + "\""
                        : JsonMapper.shared().writeValueAsString(text(random));
        };
    }

    private JsonNode resolve(JsonNode schema) {
        return schema.has("$ref") ? api.at(schema.get("$ref").asString().substring(1)) : schema;
    }

    /** What is wrong with an answer, or {@code null}. */
    private static String fault(HttpResponse<String> answer, boolean english) {
        int status = answer.statusCode();
        if (status >= 500) {
            return "breaks";
        }
        if (status < 400) {
            return null;
        }
        if (!Caller.header(answer, "Content-Type").startsWith("application/problem+json")) {
            return "no problem+json but " + Caller.header(answer, "Content-Type");
        }
        if (INSIDES.matcher(answer.body()).find()) {
            return "talks";
        }
        JsonNode problem = Caller.json(answer);
        String title = problem.path("title").asString("");
        String detail = problem.path("detail").asString("");
        if (problem.path("status").asInt() != status
                || problem.path("code").asString("").isEmpty()
                || detail.isEmpty()
                || detail.startsWith("problem.")) {
            return "lacks something";
        }
        if (answer.uri().toString().length() > 8_000) {
            return HAN.matcher(detail).find() && detail.matches("(?s).*[a-z]{2} [a-z].*")
                    ? null
                    : "is not told in both languages, though its own was not read";
        }
        boolean right = english
                ? !HAN.matcher(title).find() && detail.matches("(?s).*[a-z]{2} [a-z].*")
                : HAN.matcher(title).find() && HAN.matcher(detail).find();
        return right ? null : "speaks the wrong language";
    }
}
