package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.decide;
import static org.onewindow.journey.Office.read;
import static org.onewindow.journey.Office.url;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What the pages say of a service beside the way of every application, as a browser without scripts meets it. */
@RunningOffice
class ServicePagesJourneyTests {

    /** Somebody who has signed in by the form. */
    private record Seat(Caller caller, String session) {

        HttpResponse<String> get(String path) {
            return caller.get(path, "Cookie", session);
        }

        /** Sends a form under the token of the page that it is on. */
        HttpResponse<String> post(String page, String path, String form) {
            return caller.post(
                    path, session, form + "&_key=" + UUID.randomUUID() + "&_csrf=" + url(Caller.csrf(get(page))));
        }
    }

    private final Office office;
    private final Visitor clerk;

    @Autowired
    ServicePagesJourneyTests(@LocalServerPort int port) {
        office = new Office(port);
        clerk = office.as("wang.fang");
    }

    private Seat seat(String login) {
        return new Seat(office.caller, Caller.cookie(office.caller.signIn(login, Caller.DEMO_PASSWORD)));
    }

    @Test
    void theApplicantRatesOnThePageOfHisCaseAndReadsTheAnswerThere() {
        JsonNode opened = Office.received(office.as("zhang.wei"), "HZ022");
        String page = "/portal/cases/" + opened.get("id").asString();
        Seat citizen = seat("zhang.wei");
        assertThat(citizen.get(page).body()).doesNotContain(page + "/rating");
        assertThat(citizen.get(page + "/rating").statusCode()).as("too early").isEqualTo(303);
        assertThat(decide(clerk, opened, "{\"outcome\": \"finish\"}").statusCode())
                .isEqualTo(200);
        assertThat(citizen.get(page).body()).contains("href=\"" + page + "/rating\"");

        String form = page + "/rating";
        assertThat(citizen.get(form).body()).contains("非常满意", "办理拖延");
        HttpResponse<String> nothing = citizen.post(form, form, "words=");
        assertThat(nothing.statusCode()).isEqualTo(422);
        assertThat(nothing.body()).contains("href=\"#level\"");
        HttpResponse<String> bare = citizen.post(form, form, "level=1&words=");
        assertThat(bare.statusCode()).isEqualTo(422);
        assertThat(bare.body()).contains("href=\"#reasons\"");
        assertThat(citizen.post(form, form, "level=4&words=" + "x".repeat(501)).statusCode())
                .isEqualTo(422);
        assertThat(citizen.post(form, form, "level=1&reasons=DELAY&words=" + url("等了两个小时"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(citizen.get(page).body()).contains("非常不满意", "等了两个小时", "回访").doesNotContain("href=\"" + form + "\"");
        assertThat(citizen.get(form).statusCode()).as("once").isEqualTo(303);
        assertThat(citizen.post("/portal/items/HZ022/application", form, "level=5&words=")
                        .statusCode())
                .isEqualTo(409);

        Visitor supervisor = office.as("chen.gang");
        String task = "/desk/work-items/"
                + Office.workItem(supervisor, opened).get("id").asString();
        assertThat(seat("wang.fang").get(task).body())
                .as("whoever was rated does not read it")
                .doesNotContain("等了两个小时", "非常不满意");
        Seat desk = seat("chen.gang");
        assertThat(desk.get(task).body()).contains("等了两个小时", "办理拖延", "非常不满意");
        assertThat(desk.post(task, task + "/claim", "x=").statusCode()).isEqualTo(303);
        int version = read(supervisor, "/api/cases/" + opened.get("id").asString())
                .get("version")
                .asInt();
        assertThat(desk.post(
                                task,
                                task + "/completion",
                                "version=" + version + "&outcome=rectified&note=" + url("已增开窗口"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(citizen.get(page).body()).contains("情况属实，已整改", "已增开窗口");
    }

    @Test
    void theFieldsOfAnItemAreFilledInWithItsLabelsAndReadByTheClerk() {
        Office.withdrawAll(office.as("zhang.wei"), "JG011");
        Seat citizen = seat("zhang.wei");
        assertThat(citizen.get("/portal/items/JG011").body()).contains("延期原因", "延期至");
        String form = "/portal/items/JG011/application";
        HttpResponse<String> nowhere = citizen.post(form, form, "unit=&delivery=ELECTRONIC");
        assertThat(nowhere.statusCode()).isEqualTo(422);
        assertThat(nowhere.body()).contains("href=\"#unit\"", "<option value=\"\" selected=\"selected\">请选择</option>");
        String draft = Caller.header(citizen.post(form, form, "unit=YT.JJ.ZF&delivery=ELECTRONIC"), "Location")
                .replaceFirst("^https?://[^/]+", "")
                .replaceFirst("/request$", "");
        HttpResponse<String> unsaid = citizen.post(draft, draft + "/submission", "x=");
        assertThat(unsaid.statusCode()).isEqualTo(422);
        assertThat(unsaid.body()).contains("延期原因", "延期至", "必须填写");
        assertThat(citizen.get(draft + "/request").body()).contains("name=\"form.cause\"", "服兵役");
        HttpResponse<String> wrong =
                citizen.post(draft + "/request", draft + "/request", "note=&form.cause=ABROAD&form.until=someday");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("href=\"#form.until\"", "value=\"someday\"");
        assertThat(citizen.post(draft + "/request", draft + "/request", "note=&form.cause=ABROAD&form.until=2027-02-28")
                        .statusCode())
                .isEqualTo(303);
        assertThat(citizen.get(draft).body()).contains("延期原因", "出国（境）", "2027-02-28");
        assertThat(citizen.post(draft, draft + "/submission", "x=").statusCode())
                .isEqualTo(303);
        JsonNode opened = read(office.as("zhang.wei"), "/api/cases/" + draft.substring(draft.lastIndexOf('/') + 1));
        String task =
                "/desk/work-items/" + Office.workItem(clerk, opened).get("id").asString();
        assertThat(seat("wang.fang").get(task).body()).contains("延期原因", "出国（境）", "2027-02-28");
        Office.withdrawAll(office.as("zhang.wei"), "JG011");
    }

    @Test
    void theWayToAnOutletIsOneButtonAway() {
        Seat citizen = seat("zhang.wei");
        String list = "/portal/items/HZ022/visit";
        assertThat(citizen.get(list).body()).contains("action=\"/portal/outlets/", "带我去");
        HttpResponse<String> guide = citizen.post(list, "/portal/outlets/HY03/guides", "item=HZ022");
        assertThat(guide.statusCode()).as(guide.body()).isEqualTo(200);
        assertThat(guide.body()).contains("href=\"geo:36.86356,121.18626\"", "凤城街道");
    }

    @Test
    void theFormOffersAPromiseWhereTheItemAllowsItAndAnOutletWhereTheResultIsPickedUp() {
        Office.withdrawAll(office.as("li.na"), "HZ020");
        Seat citizen = seat("li.na");
        String form = "/portal/items/HZ020/application";
        assertThat(citizen.get(form).body()).contains("name=\"outlet\"", "LS09");
        HttpResponse<String> elsewhere = citizen.post(form, form, "unit=YT.JJ.ZF&delivery=COUNTER&outlet=NOWHERE");
        assertThat(elsewhere.statusCode()).isEqualTo(422);
        assertThat(elsewhere.body()).contains("href=\"#outlet\"");
        String draft = Caller.header(citizen.post(form, form, "unit=YT.JJ.ZF&delivery=COUNTER&outlet=LS09"), "Location")
                .replaceFirst("^https?://[^/]+", "")
                .replaceFirst("/request$", "");
        assertThat(citizen.get(draft + "/request").body()).contains("name=\"commitment\"", "撤销决定");
        assertThat(citizen.post(draft + "/request", draft + "/request", "note=&commitment=promised")
                        .statusCode())
                .isEqualTo(303);
        assertThat(citizen.get(draft).body()).contains("人才公安服务中心", "我承诺符合办理条件");
        assertThat(citizen.post(draft, draft + "/submission", "x=").statusCode())
                .isEqualTo(303);

        String id = draft.substring(draft.lastIndexOf('/') + 1);
        JsonNode opened = read(office.as("li.na"), "/api/cases/" + id);
        for (String outcome : new String[] {"accept", "grant", "deliver"}) {
            assertThat(decide(clerk, opened, "{\"outcome\": \"" + outcome + "\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(citizen.get("/portal/cases/" + id).body()).contains("承诺的核查", "承诺不实的，撤销本决定");
        assertThat(read(office.as("li.na"), "/api/service-applications/" + id)
                        .at("/check/result")
                        .isNull())
                .isTrue();
        assertThat(citizen.get("/portal/items/HZ003/application").body()).contains("name=\"outlet\"");
        assertThat(citizen.get("/portal/items/ZA003/application").statusCode()).isEqualTo(200);
    }

    @Test
    void whoRenewsHisLicenceSeesWhatItWaitsForAndSinceWhenTheOldOneIsVoid() {
        Office.withdrawAll(office.as("zhang.wei"), "JG002");
        Seat driver = seat("zhang.wei");
        assertThat(driver.get("/portal/items/JG002").body()).contains("/portal/items/JG002/application");
        HttpResponse<String> applied = office.as("zhang.wei")
                .post(
                        "/api/service-applications",
                        "{\"item\": \"JG002\", \"unit\": \"YT.JJ.ZF\", \"delivery\": \"COUNTER\"}");
        assertThat(applied.statusCode()).as(applied.body()).isEqualTo(201);
        JsonNode opened = Caller.json(applied);
        String page = "/portal/cases/" + opened.get("id").asString();
        assertThat(driver.get(page).body()).contains("您的驾驶证", "照片").doesNotContain("旧证作废</dt>");
        assertThat(decide(clerk, opened, "{\"outcome\": \"grant\"}").statusCode())
                .isEqualTo(200);
        assertThat(driver.get(page).body()).as("lost: void at once").contains("旧证作废</dt>");

        String photo = office.photographed(office.as("zhang.wei"));
        assertThat(driver.get(page).body()).contains("照片库中有可用照片");
        for (String outcome : new String[] {"made", "deliver"}) {
            assertThat(decide(clerk, opened, "{\"outcome\": \"" + outcome + "\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(driver.get(page).body()).contains("新证制好");
        office.as("zhang.wei").send("DELETE", "/api/photos/" + photo, null);
    }

    @Test
    void theEmployerSeesBothDepartmentsOnOnePage() {
        Office.withdrawAll(office.as("li.na"), "CRJ010");
        HttpResponse<String> applied = office.as("li.na").post("/api/service-applications", """
                {"item": "CRJ010", "unit": "YT.JJ.ZF", "note": "拟聘用工程师（演示）", "delivery": "COUNTER"}
                """);
        assertThat(applied.statusCode()).as(applied.body()).isEqualTo(201);
        JsonNode opened = Caller.json(applied);
        assertThat(decide(clerk, opened, "{\"outcome\": \"accept\"}").statusCode())
                .isEqualTo(200);
        assertThat(seat("li.na")
                        .get("/portal/cases/" + opened.get("id").asString())
                        .body())
                .contains("两个部门的办理", "工作许可", "居留", "科学技术局", "出入境");
        Office.withdrawAll(office.as("li.na"), "CRJ010");
    }
}
