package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.onewindow.journey.Office.heavyTruck;
import static org.onewindow.journey.Office.read;
import static org.onewindow.journey.Office.received;
import static org.onewindow.journey.Office.underReview;
import static org.onewindow.journey.Office.url;
import static org.onewindow.journey.Office.workItem;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onewindow.support.AtOnce;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The desk as a browser without scripts meets it. */
@RunningOffice
class DeskJourneyTests {

    private static final String WANG = "wang.fang";

    /** Somebody who has signed in by the form; a newer session of a clerk ends the older one. */
    private record Seat(Caller caller, String session, String csrf) {

        HttpResponse<String> get(String path) {
            return caller.get(path, "Cookie", session);
        }

        HttpResponse<String> post(String path, String fields) {
            return post(path, fields, UUID.randomUUID().toString());
        }

        HttpResponse<String> post(String path, String fields, String key) {
            return caller.post(path, session, fields + "&_key=" + key + "&_csrf=" + csrf);
        }
    }

    private final Office office;
    private final Visitor agent;

    @Autowired
    DeskJourneyTests(@LocalServerPort int port) {
        office = new Office(port);
        agent = office.as("li.na");
    }

    private Seat seat(String login) {
        String session = Caller.cookie(office.caller.signIn(login, Caller.DEMO_PASSWORD));
        return new Seat(office.caller, session, Caller.csrf(office.caller.get("/desk", "Cookie", session)));
    }

    private String place(JsonNode opened) {
        return "/desk/work-items/"
                + workItem(office.as("chen.gang"), opened).get("id").asString();
    }

    private String status(JsonNode opened) {
        return read(agent, "/api/cases/" + opened.get("id").asString())
                .at("/status/code")
                .asString();
    }

    private static String decision(String outcome, String note, JsonNode opened) {
        return "outcome=" + outcome + "&note=" + url(note) + "&version=" + opened.get("version");
    }

    @Test
    void aCaseIsFoundClaimedAndDecidedOnce() {
        JsonNode opened = underReview(agent, heavyTruck());
        String place = place(opened);
        Seat wang = seat(WANG);
        String number = opened.get("number").asString();
        assertThat(office.caller.get("/", "Cookie", wang.session()).body()).contains("href=\"/desk\"");
        assertThat(wang.post("/desk/search", "text=" + number).body()).contains(number, place, "共 1 件");
        HttpResponse<String> claimed = wang.post(place + "/claim", "");
        assertThat(claimed.statusCode()).isEqualTo(303);
        assertThat(Caller.header(claimed, "Location")).endsWith(place);
        String page = wang.get(place).body();
        assertThat(page)
                .contains("李**", "138****0002", "检验有效期", "提交申请", "鲁F10001 黄牌（大型汽车）", "烟台示例物流有限公司 91370600MA0000007C")
                .contains("value=\"grant\"", "value=\"refuse\"", "value=\"correct\"", "value=\"return\"")
                .doesNotContain("13800000002", "li.na");

        String key = UUID.randomUUID().toString();
        HttpResponse<String> once = wang.post(place + "/completion", decision("grant", "", opened), key);
        HttpResponse<String> again = wang.post(place + "/completion", decision("grant", "", opened), key);
        assertThat(List.of(once, again)).extracting(HttpResponse::statusCode).containsOnly(303);
        assertThat(Caller.header(again, "Idempotency-Replayed")).isEqualTo("true");
        assertThat(status(opened)).isEqualTo("GRANTED");
        assertThat(wang.get("/desk?done=grant").body()).contains("已办理：准予");
        assertThat(read(agent, "/api/cases/" + opened.get("id").asString() + "/accesses")
                        .toString())
                .contains("READ", "CHANGED");
    }

    @Test
    void whoDecidesMayTakeTheNextWithTheSameButton() {
        JsonNode opened = underReview(agent, heavyTruck());
        JsonNode waiting = underReview(agent, heavyTruck());
        Seat wang = seat(WANG);
        wang.post(place(opened) + "/claim", "");
        String completion = place(opened) + "/completion";
        assertThat(wang.post(completion, decision("", "", opened) + "&next=").statusCode())
                .isEqualTo(422);

        HttpResponse<String> decided = wang.post(completion, decision("grant", "", opened) + "&next=");

        assertThat(decided.statusCode()).isEqualTo(303);
        assertThat(status(opened)).isEqualTo("GRANTED");
        String next = Caller.header(decided, "Location").replaceFirst("^https?://[^/]+", "");
        assertThat(next).startsWith("/desk/work-items/").endsWith("?done=grant");
        assertThat(wang.get(next).body()).contains("上一件已办理：准予", "放回");
        assertThat(wang.get("/desk?nothing&done=grant").body()).contains("已办理：准予。没有其他可以领取的工作");
        wang.post(next.replace("?done=grant", "/release"), "");
        agent.post("/api/cases/" + waiting.get("id").asString() + "/withdrawal", "{}");
    }

