package org.onewindow.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.onewindow.bench.Wire.Answer;
import org.onewindow.support.Caller;
import tools.jackson.databind.JsonNode;

/** An applicant and a clerk side by side, on one connection; the case goes from hand to hand. */
final class Desk implements AutoCloseable {

    static final String UNIT = "YT.JJ.ZF";
    static final String ITEM = "JG028";
    static final String PAGE = "/api/work-items?unit=" + UNIT + "&item=" + ITEM + "&limit=20";

    private static final long TOKEN_AGE = TimeUnit.MINUTES.toNanos(10);
    private static final String[] CLERKS = {"wang.fang", "sun.lei"};
    private static final AtomicInteger NEXT = new AtomicInteger();

    /** Plates of large trucks against which no register has anything. */
    static final List<String> TRUCKS = trucks();

    private final Wire wire;
    private final String clerkLogin;
    private String agent;
    private String clerk;
    private long tokensAt;

    Desk(int port, int number) {
        wire = new Wire(port);
        clerkLogin = CLERKS[number % CLERKS.length];
    }

    private static List<String> trucks() {
        var data = new InputStreamReader(
                Desk.class.getResourceAsStream("/register/demo-vehicles.csv"), StandardCharsets.UTF_8);
        try (BufferedReader lines = new BufferedReader(data)) {
            List<String> rows = lines.lines().filter(l -> !l.startsWith("#")).toList();
            List<String> columns = Arrays.asList(rows.get(0).split(","));
            return rows.stream()
                    .map(row -> row.split(",", -1))
                    .filter(row -> row[columns.indexOf("vehicle_class")].equals("HEAVY")
                            && row[columns.indexOf("plate_type")].equals("01")
                            && row[columns.indexOf("about")].equals("clean"))
                    .map(row -> row[columns.indexOf("plate")])
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A case from the application to the pass, or as far as the clerk's desk. */
    final class Case {

        private String id;
        private String number;
        private String item;
        private String tag;
        private String pass;

        Case submit() throws IOException {
            LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
            String plate = TRUCKS.get(Math.floorMod(NEXT.getAndIncrement(), TRUCKS.size()));
            String body = """
                    {"passClass":"LARGE","plate":{"number":"%s","type":"01"},"zones":["ZF"],\
                    "period":{"from":"%s","to":"%s"},"hours":{"from":"07:00","to":"19:00"},"purpose":"运送建材",\
                    "goods":{"kind":"建材","hazardous":false},\
                    "applicant":{"kind":"COMPANY","creditCode":"91370600MA0000007C"},\
                    "contact":{"name":"李娜","mobile":"13800000001"}}""".formatted(plate, today, today.plusDays(13));
            JsonNode opened = wire.post(
                            agent,
                            "/api/truck-pass-applications",
                            body,
                            "Idempotency-Key",
                            UUID.randomUUID().toString())
                    .expect(201)
                    .json();
            id = opened.get("id").asString();
            number = opened.get("number").asString();
            return this;
        }

        /** Whether the registers were asked and a clerk is to look at it. */
        boolean atTheDesk() throws IOException {
            JsonNode found = wire.get(clerk, "/api/work-items?limit=1&text=" + number)
                    .expect(200)
                    .json()
                    .get("items");
            if (!found.isEmpty()) {
                item = found.get(0).get("id").asString();
            }
            return item != null;
        }

        void claim() throws IOException {
            tag = wire.post(clerk, "/api/work-items/" + item + "/claim", null)
                    .expect(200)
                    .headers()
                    .get("etag");
        }

        void grant() throws IOException {
            Answer decided = wire.post(
                            clerk,
                            "/api/work-items/" + item + "/completion",
                            "{\"outcome\":\"grant\"}",
                            "If-Match",
                            tag,
                            "Idempotency-Key",
                            UUID.randomUUID().toString())
                    .expect(200);
            requireGranted(decided);
        }

        void read() throws IOException {
            requireGranted(wire.get(agent, "/api/cases/" + id).expect(200));
        }

        String id() {
            return id;
        }

        private void requireGranted(Answer answer) {
            if (!"GRANTED".equals(answer.json().get("status").get("code").asString())) {
                throw new IllegalStateException("not granted: " + answer.text());
            }
        }
    }

    /** Refreshes the tokens long before they end. */
    Case newCase() throws IOException {
        signIn();
        return new Case();
    }

    void signIn() throws IOException {
        if (agent == null || System.nanoTime() - tokensAt > TOKEN_AGE) {
            agent = token("li.na");
            clerk = token(clerkLogin);
            tokensAt = System.nanoTime();
        }
    }

    private String token(String login) throws IOException {
        String body = "{\"login\":\"" + login + "\",\"password\":\"" + Caller.DEMO_PASSWORD + "\"}";
        return wire.post(null, "/api/tokens", body)
                .expect(200)
                .json()
                .get("accessToken")
                .asString();
    }

    /** The code of the pass that was given last. */
    String code() throws IOException {
        signIn();
        return wire.get(agent, "/api/truck-passes?limit=1")
                .expect(200)
                .json()
                .at("/items/0/code")
                .asString();
    }

    /** What the clerk sees. */
    Answer look(String path) throws IOException {
        signIn();
        return wire.get(clerk, path).expect(200);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
