package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.APPLICATIONS;
import static org.onewindow.journey.Office.heavyTruck;
import static org.onewindow.journey.Office.underReview;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Everybody who looks at somebody's case leaves a trace, which the applicant and the auditor can see. */
@RunningOffice
class AuditJourneyTests {

    private final Office office;
    private final ApplicationContext context;
    private final JdbcClient sql;
    private final Visitor agent;
    private final Visitor clerk;
    private final Visitor auditor;

    @Autowired
    AuditJourneyTests(@LocalServerPort int port, ApplicationContext context, JdbcClient sql) {
        office = new Office(port);
        this.context = context;
        this.sql = sql;
        agent = office.as("li.na");
        clerk = office.as("wang.fang");
        auditor = office.as("audit");
    }

    private List<String> trail(String object) {
        var acts = new ArrayList<String>();
        Caller.json(auditor.get("/api/audit/records?limit=100&object=" + object))
                .forEach(r -> acts.add(
                        0,
                        r.get("roles").asString() + " " + r.get("act").asString() + " "
                                + r.get("result").asString()));
        return acts;
    }

    @Test
    void changesAndLooksOfTheOfficeAreRecordedInTheirOrderUnderTheCase() {
        JsonNode opened = underReview(agent, heavyTruck());
        String id = opened.get("id").asString();
        String item = Office.workItem(clerk, opened).get("id").asString();
        clerk.get("/api/work-items/" + item);
        clerk.get(APPLICATIONS + "/" + id);
        Office.decide(clerk, opened, "{\"outcome\": \"grant\"}");
        assertThat(trail(id))
                .containsExactly(
                        "AGENT POST /api/truck-pass-applications DONE",
                        "CLERK GET /api/work-items/{id} DONE",
                        "CLERK GET /api/truck-pass-applications/{id} DONE",
                        "CLERK POST /api/work-items/{id}/claim DONE",
                        "CLERK POST /api/work-items/{id}/completion DONE");
    }

    @Test
    void whatTheRulesDecideIsRecordedToo() {
        String id = Office.apply(agent, Office.truck("ORDINARY", "鲁F10002", "02"));
        Office.awaitStatus(agent, id, "GRANTED");
        assertThat(trail(id))
                .containsExactly("AGENT POST /api/truck-pass-applications DONE", " case DECIDED_BY_RULE DONE");
        assertThat(Caller.json(agent.get("/api/cases/" + id + "/accesses"))).isEmpty();
    }

    @Test
    void theApplicantSeesWhichUnitLookedButNoName() {
        JsonNode opened = underReview(agent, heavyTruck());
        String id = opened.get("id").asString();
        clerk.get(APPLICATIONS + "/" + id);
        office.as("zhao.min").get("/api/cases/" + id);
        JsonNode accesses = Caller.json(agent.get("/api/cases/" + id + "/accesses"));
        assertThat(accesses).hasSize(2);
        assertThat(accesses.get(0).at("/kind/code").asString()).isEqualTo("REFUSED");
        assertThat(accesses.get(0).at("/unit/code").asString()).isEqualTo("YT.JJ.LS");
        assertThat(accesses.get(1).at("/kind/text").asString()).isEqualTo("查看");
        assertThat(accesses.get(1).at("/unit/text").asString()).isEqualTo("芝罘大队（演示）");
        assertThat(accesses.toString()).doesNotContain("王芳", "wang.fang");
        assertThat(clerk.get("/api/cases/" + id + "/accesses").statusCode()).isEqualTo(404);
    }

