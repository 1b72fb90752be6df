package org.onewindow.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onewindow.support.Caller;
import org.onewindow.support.TestDatabase;
import org.onewindow.workflow.Step;
import org.onewindow.workflow.TestProcess;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "onewindow.workflow.jobs=false",
            "onewindow.home=target/test-home",
            "onewindow.demo.register-port=0"
        })
@ActiveProfiles("demo")
@Import(OperationsPortTests.CanarySteps.class)
@ExtendWith(OutputCaptureExtension.class)
class OperationsPortTests {

    private static final Map<String, String> tokens = new ConcurrentHashMap<>();
    private static final String OPERATOR = "ops";
    private static final String CLERK = "wang.fang";
    private static final String ENGINE = "/camunda/api/engine/engine/default";

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        TestDatabase.register(properties);
    }

    @Step("canary")
    public static class CanarySteps {

        private volatile boolean sang;

        public String sing() {
            sang = true;
            return "2026-11-24T00:00:00";
        }
    }

    @LocalServerPort
    int publicPort;

    @Autowired
    OperationsPort operations;

    @Autowired
    ProcessEngine engine;

    @Autowired
    CanarySteps canary;

    @Autowired
    JdbcClient jdbc;

    private final Map<String, Who> sessions = new HashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private TestProcess process;
    private String instance;

    @BeforeEach
    void oneCaseUnderWay() {
        process = TestProcess.evaluatingLater(engine, "${nobody.home()}");
        instance = process.start();
    }

    @AfterEach
    void takeItAway() {
        process.close();
    }

    /** One caller: nobody, or somebody by session or by header. */
    private record Who(String... headers) {}

    private static final Who NOBODY = new Who();

    /** Signs in once a test: a second login of somebody with a unit would end his first session. */
    private Who page(String login) {
        return sessions.computeIfAbsent(login, this::signIn);
    }

    private Who signIn(String login) {
        var office = new Caller(operations.number());
        var signedIn = office.signIn(login, Caller.DEMO_PASSWORD);
        assertThat(signedIn.statusCode()).isEqualTo(302);
        String session = Caller.cookie(signedIn);
        var cockpit =
                send(new Who("Cookie", session), operations.number(), "GET", "/camunda/app/cockpit/default/", null);
        if (cockpit.statusCode() != 200) {
            return new Who("Cookie", session);
        }
        String token = cockpit.headers().firstValue("X-XSRF-TOKEN").orElseThrow();
        return new Who("Cookie", session, "X-XSRF-TOKEN", token);
    }

    private Who machine(String login) {
        return new Who("Authorization", "Bearer " + tokens.computeIfAbsent(login, new Caller(publicPort)::token));
    }

    private HttpResponse<String> send(
            Who caller, int port, String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        List<String> all = new ArrayList<>(List.of(caller.headers()));
        all.addAll(List.of(headers));
        if (!all.isEmpty()) {
            request.headers(all.toArray(String[]::new));
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private int get(Who caller, String path) {
        return send(caller, operations.number(), "GET", path, null).statusCode();
    }

    private HttpResponse<String> json(Who caller, String method, String path, String body) {
        return send(caller, operations.number(), method, path, body, "Content-Type", "application/json");
    }

    private static JsonNode read(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/loggers",
                "/actuator/shutdown",
                "/actuator/health",
                "/ops/invariants",
                "/ops/overview",
                "/engine-rest",
                "/engine-rest/engine",
                "/engine-rest/task",
                "/engine-rest/;x=y/task",
                "/camunda",
                "/camunda/",
                "/camunda/app/cockpit/default/",
                "/camunda/api/engine/engine/default/task",
                "/camunda/api/engine/engine/default/a.css",
                "/camunda/app/cockpit/camunda-cockpit-bootstrap.css",
                "/%63amunda/app/cockpit/default/",
                "//camunda/app/cockpit/default/",
                "/x/..;/camunda/app/cockpit/default/",
                "/webjars/camunda/lib/deps.js",
                "/camunda-welcome/index.html",
                "/plugin/cockpit/app/plugin.js",
            })
    void publicPortKnowsNoToolsWhoeverAsks(String path) {
        for (Who caller : List.of(NOBODY, page(OPERATOR), page(CLERK), machine(OPERATOR))) {
            for (String method : List.of("GET", "POST")) {
                var answer = send(caller, publicPort, method, path, null);
                assertThat(answer.statusCode()).isEqualTo(404);
                assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                        .startsWith("application/problem+json");
                assertThat(answer.body())
                        .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404}");
            }
        }
    }

    @Test
    void operationsPortKnowsNothingElse() {
        for (String path : List.of("/", "/api/me", "/v3/api-docs", "/swagger-ui/index.html", "/api/tokens.css/x")) {
            assertThat(get(page(OPERATOR), path)).as(path).isEqualTo(404);
            assertThat(send(page(OPERATOR), publicPort, "GET", path, null).body())
                    .as(path)
                    .isNotEqualTo("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404}");
        }
        assertThat(get(NOBODY, "/login")).isEqualTo(200);
    }

    @Test
    void operatorSeesTheEnginesPages() {
        Who operator = page(OPERATOR);
        for (String page : List.of("cockpit", "tasklist", "admin", "welcome")) {
            var answer = send(operator, operations.number(), "GET", "/camunda/app/" + page + "/default/", null);
            assertThat(answer.statusCode()).as(page).isEqualTo(200);
            assertThat(answer.body()).containsIgnoringCase("<base href=\"/camunda/app/" + page + "/default/\"");
        }
        assertThat(get(operator, "/camunda/app/cockpit/camunda-cockpit-bootstrap.js"))
                .isEqualTo(200);
        assertThat(get(operator, "/camunda/lib/deps.js")).isEqualTo(200);
        var statistics = send(operator, operations.number(), "GET", ENGINE + "/process-definition/statistics", null);
        assertThat(statistics.statusCode()).isEqualTo(200);
        assertThat(read(statistics).findValuesAsString("key")).contains(process.key());
        assertThat(get(operator, "/camunda")).isEqualTo(302);
    }

    @Test
    void nobodyElseDoes() {
        for (String path : List.of(
                "/camunda/app/cockpit/default/",
                ENGINE + "/task",
                "/actuator/metrics",
                "/ops/invariants",
                "/ops/overview")) {
            assertThat(get(page(CLERK), path)).as(path).isEqualTo(403);
            assertThat(get(NOBODY, path)).as(path).isEqualTo(302);
        }
    }

    @Test
    void restInterfaceWantsAnOperatorAtEachRequest() {
        assertThat(get(NOBODY, "/engine-rest/process-definition")).isEqualTo(401);
        assertThat(get(page(OPERATOR), "/engine-rest/process-definition")).isEqualTo(401);
        assertThat(get(machine(CLERK), "/engine-rest/process-definition")).isEqualTo(403);
        assertThat(get(machine(OPERATOR), "/engine-rest/process-definition?maxResults=10"))
                .isEqualTo(200);
        assertThat(get(machine(OPERATOR), "/engine-rest/engine/default/job/count"))
                .isEqualTo(200);
    }

    @Test
    void engineKnowsTheOperatorSoItsOwnAuthorizationsHold() {
        // Not granted, and left to the engine by the shield.
        assertThat(json(machine(OPERATOR), "DELETE", "/engine-rest/process-instance/" + instance, null)
                        .statusCode())
                .isEqualTo(403);
        assertThat(json(page(OPERATOR), "DELETE", ENGINE + "/process-instance/" + instance, null)
                        .statusCode())
                .isEqualTo(403);
        assertThat(json(machine(OPERATOR), "POST", "/engine-rest/task/create", "{}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void operatorHealsAFailedJobAndIsWrittenDown(CapturedOutput log) {
        String job = process.failJob(instance).getId();

        var answer = json(page(OPERATOR), "PUT", ENGINE + "/job/" + job + "/retries?x=secret", "{\"retries\":2}");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(engine.getManagementService()
                        .createJobQuery()
                        .jobId(job)
                        .singleResult()
                        .getRetries())
                .isEqualTo(2);
        assertThat(log).containsPattern("operator [0-9a-f-]{36} PUT " + ENGINE + "/job/" + job + "/retries 204");
        assertThat(log).doesNotContain("secret").doesNotContain("{\"retries\"");
    }

    @Test
    void writesOfThePagesNeedTheirToken() {
        Who operator = page(OPERATOR);
        Who forged = new Who("Cookie", operator.headers()[1]);
        assertThat(json(forged, "PUT", ENGINE + "/process-instance/" + instance + "/suspended", "{\"suspended\":true}")
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"orQueries\":[{\"dueAfterExpression\":\"${canary.sing()}\"}]}",
                "{\"dueAfterExpression\":\"${canary.sing()}\"}",
                "{\"a\":{\"x\":[{\"followUpBeforeExpression\":\"${canary.sing()}\"}]}}",
                "{\"orQueries\":[{\"dueAfterExpressio\\u006e\":\"${canary.sing()}\"}]}",
                "{\"orQueries\":[{\"dueAfterEXPRESSION\":\"${canary.sing()}\"}]}",
                "{} {\"dueAfterExpression\":\"${canary.sing()}\"}",
            })
    void refusesAnExpressionInAQuery(String query) {
        for (var answer : List.of(
                json(page(OPERATOR), "POST", ENGINE + "/task", query),
                json(page(OPERATOR), "POST", ENGINE + "/task/count", query),
                json(machine(OPERATOR), "POST", "/engine-rest/task", query),
                json(machine(OPERATOR), "POST", "/engine-rest/task/", query))) {
            assertThat(answer.statusCode()).isEqualTo(403);
        }
        assertThat(canary.sang).isFalse();
    }

    @Test
    void refusesAnExpressionInAnAddressAndOneInAnotherEncoding() {
        String song = URLEncoder.encode("${canary.sing()}", StandardCharsets.UTF_8);
        assertThat(get(machine(OPERATOR), "/engine-rest/task?dueAfterExpression=" + song))
                .isEqualTo(403);
        String query = "{\"orQueries\":[{\"dueAfterExpression\":\"${canary.sing()}\"}]}";
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "application/hal+json")) {
            assertThat(send(
                                    machine(OPERATOR),
                                    operations.number(),
                                    "POST",
                                    "/engine-rest/task",
                                    query,
                                    "Content-Type",
                                    type)
                            .statusCode())
                    .as(type)
                    .isEqualTo(415);
        }
        assertThat(send(machine(OPERATOR), operations.number(), "POST", "/engine-rest/task", query)
                        .statusCode())
                .as("no type at all")
                .isEqualTo(415);
        assertThat(json(machine(OPERATOR), "POST", "/engine-rest/task", "{\"orQueries\":[")
                        .statusCode())
                .isEqualTo(400);
        assertThat(canary.sang).isFalse();
    }

    @Test
    void letsAnOrdinaryQueryThrough() {
        assertThat(json(page(OPERATOR), "POST", ENGINE + "/process-instance/count", "{}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(json(machine(OPERATOR), "POST", "/engine-rest/job/count", "{\"noRetriesLeft\":true}")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "POST /filter/create",
                "PUT /filter/f1",
                "DELETE /filter/f1",
                "POST /deployment/create",
                "POST /deployment/create/",
                "POST /deployment/d1/redeploy",
                "DELETE /deployment/d1",
                "POST /process-definition/key/truck-pass/start",
                "POST /process-definition/p1/submit-form",
                "POST /process-definition/p1/restart-async",
                "DELETE /process-definition/p1",
                "POST /message",
                "POST /signal",
                "POST /condition",
                "POST /migration/execute",
                "POST /modification/execute",
                "POST /process-instance/i1/modification",
                "POST /case-definition/key/x/create",
                "POST /user/create",
                "PUT /user/op-1/profile",
                "DELETE /user/op-1",
                "POST /group/create",
                "PUT /group/operator/members/clerk-1",
                "POST /tenant/create",
                "POST /authorization/create",
                "PUT /authorization/operator-task",
                "DELETE /authorization/operator-task",
            })
    void refusesWhatOnlyTheHouseItselfDoes(String method, String path) {
        for (String root : List.of("/engine-rest", "/engine-rest/engine/default")) {
            assertThat(json(machine(OPERATOR), method, root + path, "{}").statusCode())
                    .as(root)
                    .isEqualTo(403);
            assertThat(json(NOBODY, method, root + path, "{}").statusCode())
                    .as(root)
                    .isEqualTo(403);
        }
        assertThat(json(page(OPERATOR), method, ENGINE + path, "{}").statusCode())
                .isEqualTo(403);
    }

    @Test
    void refusesADeploymentOverAnyRoute() {
        String file =
                "--b\r\nContent-Disposition: form-data; name=\"x.bpmn\"; filename=\"x.bpmn\"\r\n\r\n<x/>\r\n--b--\r\n";
        long before = engine.getRepositoryService().createDeploymentQuery().count();
        for (String path : List.of(
                "/engine-rest/deployment/create",
                "/engine-rest/engine/default/deployment/create",
                ENGINE + "/deployment/create",
                "/camunda/api/cockpit/plugin/base/default/deployment/create")) {
            for (Who caller : List.of(machine(OPERATOR), page(OPERATOR), NOBODY)) {
                var answer = send(
                        caller,
                        operations.number(),
                        "POST",
                        path,
                        file,
                        "Content-Type",
                        "multipart/form-data; boundary=b");
                assertThat(answer.statusCode()).as(path).isIn(403, 404, 415);
            }
            assertThat(send(
                                    machine(OPERATOR),
                                    publicPort,
                                    "POST",
                                    path,
                                    file,
                                    "Content-Type",
                                    "multipart/form-data; boundary=b")
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(engine.getRepositoryService().createDeploymentQuery().count())
                .isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/engine-rest/%64eployment/create",
                "/engine-rest//deployment/create",
                "/engine-rest/deployment;x=y/create",
                "/engine-rest/./deployment/create",
                "/engine-rest/x/../deployment/create",
                "/engine-rest/x/%2e%2e/deployment/create",
                "/engine-rest/deployment%2fcreate",
                "/camunda/api/engine/engine/default/;x/deployment/create",
                "/camunda/api/%65ngine/engine/default/deployment/create",
                "/camunda//api/engine/engine/default/deployment/create",
            })
    void isNotDeceivedByTheSpellingOfAPath(String path) {
        for (Who caller : List.of(machine(OPERATOR), page(OPERATOR))) {
            assertThat(json(caller, "POST", path, "{}").statusCode()).isIn(400, 403);
        }
        assertThat(get(page(OPERATOR), "/camunda/api/%65ngine/engine/default/task"))
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"value\":\"rO0AB\",\"type\":\"Object\",\"valueInfo\":{\"objectTypeName\":\"java.util.HashMap\","
                        + "\"serializationDataFormat\":\"application/x-java-serialized-object\"}}",
                "{\"value\":\"rO0AB\",\"valueInfo\":{\"serializationDataFormat\":\"Application/X-Java-Serialized-Object; a=b\"}}",
                "{\"value\":\"{}\",\"type\":\"object\",\"valueInfo\":{\"objectTypeName\":\"javax.script.ScriptEngineManager\","
                        + "\"serializationDataFormat\":\"application/json\"}}",
            })
    void refusesAJavaObjectAsAVariable(String variable) {
        String path = "/process-instance/" + instance + "/variables/x";
        assertThat(json(page(OPERATOR), "PUT", ENGINE + path, variable).statusCode())
                .isEqualTo(403);
        assertThat(json(machine(OPERATOR), "PUT", "/engine-rest" + path, variable)
                        .statusCode())
                .isEqualTo(403);
        assertThat(json(
                                machine(OPERATOR),
                                "POST",
                                "/engine-rest/process-instance/" + instance + "/variables",
                                "{\"modifications\":{\"x\":" + variable + "}}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(engine.getRuntimeService().getVariables(instance)).isEmpty();
    }

    @Test
    void refusesABodyOverOneMegabyte() {
        String large = "{\"a\":\"" + "x".repeat(EngineShield.LARGEST_BODY) + "\"}";
        assertThat(json(machine(OPERATOR), "POST", "/engine-rest/task", large).statusCode())
                .isEqualTo(413);
    }

    @Test
    void makesNoAdministratorForWhoeverAsksFirst() {
        String user = "{\"profile\":{\"id\":\"evil\",\"firstName\":\"e\",\"lastName\":\"e\"},"
                + "\"credentials\":{\"password\":\"made-up\"}}";
        for (int port : List.of(publicPort, operations.number())) {
            for (Who caller : List.of(NOBODY, page(CLERK), page(OPERATOR))) {
                for (String path : List.of(
                        "/camunda/api/admin/setup/default/user/create",
                        "/camunda/api/admin/setup/default/user/create/",
                        "/camunda/api/admin/setup/other/user/create",
                        "/camunda/app/admin/default/setup/",
                        "/camunda/app/admin/default/setup")) {
                    for (String method : List.of("GET", "POST")) {
                        var answer = send(caller, port, method, path, user, "Content-Type", "application/json");
                        assertThat(answer.statusCode()).as(method + path).isEqualTo(403);
                    }
                }
            }
        }
        assertThat(jdbc.sql("SELECT COUNT(*) FROM ACT_ID_USER")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql(
                                "SELECT COUNT(*) FROM ACT_RU_AUTHORIZATION WHERE GROUP_ID_ IS NULL OR GROUP_ID_ <> 'operator'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void noPasswordOpensTheEnginesOwnLogin() {
        var answer = send(
                page(OPERATOR),
                operations.number(),
                "POST",
                "/camunda/api/admin/auth/user/default/login/cockpit",
                "username=ops&password=" + Caller.DEMO_PASSWORD,
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(engine.getIdentityService().checkPassword(OPERATOR, Caller.DEMO_PASSWORD))
                .isFalse();
    }

    @Test
    void tellsItsHealthAndItsNumbers() {
        assertThat(get(NOBODY, "/actuator/health/readiness")).isEqualTo(200);
        assertThat(get(page(OPERATOR), "/actuator/env")).isEqualTo(404);
        var numbers = send(page(OPERATOR), operations.number(), "GET", "/actuator/prometheus", null);
        assertThat(numbers.statusCode()).isEqualTo(200);
        assertThat(numbers.body())
                .contains(
                        "onewindow_engine_incidents_open ",
                        "onewindow_engine_jobs_due ",
                        "onewindow_engine_jobs_failed ");
    }

    @Test
    void saysWhichInvariantIsBroken() {
        Who operator = page(OPERATOR);
        var well = send(operator, operations.number(), "GET", "/ops/invariants", null);
        assertThat(well.statusCode()).isEqualTo(200);
        assertThat(read(well).get("ok").asBoolean()).isTrue();

        String job = process.failJob(instance).getId();
        jdbc.sql("DELETE FROM ACT_RU_INCIDENT WHERE CONFIGURATION_ = :job")
                .param("job", job)
                .update();
        var broken = send(operator, operations.number(), "GET", "/ops/invariants", null);
        assertThat(broken.statusCode()).isEqualTo(503);
        JsonNode violation = read(broken).get("violations").get(0);
        assertThat(violation.get("code").asString()).isEqualTo("failed-job-has-incident");
        assertThat(violation.get("ids").get(0).asString()).isEqualTo(job);
        assertThat(violation.get("count").asInt()).isEqualTo(1);
    }

    @Test
    void seesAtOneGlanceWhatStandsStill() {
        Who operator = page(OPERATOR);
        process.failJob(instance);
        var overview = send(operator, operations.number(), "GET", "/ops/overview", null);
        assertThat(overview.statusCode()).isEqualTo(200);
        assertThat(overview.body())
                .contains("#/process-instance/" + instance + "/runtime", "货车通行码", "待发的通知", "不再重试的作业", "全部成立");
        assertThat(get(operator, "/camunda/app/cockpit/default/")).isEqualTo(200);
    }
}
