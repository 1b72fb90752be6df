package org.onewindow.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.onewindow.journey.Office;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Somebody of the office looks at more than his work asks for. */
@RunningOffice
class SecurityAlertTests {

    private static final String LOOK = "GET /api/cases/{id}";

    private final Office office;
    private final Caller caller;
    private final Onlooking curious;
    private final JdbcClient sql;
    private final AlertRecords records;

    @Autowired
    SecurityAlertTests(@LocalServerPort int port, ApplicationContext context, JdbcClient sql, AlertRecords records) {
        office = new Office(port);
        caller = office.caller;
        curious = new Onlooking(context);
        this.sql = sql;
        this.records = records;
    }

    @AfterEach
    void forget() {
        sql.sql("DELETE FROM security_alert WHERE account = :id")
                .param("id", curious.account())
                .update();
        sql.sql("DELETE FROM notification_contact WHERE account IN (SELECT id FROM account WHERE login = 'security')")
                .update();
    }

    private List<JsonNode> told() {
        return Office.read(office.as("security"), "/api/security-alerts")
                .valueStream()
                .filter(alert -> alert.get("account").asString().equals(curious.account()))
                .toList();
    }

    private static String url(String plain) {
        return URLEncoder.encode(plain, StandardCharsets.UTF_8);
    }

    @Test
    void sixtyOneCasesWithinAnHourThatAreNotHisWorkAreToldToTheAdministratorOfSecurity() {
        List<String> cases =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(61).toList();
        // First, for the office watches by itself too.
        curious.does("POST /api/work-items/{id}/claim", cases.get(0));
        cases.forEach(one -> curious.does(LOOK, one));
        // Looking twice is one look, and what he works on is his to look at.
        cases.subList(0, 10).forEach(one -> curious.does("GET /desk/work-items/{id}", one));
        curious.watch();
        assertThat(told()).isEmpty();

        curious.does(LOOK, UUID.randomUUID().toString());
        curious.watch();
        curious.watch();
        assertThat(told()).singleElement().satisfies(alert -> {
            assertThat(alert.get("looked").asInt()).isEqualTo(61);
            assertThat(alert.get("unit").asString()).isEqualTo("YT.JJ.ZF");
            assertThat(alert.get("seenBy").isNull()).isTrue();
        });

        String inquiry = "/api/security-alerts/" + told().get(0).get("id").asString() + "/inquiry";
        assertThat(office.as("security")
                        .post(inquiry, "{\"note\": \"%s\"}".formatted("x".repeat(501)))
                        .statusCode())
                .isEqualTo(422);
        assertThat(office.as("security").post(inquiry, null).statusCode()).isEqualTo(204);
        assertThat(told().get(0).get("seenBy").isNull()).isFalse();
    }

    @Test
    void theAdministratorLandsOnThePageOfAlertsAndOpensAnInquiryWithANoteThere() {
        curious.isSeen();
        HttpResponse<String> in = caller.signIn("security", Caller.DEMO_PASSWORD);
        assertThat(Caller.header(in, "Location")).endsWith("/security-alerts");
        String session = Caller.cookie(in);
        HttpResponse<String> page = caller.get("/security-alerts?lang=en", "Cookie", session);
        String id = told().get(0).get("id").asString();
        assertThat(page.body()).contains(curious.account(), "61 matters", "/security-alerts/" + id + "/inquiry");

        String csrf = "&_csrf=" + url(Caller.csrf(page));
        String inquiry = "/security-alerts/" + id + "/inquiry";
        HttpResponse<String> taken = caller.post(inquiry, session, "note=" + url("已联系其主管") + csrf);
        assertThat(taken.statusCode()).isEqualTo(303);
        assertThat(caller.get("/security-alerts", "Cookie", session).body())
                .contains("已联系其主管")
                .doesNotContain(inquiry);
        assertThat(caller.get("/security-alerts?lang=en", "Cookie", session).body())
                .contains("<p lang=\"zh\">已联系其主管</p>", "Inquiry opened by security");
        assertThat(sql.sql("SELECT note_sealed FROM security_alert WHERE id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .doesNotContain("已联系其主管");

        sql.sql("UPDATE security_alert SET seen_by = 'another' WHERE id = :id")
                .param("id", id)
                .update();
        HttpResponse<String> late = caller.post(inquiry, session, "note=" + csrf);
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("别的安全管理员已经开始核查");
        assertThat(caller.post("/security-alerts/nothing/inquiry", session, "note=" + csrf)
                        .statusCode())
                .isEqualTo(404);
        for (String login : List.of("wang.fang", "chen.gang", "system", "audit", "zhang.wei")) {
            String other = Caller.cookie(caller.signIn(login, Caller.DEMO_PASSWORD));
            assertThat(caller.get("/security-alerts", "Cookie", other).statusCode())
                    .as(login)
                    .isEqualTo(403);
        }
    }

    @Test
    void theAdministratorLeavesAnAddressForNewAlerts() {
        String session = Caller.cookie(caller.signIn("security", Caller.DEMO_PASSWORD));
        String csrf = "&_csrf=" + url(Caller.csrf(caller.get("/security-alerts", "Cookie", session)));
        HttpResponse<String> wrong = caller.post("/security-alerts/contact", session, "mail=nowhere" + csrf);
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("邮箱地址的格式不对", "nowhere");
        assertThat(caller.post("/security-alerts/contact", session, "mail=guard%40example.org" + csrf)
                        .statusCode())
                .isEqualTo(303);
        assertThat(caller.get("/security-alerts?saved", "Cookie", session).body())
                .contains("已保存", "value=\"guard@example.org\"");
        assertThat(Office.read(office.as("security"), "/api/me/contact")
                        .get("mail")
                        .asString())
                .isEqualTo("guard@example.org");
    }

    @Test
    void whomAnAlertIsAboutDoesNotSeeItAndIsForgottenInIt() {
        curious.isSeen();
        curious.isAskedBy("somebody");
        String id = told().get(0).get("id").asString();
        assertThat(records.about(curious.account())).isEmpty();
        assertThat(sql.sql("SELECT id FROM (" + records.ended().orElseThrow() + ") ended")
                        .query(String.class)
                        .list())
                .contains(id);
        records.erase(id);
        assertThat(sql.sql("SELECT account, raised_in, note_sealed FROM security_alert WHERE id = :id")
                        .param("id", id)
                        .query()
                        .singleRow()
                        .values())
                .containsExactly("", id, null);
        sql.sql("DELETE FROM security_alert WHERE id = :id").param("id", id).update();
    }
}