    @Test
    void whatIsWrongStandsAtItsFieldAndNothingTypedIsLost() {
        JsonNode opened = underReview(agent, heavyTruck());
        String place = place(opened);
        Seat wang = seat(WANG);
        wang.post(place + "/claim", "");

        HttpResponse<String> none = wang.post(place + "/completion", decision("", "查过行驶证", opened));
        assertThat(none.statusCode()).isEqualTo(422);
        assertThat(none.body()).contains("href=\"#outcome\"><span>办理结果</span>", "outcome-wrong", "查过行驶证");
        HttpResponse<String> unfounded = wang.post(place + "/completion", decision("refuse", "", opened));
        assertThat(unfounded.statusCode()).isEqualTo(422);
        assertThat(unfounded.body()).contains("href=\"#note\"", "不予决定必须说明理由");
        HttpResponse<String> wider = wang.post(
                place + "/completion", decision("grant", "缩短", opened) + "&period.to=2099-01-01&hours.from=7");
        assertThat(wider.statusCode()).isEqualTo(422);
        assertThat(wider.body()).contains("href=\"#period-to\"", "2099-01-01", "href=\"#hours-from\"", "缩短");
        HttpResponse<String> vague = wang.post(place + "/completion", decision("correct", "", opened));
        assertThat(vague.statusCode()).isEqualTo(422);
        assertThat(vague.body()).contains("href=\"#fields\"");
        assertThat(status(opened)).isEqualTo("UNDER_REVIEW");
        assertThat(wang.get(place).statusCode()).isEqualTo(200);

        String shorter = Office.today().plusDays(9).toString();
        assertThat(wang.post(place + "/completion", decision("grant", "工程十日", opened) + "&period.to=" + shorter)
                        .statusCode())
                .isEqualTo(303);
        assertThat(Office.passOf(agent, opened.get("id").asString())
                        .at("/period/to")
                        .asString())
                .isEqualTo(shorter);
    }

