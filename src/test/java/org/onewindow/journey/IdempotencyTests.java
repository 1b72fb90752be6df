package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.APPLICATIONS;
import static org.onewindow.journey.Office.code;
import static org.onewindow.journey.Office.heavyTruck;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onewindow.support.AtOnce;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever is sent twice has its effect once. */
@RunningOffice
class IdempotencyTests {

    private static final String KEY = "Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";

    private final Office office;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Visitor agent;
    private final String key = UUID.randomUUID().toString();

    /** Tells the applications of this test from all others. */
    private final String purpose = "一次 " + UUID.randomUUID();

    private final ObjectNode application = heavyTruck().put("purpose", purpose);

    @Autowired
    IdempotencyTests(@LocalServerPort int port, JdbcClient sql, PlatformTransactionManager transactions) {
        this.sql = sql;
        transaction = new TransactionTemplate(transactions);
        office = new Office(port);
        agent = office.as("li.na");
    }

    @Test
    void answersTheSameKeyWithTheSameBytesAndSaysSo() {
        HttpResponse<String> first = submit(agent, key);
        String id = Caller.json(first).get("id").asString();
        Office.awaitStatus(agent, id, "UNDER_REVIEW");
        HttpResponse<String> second = submit(agent, key);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(Caller.header(first, REPLAYED)).isEmpty();
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(Caller.header(second, REPLAYED)).isEqualTo("true");
        assertThat(second.body()).isEqualTo(first.body());
        for (String header : List.of("Location", "ETag", "Content-Type")) {
            assertThat(Caller.header(second, header)).as(header).isNotEmpty().isEqualTo(Caller.header(first, header));
        }
        assertThat(cases()).isEqualTo(1);
    }

