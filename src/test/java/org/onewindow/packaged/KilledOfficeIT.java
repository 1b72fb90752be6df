package org.onewindow.packaged;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.support.Caller.json;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.onewindow.packaged.Journal.Entry;
import org.onewindow.packaged.Journal.Outcome;
import org.onewindow.support.Caller;
import tools.jackson.databind.JsonNode;

/**
 * Applicants apply and clerks decide while the office is killed and started again. Whoever got no answer sends the same
 * request once more under the same key. Repeat a run by {@code -Dseed=…}; the moments still differ a little.
 */
class KilledOfficeIT {

    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int KILLS = 3;
    private static final int APPLICANTS = 8;
    private static final List<String> CLERKS = List.of("wang.fang", "sun.lei");

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final ExecutorService crowd = Executors.newCachedThreadPool();
    private final Map<String, String> tokens = new HashMap<>();
    private PackagedOffice office;
    private Caller people;
    private Journal journal;
    private volatile CountDownLatch open = new CountDownLatch(0);
    private volatile boolean evening;

    @BeforeEach
    void open() {
        office = PackagedOffice.demo(folder.resolve("killed"), PackagedOffice.OVERLAPS_ALLOWED)
                .start();
        people = office.people();
        journal = new Journal(folder.resolve("requests.tsv"));
        List.of("li.na", "wang.fang", "sun.lei").forEach(login -> tokens.put(login, people.token(login)));
    }

    @AfterEach
    void close() {
        evening = true;
        crowd.shutdownNow();
        office.close();
    }

    @Test
    void losesNothingItConfirmedAndDoesNothingTwice(TestReporter reporter) throws Exception {
        reporter.publishEntry("seed", Long.toString(SEED));
        List<Future<Void>> everybody = new ArrayList<>();
        for (int i = 0; i < APPLICANTS; i++) {
            everybody.add(crowd.submit(applicant("applicant-" + i, random.nextLong())));
        }
        for (String clerk : CLERKS) {
            everybody.add(crowd.submit(clerk(clerk, random.nextLong())));
        }
        Set<String> interrupted = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            int decided = decisions().size();
            journal.awaitMore(40 + random.nextInt(120), everybody);
            // A cold office answers applicants first; a kill before anybody has decided shows half of it.
            PackagedOffice.await(
                    Duration.ofSeconds(90),
                    "the clerks decide",
                    () -> decisions().size() > decided);
            LockSupport.parkNanos(random.nextInt(20_000_000));
            open = new CountDownLatch(1);
            office.kill();
            office.start();
            interrupted.addAll(withStatus("RECEIVED"));
            open.countDown();
        }
        journal.awaitMore(40, everybody);
        evening = true;
        for (Future<Void> one : everybody) {
            one.get(60, TimeUnit.SECONDS);
        }

