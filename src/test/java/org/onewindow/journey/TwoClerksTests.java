package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.apply;
import static org.onewindow.journey.Office.awaitStatus;
import static org.onewindow.journey.Office.code;
import static org.onewindow.journey.Office.heavyTruck;
import static org.onewindow.journey.Office.passOf;
import static org.onewindow.journey.Office.read;
import static org.onewindow.journey.Office.underReview;
import static org.onewindow.journey.Office.workItem;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onewindow.support.AtOnce;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Several people reach for the same work. */
@RunningOffice
class TwoClerksTests {

    private static final int CASES = 30;
    private static final String GRANT = "{\"outcome\": \"grant\"}";
    private static final String REFUSE = "{\"outcome\": \"refuse\", \"note\": \"材料不实\"}";

    private final JdbcClient sql;
    private final Visitor agent;
    private final Visitor wang;
    private final Visitor sun;
    private final Visitor laishan;
    private final Visitor supervisor;

    @Autowired
    TwoClerksTests(@LocalServerPort int port, JdbcClient sql) {
        this.sql = sql;
        Office office = new Office(port);
        agent = office.as("li.na");
        wang = office.as("wang.fang");
        sun = office.as("sun.lei");
        laishan = office.as("zhao.min");
        supervisor = office.as("chen.gang");
    }

