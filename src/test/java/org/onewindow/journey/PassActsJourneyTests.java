package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.code;
import static org.onewindow.journey.Office.heavyTruck;
import static org.onewindow.journey.Office.read;
import static org.onewindow.journey.Office.today;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onewindow.shared.Invariant;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What the office does to a pass once it is given. */
@RunningOffice
class PassActsJourneyTests {

    private final Office office;
    private final Visitor clerk;

    @Autowired
    PassActsJourneyTests(@LocalServerPort int port) {
        office = new Office(port);
        clerk = office.as("wang.fang");
    }

    @Test
    void aPassIsSuspendedReinstatedIssuedAnewAndRevokedEachByWhoMay(
            @Autowired JdbcClient sql, @Autowired List<Invariant> invariants) {
        String pass = "/api/truck-passes/"
                + office.granted(heavyTruck()).get("number").asString();
        String suspend = body("SUSPEND", "under-investigation", ", \"days\": 7");
        String revoke = body("REVOKE", "code-forged-or-lent", "");

        assertThat(code(act(office.as("zhao.min"), pass, 0, suspend))).isEqualTo("pass-unknown");
        assertThat(code(act(clerk, pass, 0, revoke))).isEqualTo("act-not-yours");
        assertThat(code(act(clerk, pass, 0, body("DEREGISTER", "period-over", ""))))
                .isEqualTo("pass-not-over");
        assertThat(code(act(clerk, pass, 0, body("SUSPEND", "under-investigation", ""))))
                .isEqualTo("days-of-suspension");
        assertThat(standing(act(clerk, pass, 0, suspend))).isEqualTo("SUSPENDED");
        assertThat(code(act(clerk, pass, 0, suspend))).isEqualTo("version-stale");
        assertThat(onTheRoad(pass)).isEqualTo("SUSPENDED");

        assertThat(standing(act(clerk, pass, 1, body("REINSTATE", "suspicion-cleared", ""))))
                .isEqualTo("LIVE");
        String old = read(clerk, pass).get("code").asString();
        assertThat(standing(act(clerk, pass, 2, body("REISSUE", "code-lost-or-copied", ""))))
                .isEqualTo("LIVE");
        assertThat(read(clerk, pass).get("code").asString()).isNotEqualTo(old);

        assertThat(standing(act(office.as("chen.gang"), pass, 3, revoke))).isEqualTo("REVOKED");
        assertThat(onTheRoad(pass)).isEqualTo("REVOKED");
        assertThat(code(act(clerk, pass, 4, suspend))).isEqualTo("pass-status");

        JsonNode notices = read(office.as("li.na"), pass + "/acts");
        assertThat(notices).hasSize(4);
        assertThat(notices.get(0).get("suspendedTo").asString())
                .isEqualTo(today().plusDays(6).toString());
        JsonNode last = notices.get(3);
        assertThat(last.at("/act/text").asString()).isEqualTo("吊销");
        assertThat(last.at("/unit/code").asString()).isEqualTo("YT.JJ.ZF");
        assertThat(last.get("basis").asString()).contains("行政许可法");
        assertThat(last.get("remedy").asString()).contains("行政复议");
        assertThat(last.toString()).doesNotContain("陈刚");
        assertThat(code(office.as("zhou.jie").get(pass + "/acts"))).isEqualTo("pass-unknown");

        assertThat(invariants)
                .filteredOn(invariant -> invariant.code().equals("codes-of-ended-passes"))
                .singleElement()
                .satisfies(invariant -> assertThat(sql.sql(invariant.violations())
                                .query(String.class)
                                .list())
                        .isEmpty());
    }

    @Test
    void nobodyActsOnHisOwnPass(@Autowired JdbcClient sql) {
        JsonNode pass = office.granted(heavyTruck());
        byte[] account = "demo/account/wang.fang".getBytes(StandardCharsets.UTF_8);
        sql.sql("UPDATE truck_pass SET holder = :clerk WHERE number = :number")
                .param("clerk", UUID.nameUUIDFromBytes(account).toString())
                .param("number", pass.get("number").asString())
                .update();
        String address = "/api/truck-passes/" + pass.get("number").asString();
        assertThat(code(act(clerk, address, 0, body("SUSPEND", "under-investigation", ", \"days\": 7"))))
                .isEqualTo("own-case");
        assertThat(read(clerk, address).at("/standing/code").asString()).isEqualTo("LIVE");
    }

    @Test
    void anActIsDoneOnceWhenTheSameRequestIsSentTwice() {
        String address = "/api/truck-passes/"
                + office.granted(heavyTruck()).get("number").asString();
        String key = UUID.randomUUID().toString();
        String[] headers = {"If-Match", "\"0\"", "Idempotency-Key", key};
        String suspend = body("SUSPEND", "under-investigation", ", \"days\": 7");
        HttpResponse<String> first = clerk.send("POST", address + "/acts", suspend, headers);
        HttpResponse<String> second = clerk.send("POST", address + "/acts", suspend, headers);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(read(clerk, address + "/acts")).hasSize(1);
    }

    private static String body(String act, String cause, String more) {
        return "{\"act\": \"%s\", \"cause\": \"%s\", \"reason\": \"经查\"%s}".formatted(act, cause, more);
    }

    private static HttpResponse<String> act(Visitor somebody, String pass, int version, String body) {
        return somebody.post(pass + "/acts", body, "If-Match", "\"" + version + "\"");
    }

    private static String standing(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Caller.json(answer).at("/standing/code").asString();
    }

    private String onTheRoad(String pass) {
        String code = read(clerk, pass).get("code").asString();
        HttpResponse<String> answer = office.as("liu.yang").post("/api/pass-checks", "{\"code\": \"" + code + "\"}");
        return Caller.json(answer).get("result").asString();
    }
}