    @Test
    void severalAreDecidedAlikeWhileTheClerkGoesOn() {
        JsonNode one = underReview(agent, heavyTruck());
        JsonNode other = underReview(agent, heavyTruck());
        JsonNode moved = underReview(agent, heavyTruck());
        Seat wang = seat(WANG);
        String several = "act=DECIDE&outcome=grant&note=" + url("同一工程") + "&chosen=" + chosen(one, "") + "&chosen="
                + chosen(other, "") + "&chosen=" + chosen(moved, "9");
        HttpResponse<String> begun = wang.post("/desk/batches", several);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(303);
        String batch = Caller.header(begun, "Location").replaceFirst(".*(/desk/batches/)", "$1");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> wang.get(batch).body().contains("已办 2 件，没有办成 1 件，等待 0 件"));
        assertThat(status(one)).isEqualTo("GRANTED");
        assertThat(status(other)).isEqualTo("GRANTED");
        assertThat(status(moved)).isEqualTo("UNDER_REVIEW");
        assertThat(wang.get("/desk/batches").body()).contains(batch, "准予：3 件");
        assertThat(seat("sun.lei").get(batch).statusCode()).isEqualTo(404);
        assertThat(seat(WANG).post("/desk/batches", "act=CLAIM").statusCode()).isEqualTo(422);
    }

    /** @param more digits that make it a version which nobody has seen */
    private String chosen(JsonNode opened, String more) {
        JsonNode item = workItem(office.as("chen.gang"), opened);
        return item.get("id").asString() + "." + opened.get("version").asInt() + more;
    }

    @Test
    void aCorrectionNamesWhatIsWrong() {
        JsonNode opened = underReview(agent, heavyTruck());
        String place = place(opened);
        Seat wang = seat(WANG);
        wang.post(place + "/claim", "");
        String form = decision("correct", "", opened) + "&defect.purpose=" + url("请写明工地");
        assertThat(wang.post(place + "/completion", form).statusCode()).isEqualTo(303);
        assertThat(status(opened)).isEqualTo("CORRECTION_NOTIFIED");
    }

    @Test
    void anItemWithoutAFormOfItsOwnIsReadDecidedAndDelivered() {
        JsonNode opened = received(agent, "HZ020");
        Seat wang = seat(WANG);
        String acceptance = place(opened);
        wang.post(acceptance + "/claim", "");
        String page = wang.get(acceptance).body();
        assertThat(page)
                .contains(opened.at("/item/text").asString(), "演示说明", "窗口领取", "有效身份证件原件", "李*", "怎样算出")
                .contains("value=\"accept\"", "value=\"notAccept\"", "name=\"authority\"", "name=\"defect.note\"")
                .doesNotContain("value=\"finish\"", "无疑的", "period.from");
        HttpResponse<String> nobody = wang.post(acceptance + "/completion", decision("notAccept", "不属本机关职权", opened));
        assertThat(nobody.statusCode()).isEqualTo(422);
        assertThat(nobody.body()).contains("href=\"#authority\"", "有权办理的机关</span>", "不属本机关职权");
        assertThat(wang.post(acceptance + "/completion", decision("accept", "", opened))
                        .statusCode())
                .isEqualTo(303);
        assertThat(wang.get("/desk?done=accept").body()).contains("已办理：受理", "action=\"/desk/next\"");
        for (String outcome : List.of("grant", "deliver")) {
            String next = place(opened);
            wang.post(next + "/claim", "");
            JsonNode now = read(agent, "/api/cases/" + opened.get("id").asString());
            assertThat(wang.post(next + "/completion", decision(outcome, "", now))
                            .statusCode())
                    .isEqualTo(303);
        }
        assertThat(status(opened)).isEqualTo("DELIVERED");
    }

    @Test
    void whatIsDoneOnTheSpotIsFinishedWithTheFirstDecision() {
        JsonNode opened = received(agent, "HZ001");
        Seat wang = seat(WANG);
        String place = place(opened);
        wang.post(place + "/claim", "");
        assertThat(wang.get(place).body()).contains("value=\"finish\"");
        assertThat(wang.post(place + "/completion", decision("finish", "", opened))
                        .statusCode())
                .isEqualTo(303);
        assertThat(status(opened)).isEqualTo("DELIVERED");
    }

    @Test
    void whoeverIsTooLateIsToldAndKeepsHisNote() {
        JsonNode opened = underReview(agent, heavyTruck());
        String place = place(opened);
        Seat wang = seat(WANG);
        Seat sun = seat("sun.lei");
        wang.post(place + "/claim", "");
        assertThat(sun.post(place + "/claim", "").statusCode()).isEqualTo(409);
        HttpResponse<String> notHis = sun.post(place + "/completion", decision("refuse", "材料不实", opened));
        assertThat(notHis.statusCode()).isEqualTo(409);
        assertThat(notHis.body()).contains("由 王芳 办理", "材料不实");
        HttpResponse<String> stale =
                wang.post(place + "/completion", "outcome=grant&note=" + url("无误") + "&version=99");
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(stale.body()).contains("内容在您读取之后已被更改", "无误", "value=\"" + opened.get("version") + "\"");

        wang.post(place + "/completion", decision("grant", "", opened));
        HttpResponse<String> late = sun.post(place + "/completion", decision("refuse", "材料不实", opened));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("由他人办结", "王芳", "准予", "材料不实");
    }

    @Test
    void anotherUnitsWorkIsAPageThatSaysNotFound() {
        String place = place(underReview(agent, heavyTruck()));
        Seat laishan = seat("zhao.min");
        for (HttpResponse<String> answer : List.of(
                laishan.get(place),
                laishan.post(place + "/claim", ""),
                laishan.post(place + "/release", ""),
                laishan.post(place + "/completion", "outcome=grant"))) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(Caller.header(answer, "Content-Type")).startsWith("text/html");
            assertThat(answer.body()).contains("没有找到这项工作");
        }
        assertThat(laishan.get("/desk?colour=GREEN").body()).contains("无法读取请求", "<h1");
    }

    @Test
    void twoWhoReachForTheNextAtOnceGetDifferentItems() {
        Seat wang = seat(WANG);
        Seat sun = seat("sun.lei");
        for (int i = 0; i < 5; i++) {
            underReview(agent, heavyTruck());
            underReview(agent, heavyTruck());
            var taken = AtOnce.run(() -> wang.post("/desk/next", ""), () -> sun.post("/desk/next", ""));
            assertThat(taken).extracting(HttpResponse::statusCode).containsOnly(303);
            var places = new HashSet<String>();
            taken.forEach(answer -> places.add(Caller.header(answer, "Location")));
            assertThat(places).hasSize(2).allMatch(place -> place.contains("/desk/work-items/"));
            wang.post(Caller.header(taken.get(0), "Location").replaceFirst("^https?://[^/]+", "") + "/release", "");
            sun.post(Caller.header(taken.get(1), "Location").replaceFirst("^https?://[^/]+", "") + "/release", "");
        }
    }

    @Test
    void theBoardLeadsIntoTheQueue() {
        underReview(agent, heavyTruck());
        Seat chief = seat("chen.gang");
        assertThat(chief.get("/desk/board").body()).contains("href=\"/desk?unit=YT.JJ.ZF&amp;colour=BLUE\"");
        assertThat(chief.get("/desk?unit=YT.JJ.ZF&colour=BLUE&holder=NOBODY").statusCode())
                .isEqualTo(200);
        Seat citizen =
                new Seat(office.caller, Caller.cookie(office.caller.signIn("zhang.wei", Caller.DEMO_PASSWORD)), "");
        assertThat(citizen.get("/desk").statusCode()).isEqualTo(403);
    }

    @Test
    void aPassIsFoundAndActedOnByItsUnit() {
        String number = office.granted(heavyTruck()).get("number").asString();
        String place = "/desk/passes/" + number;
        Seat wang = seat(WANG);
        assertThat(Caller.header(wang.post("/desk/passes", "text=" + number), "Location"))
                .endsWith(place);
        assertThat(wang.post("/desk/passes", "text=" + url("鲁f10001")).body()).contains(place);
        HttpResponse<String> unread = wang.post("/desk/passes", "text=" + url("鲁F1"));
        assertThat(unread.statusCode()).isEqualTo(422);
        assertThat(unread.body()).contains("没有这样的编号");
        assertThat(wang.get(place).body())
                .contains("value=\"SUSPEND.under-investigation\"")
                .contains("value=\"DEREGISTER.holder-ceased\"")
                .doesNotContain("REINSTATE.", "REVOKE.", "DEREGISTER.period-over", "DEREGISTER.ended-by-act");
        assertThat(seat("chen.gang").get(place).body()).contains("value=\"REVOKE.code-forged-or-lent\"");

        HttpResponse<String> half = wang.post(place + "/acts", "version=0&reason=" + url("核实情况"));
        assertThat(half.statusCode()).isEqualTo(422);
        assertThat(half.body()).contains("href=\"#cause\"", "核实情况");
        HttpResponse<String> endless =
                wang.post(place + "/acts", "version=0&cause=SUSPEND.under-investigation&days=x&reason=" + url("核实情况"));
        assertThat(endless.statusCode()).isEqualTo(422);
        assertThat(endless.body()).contains("href=\"#days\"", "核实情况");
        String suspend = "version=0&cause=SUSPEND.under-investigation&days=2&reason=" + url("核实情况");
        String key = UUID.randomUUID().toString();
        HttpResponse<String> once = wang.post(place + "/acts", suspend, key);
        HttpResponse<String> again = wang.post(place + "/acts", suspend, key);
        assertThat(List.of(once, again)).extracting(HttpResponse::statusCode).containsOnly(303);
        assertThat(read(agent, "/api/truck-passes/" + number + "/acts")).hasSize(1);
        HttpResponse<String> stale = wang.post(place + "/acts", suspend);
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(stale.body()).contains("核实情况", "name=\"version\" value=\"1\"", "REINSTATE.suspicion-cleared");
        HttpResponse<String> notHis =
                wang.post(place + "/acts", "version=1&cause=REVOKE.code-forged-or-lent&reason=" + url("出借"));
        assertThat(notHis.statusCode()).isEqualTo(403);
        assertThat(notHis.body()).contains("您的岗位不能作出这一处理");
        assertThat(seat("zhao.min").get(place).statusCode()).isEqualTo(404);
    }
}
