package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Certificates, fleets, messages, other cities and receptions by pages: what is somebody's own is shown, what is another's is not there. */
@RunningOffice
class OwnPagesJourneyTests {

    private final Office office;
    private final Caller caller;
    private String session;

    @Autowired
    OwnPagesJourneyTests(@LocalServerPort int port) {
        office = new Office(port);
        caller = office.caller;
    }

    @Test
    void certificatesAreFetchedByTheirHolderAlone() {
        JsonNode certificate = CertificateJourneyTests.kinship(office);
        String file = "/portal/certificates/" + certificate.get("number").asString();
        signIn("zhang.wei");
        assertThat(get("/portal/certificates").body()).contains("亲属关系证明", "有效", file + ".pdf", "张小明");
        assertThat(get("/portal/cases/" + certificate.get("caseId").asString()).body())
                .contains("href=\"/portal/certificates\"");
        assertThat(get(file + ".pdf").body()).startsWith("%PDF");
        assertThat(Caller.header(get(file + ".ofd"), "Content-Type")).isEqualTo("application/ofd");
        signIn("li.na");
        assertThat(get(file + ".pdf").statusCode()).isEqualTo(404);
        assertThat(get(file + ".ofd").statusCode()).isEqualTo(404);
    }

    @Test
    void aFleetIsPastedOutOfASpreadsheetWithOrWithoutHeadings() {
        signIn("li.na");
        String form = "/portal/fleets/application";
        String shared =
                "&passClass=LARGE&zones=ZF&period.from=%s&period.to=%s&purpose=x&goods.kind=x&goods.hazardous=false"
                                .formatted(Office.today(), Office.today().plusDays(3))
                        + "&applicant.kind=91370600MA0000007C&contact.mobile=13800000002";
        HttpResponse<String> empty = post(form, form, "vehicles=" + key());
        assertThat(empty.statusCode()).isEqualTo(422);
        assertThat(empty.body()).contains("href=\"#purpose\"");
        HttpResponse<String> unknown = post(form, form, "vehicles=" + Office.url("车,颜色\n鲁F10001,红") + shared + key());
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.body()).contains("href=\"#vehicles\"", "鲁F10001,红");
        for (String list : new String[] {"号牌号码\t号牌种类\n鲁F10001\t1\nF1\t01", "鲁F10001,01\nF1,01"}) {
            HttpResponse<String> taken = post(form, form, "vehicles=" + Office.url(list) + shared + key());
            assertThat(taken.statusCode()).as(taken.body()).isEqualTo(303);
            String fleet = Caller.header(taken, "Location").replaceFirst("^http://[^/]+", "");
            assertThat(get(fleet).body()).contains("2 辆车", "1 辆没有提交", "鲁F10001", "<progress");
            assertThat(get("/portal/fleets").body()).contains(fleet);
            signIn("zhang.wei");
            assertThat(get(fleet).statusCode()).isEqualTo(404);
            signIn("li.na");
        }
        Office.withdrawAll(office.as("li.na"), "JG028");
    }

    @Test
    void messagesTellWhatIsToBeDoneAndHowOneWantsToBeTold() {
        signIn("zhang.wei");
        String place = "/portal/messages";
        HttpResponse<String> wrong = post(place, place + "/contact", "sms=true&language=zh&mail=x" + key());
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("href=\"#mail\"", "value=\"x\"");
        assertThat(post(place, place + "/contact", "sms=false&language=en&mail=a%40example.test" + key())
                        .statusCode())
                .isEqualTo(303);
        assertThat(Office.read(office.as("zhang.wei"), "/api/me/contact").toString())
                .contains("a@example.test", "\"sms\":false", "en");
        post(place, place + "/contact", "sms=true&language=zh&mail=" + key());

        JsonNode opened = Office.received(office.as("zhang.wei"), "HZ020");
        assertThat(Office.decide(
                                office.as("wang.fang"),
                                opened,
                                "{\"outcome\": \"correct\", \"fields\": {\"note\": \"请写明原因\"}}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(get(place).body())
                .contains("需要补正", "/portal/cases/" + opened.get("id").asString());
        Office.withdrawAll(office.as("zhang.wei"), "HZ020");
    }

    @Test
    void whatAnotherCityDecidesIsHandedInHere() {
        signIn("zhang.wei");
        Office.withdrawAll(office.as("zhang.wei"), "ZA001");
        String form = "/portal/items/ZA001/elsewhere";
        assertThat(get("/portal/items/ZA001").body()).contains(form);
        assertThat(get("/portal/items/JG028").body()).doesNotContain("/elsewhere");
        assertThat(get("/portal/items/JG028/elsewhere").statusCode()).isEqualTo(404);
        HttpResponse<String> nowhere = post(form, form, "unit=YT.JJ.ZF&delivery=COUNTER");
        assertThat(nowhere.statusCode()).isEqualTo(422);
        assertThat(nowhere.body()).contains("href=\"#region\"");
        String typed = "region=370200&unit=YT.JJ.ZF&delivery=COUNTER&note=" + Office.url("出国用");
        assertThat(post(form, form, typed).body()).contains("青岛", "出国用", "提交申请");
        assertThat(post(form, form, typed + "&change=yes").body()).contains("<textarea", "出国用");
        HttpResponse<String> sent = post(form, form + "/submission", typed + key());
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
        String one = Caller.header(sent, "Location")
                .replaceFirst("^http://[^/]+", "")
                .replaceFirst("/sent$", "");
        assertThat(get(one).body()).contains("青岛", "受理后送往");
        assertThat(post(form, form + "/submission", typed + key()).statusCode()).isEqualTo(409);
        Office.withdrawAll(office.as("zhang.wei"), "ZA001");
    }

    @Test
    void aClerkReceivesWhoeverStandsAtHisWindow() {
        signIn("wang.fang");
        String place = "/desk/receptions";
        String person = "name=%s&citizenId=370602190001011019&mobile=13800000019&unit=".formatted(Office.url("赵虚构"));
        HttpResponse<String> wrong = post(place, place, "name=x&citizenId=1&mobile=2&unit=YT.JJ.ZF" + key());
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("href=\"#citizenId\"");
        assertThat(post(place, place, person + "YT.JJ.LS" + key()).statusCode()).isEqualTo(422);
        String visit = Caller.header(post(place, place, person + "YT.JJ.ZF" + key()), "Location")
                .replaceFirst("^http://[^/]+", "");
        assertThat(get(visit).body()).contains("回执 SJ", "当场办结");
        HttpResponse<String> kept = post(visit, visit + "/applications", "item=HZ005&delivery=COUNTER&then=" + key());
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(303);
        assertThat(get(visit).body()).contains("已收 1 件", "现在办理");
        HttpResponse<String> twice = post(visit, visit + "/applications", "item=HZ005&delivery=COUNTER&then=" + key());
        assertThat(twice.statusCode()).isEqualTo(409);
        String worked = Caller.header(
                post(visit, visit + "/applications", "item=HZ022&delivery=COUNTER&then=work" + key()), "Location");
        assertThat(worked).contains("/desk/work-items/");
        assertThat(get(worked.replaceFirst("^http://[^/]+", "")).body()).contains("name=\"outcome\"");
        signIn("zhao.min");
        assertThat(get(visit).statusCode()).isEqualTo(404);
        signIn("chen.gang");
        assertThat(get(place).statusCode()).isEqualTo(403);
        for (JsonNode one : Office.read(office.as("wang.fang"), visit.replace("/desk/", "/api/"))
                .get("cases")) {
            Office.decide(office.as("wang.fang"), one, "{\"outcome\": \"finish\"}");
        }
    }

    private static String key() {
        return "&_key=" + UUID.randomUUID();
    }

    private void signIn(String login) {
        session = Caller.cookie(caller.signIn(login, Caller.DEMO_PASSWORD));
    }

    private HttpResponse<String> get(String path) {
        return caller.get(path, "Cookie", session);
    }

    /** Sends a form under the token of the page that it is on. */
    private HttpResponse<String> post(String page, String path, String form) {
        return caller.post(path, session, form + "&_csrf=" + Office.url(Caller.csrf(get(page))));
    }
}