    @Test
    void aChangeThatFailedIsNoneAndAShutDoorIsRecorded() {
        String id = Caller.json(agent.post(APPLICATIONS + "?draft=true", heavyTruck()))
                .get("id")
                .asString();
        Visitor stranger = office.as("zhou.jie");
        ObjectNode body = heavyTruck();
        assertThat(stranger.send("PUT", APPLICATIONS + "/" + id, body).statusCode())
                .isEqualTo(404);
        assertThat(agent.post(APPLICATIONS + "/" + id + "/submission", null, "If-Match", "\"99\"")
                        .statusCode())
                .isEqualTo(412);
        assertThat(trail(id))
                .containsExactly(
                        "AGENT POST /api/truck-pass-applications DONE",
                        "AGENT PUT /api/truck-pass-applications/{id} 404");
    }

    @Test
    void wrongPasswordsAreRecordedAndGoodOnesToo() {
        office.caller.askToken("sun.lei", "wrong-password");
        String records = auditor.get("/api/audit/records?limit=100&result=401").body();
        assertThat(records).contains("\"act\":\"login\"").contains("\"actor\":\"-\"");
        assertThat(auditor.get("/api/audit/records?limit=100").body()).contains("AUDIT_ADMIN");
    }

    @Test
    void onlyTheAuditorReadsTheAuditAndHisOwnLooksAreInIt() {
        for (String login : List.of("wang.fang", "chen.gang", "li.na", "ops")) {
            assertThat(office.as(login).get("/api/audit/records").statusCode())
                    .as(login)
                    .isEqualTo(403);
        }
        assertThat(auditor.get("/api/work-items").statusCode()).isEqualTo(403);
        JsonNode verdict = Caller.json(auditor.post("/api/audit/verifications", null));
        assertThat(verdict.get("findings")).isEmpty();
        assertThat(verdict.get("records").asLong()).isPositive();
        assertThat(Caller.json(auditor.get("/api/audit/records?limit=100")).findValuesAsString("act"))
                .contains("POST /api/audit/verifications", "GET /api/audit/records");
    }

    /** Every address at which one thing is looked at or changed, with an id that nobody has. */
    @Test
    void whateverSomebodyOfTheOfficeReachesForAndDoesNotGetIsOnRecord() {
        List<String> untold = new ArrayList<>();
        Map<String, String> refused = new LinkedHashMap<>();
        context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((info, handler) -> info.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> {
                            for (String pattern : info.getPatternValues()) {
                                if (pattern.startsWith("/api/") && pattern.contains("{")) {
                                    String nobodys = UUID.randomUUID().toString();
                                    int status = clerk.send(
                                                    method.name(),
                                                    pattern.replaceAll("\\{[^}]*}", nobodys),
                                                    method == RequestMethod.GET ? null : "{}",
                                                    "Idempotency-Key",
                                                    nobodys)
                                            .statusCode();
                                    if (status == 403 || status == 404) {
                                        refused.put(nobodys, method + " " + pattern + " " + status);
                                    }
                                    if (method == RequestMethod.GET && !handler.hasMethodAnnotation(GetMapping.class)) {
                                        untold.add(pattern);
                                    }
                                }
                            }
                        }));
        String recorded = String.join("\n", sql.sql("""
                                SELECT CONCAT(r.act, ' ', r.object) FROM audit_record r JOIN account a ON a.id = r.actor
                                WHERE a.login = 'wang.fang'
                                """).query(String.class).list());
        refused.forEach((nobodys, route) -> {
            if (!recorded.contains(nobodys)) {
                untold.add(route);
            }
        });

        assertThat(refused).hasSizeGreaterThan(50);
        assertThat(untold).isEmpty();
    }

    @Test
    void aSearchForOneCaseIsOnRecord() {
        JsonNode opened = underReview(agent, heavyTruck());
        String number = opened.get("number").asString();
        clerk.get("/api/work-items?text=" + number);
        String mine = sql.sql("SELECT id FROM account WHERE login = 'wang.fang'")
                .query(String.class)
                .single();
        assertThat(sql.sql("SELECT act FROM audit_record WHERE actor = :clerk ORDER BY at DESC, seq DESC LIMIT 20")
                        .param("clerk", mine)
                        .query(String.class)
                        .list())
                .contains("GET /api/work-items");
    }
}