        Map<String, String> caseByKey = everyApplicationExistsOnce();
        PackagedOffice.await(
                Duration.ofSeconds(90),
                "the jobs of the killed processes are taken over",
                () -> withStatus("RECEIVED").isEmpty());
        everyDecisionStands();
        everyGrantHasOnePass();
        everyInvariantHolds();
        // Otherwise the run has shown less than it claims.
        assertThat(journal.count(Outcome.UNKNOWN)).as("requests cut off").isPositive();
        assertThat(interrupted).as("cases whose check was cut off").isNotEmpty();
        reporter.publishEntry(Map.of(
                "requests", journal.toString(),
                "cases", Integer.toString(caseByKey.size()),
                "cases whose check was cut off", Integer.toString(interrupted.size())));
    }

    private Callable<Void> applicant(String name, long seed) {
        Random choice = new Random(seed);
        return () -> {
            for (int n = 0; !evening; n++) {
                // Most need an officer.
                Applications application = choice.nextInt(3) > 0
                        ? Applications.LARGE
                        : Applications.values()[choice.nextInt(Applications.values().length)];
                String path = "/api/truck-pass-applications";
                send("li.na", path, name + "-" + n, application.body(), "*");
            }
            return null;
        };
    }

    private Callable<Void> clerk(String login, long seed) {
        Random choice = new Random(seed);
        return () -> {
            for (int n = 0; !evening; n++) {
                try {
                    JsonNode item = nextItem(login, choice);
                    if (item == null) {
                        LockSupport.parkNanos(20_000_000);
                        continue;
                    }
                    String path = "/api/work-items/" + item.get("id").asString();
                    HttpResponse<String> claimed =
                            people.call("POST", path + "/claim", null, "Authorization", "Bearer " + tokens.get(login));
                    if (claimed.statusCode() == 200) {
                        decide(login, path, login + "-" + n, choice.nextInt(4) > 0, Caller.header(claimed, "ETag"));
                    } else {
                        assertThat(json(claimed).get("code").asString()).isIn("already-claimed", "task-closed");
                    }
                } catch (UncheckedIOException cutOff) {
                    awaitOpen();
                }
            }
            return null;
        };
    }

    /** One that the clerk holds from before the office was killed, or any of the first. */
    private JsonNode nextItem(String login, Random choice) {
        for (String holder : List.of("ME", "NOBODY")) {
            JsonNode items = json(people.getAs(tokens.get(login), "/api/work-items?holder=" + holder))
                    .get("items");
            if (!items.isEmpty()) {
                return items.get(choice.nextInt(Math.min(5, items.size())));
            }
        }
        return null;
    }

    /** Repeats a request that was cut off until there is an answer, and that answer must be the success it would have been. */
    private void decide(String login, String path, String key, boolean grant, String version) {
        String body = grant ? "{\"outcome\":\"grant\"}" : "{\"outcome\":\"refuse\",\"note\":\"路线已饱和\"}";
        Entry entry;
        do {
            entry = send(login, path + "/completion", key, body, version);
        } while (entry.outcome() == Outcome.UNKNOWN);
        assertThat(entry.outcome()).as("%s", entry).isEqualTo(Outcome.OK);
    }

    private Entry send(String login, String path, String key, String body, String version) {
        Entry entry;
        try {
            entry = Entry.of(login, path, key, body, version, request(login, path, key, body, version));
        } catch (UncheckedIOException cutOff) {
            entry = Entry.unknown(login, path, key, body, version);
        }
        journal.add(entry);
        if (entry.outcome() == Outcome.UNKNOWN) {
            awaitOpen();
        }
        return entry;
    }

    private HttpResponse<String> request(String login, String path, String key, String body, String version) {
        return people.call(
                "POST",
                path,
                body,
                "Authorization",
                "Bearer " + tokens.get(login),
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                key,
                "If-Match",
                version);
    }

    private void awaitOpen() {
        try {
            assertThat(open.await(3, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** By id and by key. A request that was cut off is in or not: its repetition tells, and makes it so. */
    private Map<String, String> everyApplicationExistsOnce() {
        Map<String, String> caseByKey = new HashMap<>();
        for (Entry entry : journal.of("applicant-")) {
            HttpResponse<String> first = repeat(entry);
            HttpResponse<String> again = repeat(entry);
            String id = json(first).get("id").asString();
            if (entry.outcome() == Outcome.OK) {
                assertThat(id).as("%s", entry).isEqualTo(entry.id());
                assertThat(Caller.header(first, "Idempotency-Replayed"))
                        .as("%s", entry)
                        .isEqualTo("true");
            }
            assertThat(json(again).get("id").asString()).isEqualTo(id);
            assertThat(Caller.header(again, "Idempotency-Replayed")).isEqualTo("true");
            assertThat(caseByKey.put(entry.key(), id)).isNull();
        }
        assertThat(cases().stream().map(c -> c.get("id").asString()))
                .containsExactlyInAnyOrderElementsOf(caseByKey.values());
        assertThat(cases().stream().map(c -> c.get("number").asString())).doesNotHaveDuplicates();
        return caseByKey;
    }

    private HttpResponse<String> repeat(Entry entry) {
        HttpResponse<String> answer = request(entry.login(), entry.path(), entry.key(), entry.body(), entry.version());
        assertThat(answer.statusCode()).as("%s: %s", entry, answer.body()).isEqualTo(201);
        return answer;
    }

    private List<Entry> decisions() {
        return CLERKS.stream().flatMap(clerk -> journal.of(clerk).stream()).toList();
    }

    private void everyDecisionStands() {
        Map<String, String> statusById = cases().stream()
                .collect(toMap(
                        c -> c.get("id").asString(), c -> c.at("/status/code").asString()));
        List<Entry> decisions = decisions();
        assertThat(decisions).isNotEmpty();
        for (Entry decision : decisions) {
            if (decision.outcome() == Outcome.OK) {
                assertThat(statusById)
                        .as("%s", decision)
                        .containsEntry(decision.id(), decision.body().contains("grant") ? "GRANTED" : "REFUSED");
            }
        }
        // A decision that was cut off was sent again until it was answered, so each case is among these once.
        assertThat(decisions.stream().filter(d -> d.outcome() == Outcome.OK).map(Entry::id))
                .doesNotHaveDuplicates();
        for (String id : statusById.keySet()) {
            JsonNode events = json(people.getAs(tokens.get("li.na"), "/api/cases/" + id + "/events"));
            long decided = events.valueStream()
                    .map(event -> event.get("act").asString())
                    .filter(act -> act.equals("TASK_COMPLETED") || act.equals("DECIDED_BY_RULE"))
                    .count();
            assertThat(decided).as("%s", events).isEqualTo(statusById.get(id).equals("UNDER_REVIEW") ? 0 : 1);
        }
    }

    private void everyGrantHasOnePass() {
        assertThat(all("/api/truck-passes").stream()
                        .map(pass -> pass.get("caseId").asString()))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(withStatus("GRANTED"));
    }

    private void everyInvariantHolds() {
        var report = office.operators().get("/ops/invariants", "Cookie", office.operator());
        assertThat(report.statusCode()).as(report.body()).isEqualTo(200);
        assertThat(json(report).get("ok").asBoolean()).isTrue();
        assertThat(json(report).get("checked").asInt()).isPositive();
    }

    private List<String> withStatus(String code) {
        return cases().stream()
                .filter(c -> c.at("/status/code").asString().equals(code))
                .map(c -> c.get("id").asString())
                .toList();
    }

    private List<JsonNode> cases() {
        return all("/api/cases");
    }

    private List<JsonNode> all(String path) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = json(people.getAs(tokens.get("li.na"), path + "?limit=100" + cursor));
            page.get("items").forEach(all::add);
            cursor = page.get("next").isNull()
                    ? ""
                    : "&cursor=" + page.get("next").asString();
        } while (!cursor.isEmpty());
        return all;
    }
}