    @Test
    void makesOneCaseOfAHundredEqualRequestsAtOnce() {
        List<HttpResponse<String>> answers =
                AtOnce.run(Collections.nCopies(100, (Callable<HttpResponse<String>>) () -> submit(agent, key)));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201, 409);
        List<HttpResponse<String>> made =
                answers.stream().filter(a -> a.statusCode() == 201).toList();
        assertThat(made).filteredOn(a -> Caller.header(a, REPLAYED).isEmpty()).hasSize(1);
        assertThat(made).extracting(HttpResponse::body).containsOnly(made.get(0).body());
        assertThat(answers)
                .filteredOn(a -> a.statusCode() == 409)
                .allSatisfy(a -> assertThat(code(a)).isEqualTo("request-in-flight"));
        assertThat(cases()).isEqualTo(1);
        String id = Caller.json(made.get(0)).get("id").asString();
        Office.awaitStatus(agent, id, "UNDER_REVIEW");
        JsonNode events = Office.read(agent, "/api/cases/" + id + "/events");
        assertThat(events).hasSize(1);
        assertThat(count("SELECT COUNT(*) FROM ACT_RU_EXECUTION WHERE BUSINESS_KEY_ = :it", id))
                .isEqualTo(1);
        assertThat(count("SELECT COUNT(*) FROM work_item WHERE case_id = :it", id))
                .isEqualTo(1);
    }

    @Test
    void saysThatTheFirstIsStillOnItsWay() throws Exception {
        String id = sql.sql("SELECT id FROM account WHERE login = 'li.na'")
                .query(String.class)
                .single();
        var pending = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        transaction.executeWithoutResult(status -> {
            // Another node holds the key and has not committed: whoever is first here waits for it.
            sql.sql("""
                            INSERT INTO idempotency (actor, idempotency_key, fingerprint, status, body, created_at)
                            VALUES (:actor, :key, 'x', 201, :body, '2026-01-01 00:00:00.000')
                            """)
                    .param("actor", id)
                    .param("key", key)
                    .param("body", new byte[0])
                    .update();
            pending.add(CompletableFuture.supplyAsync(() -> submit(agent, key)));
            pending.add(CompletableFuture.supplyAsync(() -> submit(agent, key)));
            var faster = (HttpResponse<?>) CompletableFuture.anyOf(pending.get(0), pending.get(1))
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
            assertThat(faster.statusCode()).isEqualTo(409);
            status.setRollbackOnly();
        });
        var answers = List.of(pending.get(0).get(), pending.get(1).get());

        assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(201, 409);
        assertThat(answers)
                .filteredOn(a -> a.statusCode() == 409)
                .allSatisfy(a -> assertThat(code(a)).isEqualTo("request-in-flight"));
        assertThat(cases()).isEqualTo(1);
    }

    @Test
    void refusesAnotherRequestUnderTheSameKey() {
        submit(agent, key);
        application.put("route", "别的路");
        HttpResponse<String> otherBody = submit(agent, key);
        HttpResponse<String> otherRoute = agent.send("POST", APPLICATIONS + "?draft=true", application, KEY, key);

        for (HttpResponse<String> answer : List.of(otherBody, otherRoute)) {
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(code(answer)).isEqualTo("idempotency-key-reused");
            assertThat(answer.body()).doesNotContain("鲁F10001");
        }
        assertThat(cases()).isEqualTo(1);
    }

    @Test
    void keepsTheKeysOfTwoPeopleApart() {
        HttpResponse<String> hers = submit(agent, key);
        Visitor citizen = office.as("zhang.wei");
        HttpResponse<String> refused = submit(citizen, key);
        application.putObject("applicant").put("kind", "PERSON");
        HttpResponse<String> his = submit(citizen, key);

        assertThat(code(refused)).isEqualTo("mandate-missing");
        assertThat(his.statusCode()).isEqualTo(201);
        assertThat(Caller.header(his, REPLAYED)).isEmpty();
        assertThat(Caller.json(his).get("id")).isNotEqualTo(Caller.json(hers).get("id"));
        assertThat(cases()).isEqualTo(2);
    }

    @Test
    void doesNotSpendTheKeyOnATryThatWasRefused() {
        application.put("purpose", "");
        assertThat(submit(agent, key).statusCode()).isEqualTo(422);
        application.put("purpose", purpose);
        HttpResponse<String> second = submit(agent, key);

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(Caller.header(second, REPLAYED)).isEmpty();
        assertThat(submit(agent, key).body()).isEqualTo(second.body());
        assertThat(cases()).isEqualTo(1);
    }

    @Test
    void decidesOnceHoweverOftenTheDecisionIsSent() {
        Visitor clerk = office.as("wang.fang");
        JsonNode opened = Office.underReview(agent, application);
        String item =
                "/api/work-items/" + Office.workItem(clerk, opened).get("id").asString();
        String version = Caller.header(clerk.post(item + "/claim", null), "ETag");
        String grant = "{\"outcome\": \"grant\"}";
        HttpResponse<String> first = clerk.send("POST", item + "/completion", grant, "If-Match", version, KEY, key);
        HttpResponse<String> again = clerk.send("POST", item + "/completion", grant, "If-Match", version, KEY, key);
        HttpResponse<String> otherKey = clerk.post(item + "/completion", grant, "If-Match", version);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(Caller.header(again, REPLAYED)).isEqualTo("true");
        assertThat(otherKey.statusCode()).isEqualTo(409);
        assertThat(code(otherKey)).isEqualTo("task-closed");
    }

    @Test
    void wantsAKeyForAnApplicationAndForSendingADraft() {
        HttpResponse<String> without = agent.send("POST", APPLICATIONS, application);
        assertThat(without.statusCode()).isEqualTo(400);
        assertThat(code(without)).isEqualTo("idempotency-key-required");

        String draft = Caller.json(agent.post(APPLICATIONS + "?draft=true", application))
                .get("id")
                .asString();
        HttpResponse<String> sent =
                agent.send("POST", APPLICATIONS + "/" + draft + "/submission", null, "If-Match", "\"0\"");
        assertThat(code(sent)).isEqualTo("idempotency-key-required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567", "a b c d e f", "with/slash/in", "semi;colon;", "'or'1'='1", "\"quoted-key\""})
    void refusesAKeyOfAnotherShape(String shape) {
        HttpResponse<String> answer = submit(agent, shape);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo("idempotency-key-malformed");
    }

    @Test
    void takesKeysOfEightToEightyCharactersInTheirOwnCase() {
        assertThat(code(submit(agent, "k".repeat(81)))).isEqualTo("idempotency-key-malformed");
        String longest = (key + "._~:-" + "k".repeat(80)).substring(0, 80);
        var ids = Set.of(
                id(submit(agent, longest)),
                id(submit(agent, longest.toUpperCase(Locale.ROOT))),
                id(submit(agent, key.substring(0, 8))));
        assertThat(ids).hasSize(3);
    }

    private static String id(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Caller.json(answer).get("id").asString();
    }

    private HttpResponse<String> submit(Visitor applicant, String under) {
        return applicant.send("POST", APPLICATIONS, application, KEY, under);
    }

    private long cases() {
        return count("SELECT COUNT(*) FROM truck_pass_application WHERE purpose = :it", purpose);
    }

    private long count(String question, String it) {
        return sql.sql(question).param("it", it).query(Long.class).single();
    }
}