    @Test
    void oneHoldsAndOneDecisionCountsHoweverManyReachAtOnce() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            ids.add(apply(agent, heavyTruck()));
        }
        for (String id : ids) {
            JsonNode opened = awaitStatus(agent, id, "UNDER_REVIEW");
            String item = place(opened);
            var claims = AtOnce.run(() -> wang.post(item + "/claim", null), () -> sun.post(item + "/claim", null));
            assertThat(claims).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(200, 409);
            boolean wangHolds = claims.get(0).statusCode() == 200;
            HttpResponse<String> lost = claims.get(wangHolds ? 1 : 0);
            assertThat(code(lost)).isEqualTo("already-claimed");
            Visitor holder = wangHolds ? wang : sun;
            Visitor other = wangHolds ? sun : wang;
            String version = Caller.header(claims.get(wangHolds ? 0 : 1), "ETag");

            var decisions = AtOnce.run(
                    () -> holder.post(item + "/completion", GRANT, "If-Match", version),
                    () -> holder.post(item + "/completion", REFUSE, "If-Match", version),
                    () -> other.post(item + "/completion", GRANT, "If-Match", version));
            assertThat(decisions.get(2).statusCode()).isEqualTo(409);
            assertThat(decisions.subList(0, 2))
                    .extracting(HttpResponse::statusCode)
                    .satisfiesExactlyInAnyOrder(
                            won -> assertThat(won).isEqualTo(200),
                            late -> assertThat(late).isIn(409, 412));
            boolean grantWon = decisions.get(0).statusCode() == 200;
            assertThat(read(agent, "/api/cases/" + id).at("/status/code").asString())
                    .isEqualTo(grantWon ? "GRANTED" : "REFUSED");
            assertThat(count("SELECT COUNT(*) FROM case_event WHERE act = 'TASK_COMPLETED' AND case_id = :id", id))
                    .isEqualTo(1);
            assertThat(count("SELECT COUNT(*) FROM truck_pass WHERE case_id = :id", id))
                    .isEqualTo(grantWon ? 1 : 0);
        }
    }

    @Test
    void nobodyEndsWhatHeDoesNotHold() {
        JsonNode opened = underReview(agent, heavyTruck());
        String item = place(opened);
        String version = "\"" + opened.get("version") + "\"";
        assertThat(code(wang.post(item + "/completion", GRANT, "If-Match", version)))
                .isEqualTo("not-claimed");
        wang.post(item + "/claim", null);

        assertThat(code(sun.post(item + "/completion", GRANT, "If-Match", version)))
                .isEqualTo("not-claimed");
        assertThat(code(wang.post(item + "/completion", GRANT))).isEqualTo("if-match-required");
        assertThat(code(wang.post(item + "/completion", GRANT, "If-Match", "1")))
                .isEqualTo("if-match-malformed");
        HttpResponse<String> stale = wang.post(item + "/completion", GRANT, "If-Match", "\"99\"");
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(code(wang.post(item + "/completion", "{\"outcome\": \"approve\"}", "If-Match", version)))
                .isEqualTo("outcome-unknown");
        assertThat(read(agent, "/api/cases/" + opened.get("id").asString())
                        .at("/status/code")
                        .asString())
                .isEqualTo("UNDER_REVIEW");
    }

    @Test
    void whatIsReleasedIsFreeForTheOther() {
        String item = place(underReview(agent, heavyTruck()));
        assertThat(code(wang.post(item + "/release", null))).isEqualTo("not-claimed");
        HttpResponse<String> claimed = wang.post(item + "/claim", null);
        assertThat(Caller.json(claimed).get("mine").asBoolean()).isTrue();
        assertThat(wang.post(item + "/claim", null).statusCode()).isEqualTo(200);
        assertThat(read(sun, item).get("mine").asBoolean()).isFalse();
        assertThat(read(sun, item).get("claimedAt").isNull()).isFalse();

        assertThat(code(sun.post(item + "/release", null))).isEqualTo("not-claimed");
        assertThat(Caller.json(wang.post(item + "/release", null))
                        .get("claimedAt")
                        .isNull())
                .isTrue();
        assertThat(sun.post(item + "/claim", null).statusCode()).isEqualTo(200);
        assertThat(code(wang.post(item + "/claim", null))).isEqualTo("already-claimed");
    }

    @Test
    void nobodyDecidesHisOwnCase() {
        String item = place(underReview(agent, heavyTruck()));
        sql.sql("""
                        UPDATE work_item SET applicant = (SELECT id FROM account WHERE login = 'wang.fang')
                        WHERE id = :id
                        """).param("id", item.substring(item.lastIndexOf('/') + 1)).update();

        HttpResponse<String> own = wang.post(item + "/claim", null);
        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(code(own)).isEqualTo("own-case");
        assertThat(sun.post(item + "/claim", null).statusCode()).isEqualTo(200);
    }

    @Test
    void anotherUnitsWorkDoesNotExist() {
        JsonNode opened = underReview(agent, heavyTruck());
        String item = place(opened);
        for (String verb : List.of("/claim", "/release", "/completion")) {
            HttpResponse<String> foreign = laishan.post(item + verb, GRANT, "If-Match", "\"1\"");
            HttpResponse<String> nothing =
                    laishan.post("/api/work-items/" + UUID.randomUUID() + verb, GRANT, "If-Match", "\"1\"");
            assertThat(foreign.statusCode()).isEqualTo(404);
            assertThat(foreign.body()).isEqualTo(nothing.body());
        }
        assertThat(read(laishan, "/api/work-items?text=" + opened.get("number").asString())
                        .get("total")
                        .asInt())
                .isZero();
        assertThat(read(laishan, "/api/work-items?unit=YT.JJ.ZF").get("total").asInt())
                .isZero();
    }

    @Test
    void aSupervisorSeesAllBelowHimAndActsOnlyOnWhatIsLate() {
        JsonNode zhifu = underReview(agent, heavyTruck());
        var there = heavyTruck();
        there.putArray("zones").add("LS");
        JsonNode inLaishan = underReview(agent, there);
        assertThat(workItem(supervisor, zhifu).get("unit").asString()).isEqualTo("YT.JJ.ZF");
        assertThat(workItem(supervisor, inLaishan).get("unit").asString()).isEqualTo("YT.JJ.LS");
        assertThat(workItem(laishan, inLaishan).get("caseId")).isEqualTo(inLaishan.get("id"));

        String item = place(zhifu);
        assertThat(code(supervisor.post(item + "/claim", null))).isEqualTo("not-your-role");
        sql.sql("UPDATE work_item SET due_at = '2026-01-05 01:00:00.000' WHERE id = :id")
                .param("id", item.substring(item.lastIndexOf('/') + 1))
                .update();
        HttpResponse<String> claimed = supervisor.post(item + "/claim", null);
        assertThat(claimed.statusCode()).isEqualTo(200);
        assertThat(Caller.json(claimed).get("colour").asString()).isEqualTo("RED");
        assertThat(supervisor
                        .post(item + "/completion", GRANT, "If-Match", Caller.header(claimed, "ETag"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(passOf(agent, zhifu.get("id").asString())).isNotNull();
    }

    private String place(JsonNode opened) {
        return "/api/work-items/" + workItem(supervisor, opened).get("id").asString();
    }

    private long count(String question, String id) {
        return sql.sql(question).param("id", id).query(Long.class).single();
    }
}
