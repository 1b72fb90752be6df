package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.heavyTruck;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.onewindow.appointment.Bookings;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.shared.Times;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The citizens' pages, read as a browser without scripts reads them. */
@RunningOffice
class PortalJourneyTests {

    private static final String FREE_SLOT = "name=\"startsAt\" class=\"second\" value=\"([^\"]+)\"(?! disabled)";

    private final Office office;
    private final Caller caller;
    private final JdbcClient sql;
    private final ApplicationContext context;
    private final Map<String, String> sessions = new HashMap<>();
    private String session;

    @Autowired
    PortalJourneyTests(@LocalServerPort int port, JdbcClient sql, ApplicationContext context) {
        this.sql = sql;
        this.context = context;
        office = new Office(port);
        caller = office.caller;
    }

    @Test
    void whoSignsInLandsAmongHisOwnCases() {
        JsonNode opened = Office.underReview(office.as("zhou.jie"), heavyTruckOfZhou());
        HttpResponse<String> signedIn = caller.signIn("zhou.jie", Caller.DEMO_PASSWORD);
        assertThat(Caller.header(signedIn, "Location")).endsWith("/portal");
        signIn("zhou.jie");
        assertThat(get("/portal").body())
                .contains("/portal/cases/" + opened.get("id").asString());
        assertThat(get("/").body()).contains("href=\"/portal\"");
        signIn("wang.fang");
        assertThat(get("/").body()).doesNotContain("href=\"/portal\"");
        assertThat(get("/portal").statusCode()).isEqualTo(403);
    }

    @Test
    void aCaseSaysWhereItStandsAndByWhen() {
        JsonNode opened = Office.underReview(office.as("li.na"), heavyTruck());
        signIn("li.na");
        HttpResponse<String> page = get("/portal/cases/" + opened.get("id").asString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(opened.get("number").asString(), "鲁F10001", "由审核人员办理", "aria-current=\"step\"", "交强险是否覆盖");
        assertThat(get(page.uri().getPath() + "?lang=en").body()).contains("With an officer");
    }

    @Test
    void anybodyFindsAnItemByItsInitialsAndReadsItsGuide() {
        Caller anybody = office.caller;
        assertThat(anybody.get("/portal/items?q=jsz").body()).contains("驾驶证").doesNotContain("出生登记");
        assertThat(anybody.get("/portal/items").body()).contains("97");
        assertThat(anybody.get("/portal/items?q=%3Cb%3Enothing%3C/b%3E").body())
                .contains("没有找到", "&lt;b&gt;nothing&lt;/b&gt;");

        String guide = anybody.get("/portal/items/JG028").body();
        assertThat(guide).contains("大型货车通行码", "1 个工作日内办结", "不用带什么", "行政复议", "/portal/apply");
        assertThat(anybody.get("/portal/items/JG001").body())
                .contains("法定时限", "1 个工作日")
                .doesNotContain("WD");
        assertThat(anybody.get("/portal/items/HZ001?lang=en").body())
                .contains("Birth registration", "What to bring", "Free of charge")
                .doesNotContain("/portal/apply");
        assertThat(anybody.get("/portal/items/NO999").statusCode()).isEqualTo(404);
    }

    @Test
    void everyGuideCanBeReadInBothLanguages() {
        for (JsonNode item : Caller.json(office.caller.get("/api/service-items"))) {
            for (String language : new String[] {"zh-CN", "en"}) {
                String path = "/portal/items/" + item.get("code").asString() + "?lang=" + language;
                HttpResponse<String> page = office.caller.get(path);
                assertThat(page.statusCode()).as(path).isEqualTo(200);
                assertThat(page.body()).as(path).doesNotContain("??");
            }
        }
    }

    @Test
    void aStrangersCaseIsAPageThatIsNotThere() {
        JsonNode opened = Office.underReview(office.as("li.na"), heavyTruck());
        signIn("zhang.wei");
        String one = "/portal/cases/" + opened.get("id").asString();
        for (String path : new String[] {one, one + "/withdrawal", "/portal/cases/" + UUID.randomUUID()}) {
            HttpResponse<String> page = get(path);
            assertThat(page.statusCode()).as(path).isEqualTo(404);
            assertThat(Caller.header(page, "Content-Type")).startsWith("text/html");
            assertThat(page.body()).contains("没有找到这个办件").doesNotContain("鲁F10001");
        }
        assertThat(post("/portal", one + "/withdrawal", "_key=" + UUID.randomUUID())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aFormThatIsSentTwiceWithdrawsOnce() {
        JsonNode opened = Office.underReview(office.as("li.na"), heavyTruck());
        String one = "/portal/cases/" + opened.get("id").asString();
        signIn("li.na");
        String form = "reason=&_key=" + UUID.randomUUID();
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> done = post(one + "/withdrawal", one + "/withdrawal", form);
            assertThat(done.statusCode()).isEqualTo(303);
            assertThat(Caller.header(done, "Location")).endsWith(one);
        }
        assertThat(get(one).body()).contains("已撤回", "再次申请");
        HttpResponse<String> malformed = caller.call(
                "POST",
                one + "/withdrawal",
                "_key=x&_csrf=" + Office.url(Caller.csrf(get("/portal"))),
                "Cookie",
                session,
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Accept",
                "text/html");
        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(Caller.header(malformed, "Content-Type")).startsWith("text/html");
        HttpResponse<String> again = post(one, one + "/withdrawal", "reason=&_key=" + UUID.randomUUID());
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("<h1>");
    }

    @Test
    void nothingTypedIsLostWhenSomethingIsWrong() {
        signIn("li.na");
        String draft = begin();
        HttpResponse<String> wrong = post(
                draft + "/vehicle",
                draft + "/vehicle",
                "plate.number=" + Office.url("鲁F1<b>") + "&plate.type=01" + key());
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("value=\"鲁F1&lt;b&gt;\"", "href=\"#plate.number\"", "id=\"plate.number-error\"")
                .contains("aria-describedby=\"plate.number-hint plate.number-error\"", "href=\"#passClass\"")
                .doesNotContain("<b>");
        String dates = "zones=ZF&period.from=2026-02-30&period.to=" + Office.today() + "&hours.from=25:00" + key();
        HttpResponse<String> noSuchDay = post(draft + "/where", draft + "/where", dates);
        assertThat(noSuchDay.statusCode()).isEqualTo(422);
        assertThat(noSuchDay.body()).contains("value=\"2026-02-30\"", "value=\"25:00\"", "checked=\"checked\"");
        for (String unthinkable : new String[] {"zones=XX", "zones=ZF&zones=ZF", "period.from=0000-01-01", ""}) {
            assertThat(post(draft + "/where", draft + "/where", unthinkable + key())
                            .statusCode())
                    .as(unthinkable)
                    .isEqualTo(422);
        }
        String long301 = "purpose=" + "x".repeat(301) + "&goods.kind=x&goods.hazardous=false" + key();
        assertThat(post(draft + "/goods", draft + "/goods", long301).statusCode())
                .isEqualTo(422);
        assertThat(get(draft + "/unheard-of").statusCode()).isEqualTo(404);
        assertThat(post(draft, draft + "/submission", key()).statusCode()).isEqualTo(422);
    }

    @Test
    void aDraftIsLeftAndFoundAgainAndSentOnce() {
        signIn("li.na");
        String draft = begin();
        step(draft, "vehicle", "plate.number=" + Office.url("鲁f10001") + "&plate.type=01&passClass=LARGE");
        signIn("li.na");
        assertThat(get(draft).body()).contains("鲁F10001", "继续填写");
        step(
                draft,
                "where",
                "zones=ZF&period.from=" + Office.today() + "&period.to="
                        + Office.today().plusDays(9));
        step(draft, "goods", "purpose=" + Office.url("运送建材") + "&goods.kind=x&goods.hazardous=false");
        String last = step(draft, "applicant", "applicant.kind=" + Office.COMPANY + "&contact.mobile=13800000002");
        assertThat(last).endsWith(draft);
        String form = key();
        String confirmation = null;
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> sent = caller.post(
                    draft + "/submission", session, form + "&_csrf=" + Office.url(Caller.csrf(get("/portal"))));
            assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
            confirmation = Caller.header(sent, "Location");
        }
        assertThat(get(confirmation.replaceFirst("^http://[^/]+", "")).body()).contains("申请已提交", "承诺办结");
        String id = draft.substring(draft.lastIndexOf('/') + 1);
        JsonNode events = Office.read(office.as("li.na"), "/api/cases/" + id + "/events");
        assertThat(events.valueStream().filter(e -> e.get("act").asString().equals("SUBMITTED")))
                .hasSize(1);
        Office.awaitStatus(office.as("li.na"), id, "UNDER_REVIEW");
        assertThat(Caller.header(get(draft), "Location")).endsWith("/portal/cases/" + id);
    }

    @Test
    void anyItemIsAppliedForCorrectedAndSentAgainFromItsGuide() {
        assertThat(caller.get("/portal/items/HZ023").body()).contains("href=\"/portal/items/HZ023/application\"");
        assertThat(caller.get("/portal/items/JG028").body()).contains("href=\"/portal/apply\"");
        signIn("li.na");
        Office.withdrawAll(office.as("li.na"), "HZ023");
        String form = "/portal/items/HZ023/application";
        HttpResponse<String> empty = post(form, form, "address=x" + key());
        assertThat(empty.statusCode()).isEqualTo(422);
        assertThat(empty.body()).contains("href=\"#unit\"", "href=\"#delivery\"", "value=\"x\"");
        HttpResponse<String> nowhere = post(form, form, "unit=YT.JJ.ZF&delivery=POST" + key());
        assertThat(nowhere.statusCode()).isEqualTo(422);
        assertThat(nowhere.body()).contains("href=\"#address\"");
        HttpResponse<String> begun = post(form, form, "unit=YT.JJ.ZF&delivery=COUNTER" + key());
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(303);
        String draft = local(begun).replaceFirst("/request$", "");
        assertThat(get("/portal").body()).contains("姓名变更", "草稿");
        String id = draft.substring(draft.lastIndexOf('/') + 1);
        assertThat(local(get("/portal/cases/" + id))).isEqualTo(draft);
        assertThat(post(draft + "/request", draft + "/request", "note=" + "x".repeat(501) + key())
                        .statusCode())
                .isEqualTo(422);
        post(draft + "/request", draft + "/request", "note=" + Office.url("随母姓") + key());
        assertThat(get(draft).body()).contains("姓名变更", "到窗口领取", "随母姓");
        assertThat(get("/portal/applications/" + id).statusCode()).isEqualTo(404);
        HttpResponse<String> sent = post(draft, draft + "/submission", key());
        assertThat(get(local(sent)).body()).contains("申请已提交", "五个工作日内");

        Visitor agent = office.as("li.na");
        JsonNode opened = Office.read(agent, "/api/cases/" + id);
        Office.decide(office.as("wang.fang"), opened, "{\"outcome\": \"correct\", \"fields\": {\"note\": \"请写明原因\"}}");
        assertThat(get("/portal/cases/" + id).body())
                .contains("受理审查", "您要说明的情况</span>: <span>请写明原因", "href=\"" + draft + "\"");
        assertThat(get(draft + "/where").body()).doesNotContain("name=\"unit\"");
        post(draft + "/request", draft + "/request", "note=" + Office.url("随母姓，双方同意") + key());
        assertThat(local(post(draft, draft + "/submission", key()))).endsWith("/sent");
        assertThat(Office.read(agent, "/api/service-applications/" + id)
                        .get("note")
                        .asString())
                .isEqualTo("随母姓，双方同意");

        String one = "/portal/cases/" + id;
        post(one + "/withdrawal", one + "/withdrawal", "reason=" + key());
        assertThat(get(one).body()).contains("已撤回", "不需要");
        String again = local(post(one, one + "/again", key()));
        assertThat(again).startsWith("/portal/service-applications/");
        assertThat(get(again).body()).contains("随母姓，双方同意");
        signIn("zhang.wei");
        assertThat(get(again).statusCode()).isEqualTo(404);
        assertThat(post("/portal", again + "/submission", key()).statusCode()).isEqualTo(404);
        assertThat(get("/portal/items/HZ021/application").statusCode()).isEqualTo(403);
        signIn("li.na");
        assertThat(post(again, again + "/discard", key()).statusCode()).isEqualTo(303);
        assertThat(get(again).statusCode()).isEqualTo(404);
    }

    @Test
    void aVisitIsHeldConfirmedMovedAndCancelledByPages() {
        signIn("li.na");
        assertThat(get("/portal/items/HZ023").body()).contains("href=\"/portal/items/HZ023/visit\"");
        String list = "/portal/items/HZ023/visit";
        assertThat(get(list).body()).contains("<svg", "href=\"" + list + "?skip=10\"", "1. ");
        assertThat(get(list + "?skip=10").body()).contains("11. ");
        assertThat(post(list, list, "lat=37.5&lon=121.4").body()).contains("公里");
        assertThat(post(list, list, "lat=x&lon=500").statusCode()).isEqualTo(422);
        HttpResponse<String> nowhere = post(list, list, "place=" + Office.url("火星"));
        assertThat(nowhere.statusCode()).isEqualTo(422);
        assertThat(nowhere.body()).contains("href=\"#place\"", "value=\"火星\"");
        String near = post(list, list, "place=" + Office.url("莱山")).body();
        assertThat(near).contains("公里");
        assertThat(near.indexOf("烟台市莱山区")).isPositive().isEqualTo(near.indexOf("烟台市"));

        String picker = first("href=\"(" + list + "/\\w+)\"", near);
        String slots = get(picker).body();
        String slot = first(FREE_SLOT, slots);
        assertThat(post(picker, picker, "startsAt=x" + key()).statusCode()).isEqualTo(422);
        HttpResponse<String> held = post(picker, picker, "startsAt=" + slot + key());
        assertThat(held.statusCode()).as(held.body()).isEqualTo(303);
        String visit = local(held);
        assertThat(get(visit).body()).contains("为您保留到", "确认预约").doesNotContain("visit.ics");
        post(visit, visit + "/confirmation", key());
        assertThat(get(visit).body()).contains("已确认", visit + "/visit.ics");
        assertThat(get(visit + "/visit.ics").body()).startsWith("BEGIN:VCALENDAR");
        HttpResponse<String> twice = post(picker, picker, "startsAt=" + slot + key());
        assertThat(twice.statusCode()).isEqualTo(409);
        assertThat(twice.body()).contains("role=\"alert\"");

        String change = first("href=\"(" + visit + "/change/\\w+)\"", get(visit).body());
        assertThat(get(visit + "/outlets").body()).contains(visit + "/change/");
        String day = last("href=\"(" + change + "\\?day=[\\d-]+)\"", get(change).body());
        String later = last(FREE_SLOT, get(day).body());
        assertThat(local(post(change, change, "startsAt=" + later + key()))).isEqualTo(visit);
        assertThat(get("/portal/visits").body()).contains(visit, "姓名变更");
        signIn("zhang.wei");
        for (String path : new String[] {visit, visit + "/outlets", change, visit + "/visit.ics"}) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(post("/portal", visit + "/cancellation", key()).statusCode()).isEqualTo(404);
        signIn("li.na");
        post(visit, visit + "/cancellation", key());
        assertThat(get(visit).body())
                .contains("已取消", "重新预约", "href=\"/portal/items/HZ023\"")
                .doesNotContain("确认取消");
    }

    @Test
    void whoCannotComeIsVisitedAndHasAllDoneInOneGo() {
        signIn("li.na");
        assertThat(get("/portal/items/JG028").body()).contains("/portal/home-visits/new?item=JG028");
        assertThat(get("/portal/home-visits/new?item=JG028").body()).contains("芝罘区", "division=370602");
        String form = "/portal/home-visits/new?item=JG028&division=370602";
        HttpResponse<String> wrong = post(form, "/portal/home-visits", "division=370602&home=%20" + key());
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("href=\"#reason\"", "href=\"#items\"", "href=\"#near\"", "href=\"#home\"");
        String request = "division=370602&reason=AGED&items=JG028&more=JG001&near=ZF13&home=" + Office.url("演示路7号（虚构）");
        String visit = local(post(form, "/portal/home-visits", request + key()));
        assertThat(get(visit).body()).contains("待安排", "演示路7号", "大型货车通行码");
        assertThat(get("/portal/home-visits").body()).contains(visit);
        String id = visit.substring(visit.lastIndexOf('/') + 1);
        String handling = "/desk/home-visits/" + id;

        signIn("zhao.min");
        assertThat(get("/desk/home-visits").body()).doesNotContain(id);
        assertThat(post("/desk/home-visits", handling + "/postponement", key()).statusCode())
                .isEqualTo(404);
        signIn("wang.fang");
        String desk = get("/desk/home-visits").body();
        assertThat(desk).contains(handling + "/plan", "演示路7号", "年老体弱");
        String officer = "officer=" + first("<option value=\"([^\"]+)\">刘洋", desk);
        HttpResponse<String> dayless = post("/desk/home-visits", handling + "/plan", officer + "&time=09:00" + key());
        assertThat(dayless.statusCode()).isEqualTo(422);
        assertThat(dayless.body()).contains("name=\"time\" value=\"09:00\"", "selected=\"selected\">刘洋");
        String day = "day=" + office.workingDay("ZF13");
        HttpResponse<String> planned =
                post("/desk/home-visits", handling + "/plan", officer + "&time=09:00&" + day + key());
        assertThat(local(planned)).isEqualTo("/desk/home-visits?" + day);
        assertThat(get(local(planned)).body()).contains("刘洋", "演示路7号", "路程约", handling + "/report");
        hasBegun(id);

        HttpResponse<String> landed = caller.signIn("liu.yang", Caller.DEMO_PASSWORD);
        assertThat(Caller.header(landed, "Location")).endsWith("/desk/home-visits");
        session = Caller.cookie(landed);
        String route = "/desk/home-visits?day=" + Office.today().minusDays(1);
        assertThat(get(route).body())
                .contains(handling + "/report")
                .doesNotContain("/desk/board", handling + "/postponement");
        assertThat(get("/desk").statusCode()).isEqualTo(403);
        String results = "report=" + UUID.randomUUID() + "&done.JG028=true";
        assertThat(post(route, handling + "/report", results + key()).statusCode())
                .as("one of the two is missing")
                .isEqualTo(422);
        results += "&done.JG001=false&note.JG001=" + Office.url("照片不合格");
        assertThat(post(route, handling + "/report", results + key()).statusCode())
                .isEqualTo(303);
        assertThat(post(route, handling + "/report", results + key()).statusCode())
                .as("sent again after the network was gone")
                .isEqualTo(303);
        signIn("li.na");
        assertThat(get(visit).body()).contains("已办结", "没有办成", "照片不合格").doesNotContain("确认取消");
        signIn("zhang.wei");
        assertThat(get(visit).statusCode()).isEqualTo(404);
        for (String table : List.of("home_visit_result", "home_visit_report")) {
            sql.sql("DELETE FROM " + table + " WHERE visit = :id")
                    .param("id", id)
                    .update();
        }
        sql.sql("DELETE FROM home_visit WHERE id = :id").param("id", id).update();
    }

    /** Yesterday at noon, as if the days had passed. */
    private void hasBegun(String visit) {
        Instant noon = Office.today()
                .minusDays(1)
                .atTime(12, 0)
                .atZone(WorkingCalendar.ZONE)
                .toInstant();
        sql.sql("UPDATE home_visit SET starts_at = :from, ends_at = :to WHERE id = :id")
                .param("from", Times.sql(noon))
                .param("to", Times.sql(noon.plusSeconds(2400)))
                .param("id", visit)
                .update();
    }

    @Test
    void aVisitBookedFromACaseBelongsToItAndEndsWithIt() {
        JsonNode opened = Office.underReview(office.as("li.na"), heavyTruck());
        String one = "/portal/cases/" + opened.get("id").asString();
        signIn("li.na");
        String list = one + "/visit";
        assertThat(get(one).body()).contains("href=\"" + list + "\"");
        String place = first("href=\"(" + list + "/\\w+)\"", get(list).body());
        String day = last("href=\"(" + place + "\\?day=[\\d-]+)\"", get(place).body());
        String slot = first(FREE_SLOT, get(day).body());
        String visit = local(post(place, place, "startsAt=" + slot + key()));
        post(visit, visit + "/confirmation", key());
        assertThat(get(one).body()).contains("本办件的预约", visit, "已确认");
        signIn("zhang.wei");
        for (String path : new String[] {list, place}) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
        signIn("li.na");
        post(one + "/withdrawal", one + "/withdrawal", key());
        assertThat(get(visit).body()).contains("已取消");
        assertThat(get(one).body()).doesNotContain("href=\"" + list + "\"");
    }

    @Test
    void whoWaitsForASeatOnADayStandsInTheLineUntilHeLeavesIt() {
        signIn("zhou.jie");
        String place = "/portal/items/JG028/visit/LK14";
        String day = first("\\?day=([\\d-]+)\"", get(place).body());
        assertThat(post(place, place + "/wait", "day=x" + key()).statusCode()).isEqualTo(422);
        assertThat(local(post(place, place + "/wait", "day=" + day + key()))).isEqualTo("/portal/visits");
        assertThat(post(place, place + "/wait", "day=" + day + key()).statusCode())
                .as("once")
                .isEqualTo(409);
        String leaving = first(
                "action=\"(/portal/wait-list/[^\"]+)\"", get("/portal/visits").body());
        signIn("zhang.wei");
        assertThat(post("/portal", leaving, key()).statusCode()).isEqualTo(404);
        signIn("zhou.jie");
        assertThat(post("/portal/visits", leaving, key()).statusCode()).isEqualTo(303);
        assertThat(get("/portal/visits").body()).doesNotContain(leaving);
    }

    @Test
    void anOutletThatIsClosedSaysWhyAndItsVisitorMovesByThePages() {
        Visitor citizen = office.as("zhang.wei");
        String slots = "/api/slots?item=JG011&outlet=LS07&days=14";
        String slot = Caller.json(citizen.get(slots)).get(0).get("startsAt").asString();
        String number = Caller.json(citizen.post(
                        "/api/holds", "{\"item\": \"JG011\", \"outlet\": \"LS07\", \"startsAt\": \"" + slot + "\"}"))
                .get("number")
                .asString();
        citizen.post("/api/appointments", "{\"hold\": \"" + number + "\"}");
        String day =
                LocalDate.ofInstant(Instant.parse(slot), WorkingCalendar.ZONE).toString();
        String body = "{\"from\": \"%s\", \"to\": \"%s\", \"reason\": \"水管爆裂\"}".formatted(day, day);
        assertThat(office.as("wang.fang")
                        .post("/api/outlets/LS07/closures", body)
                        .statusCode())
                .isEqualTo(403);
        assertThat(office.as("wu.jing").post("/api/outlets/LS07/closures", body).statusCode())
                .isEqualTo(404);

        String closures = "/desk/counter/LS07/closures";
        signIn("wang.fang");
        assertThat(get(closures).statusCode()).isEqualTo(403);
        signIn("wu.jing");
        assertThat(get(closures).statusCode()).isEqualTo(404);
        signIn("chen.gang");
        assertThat(get("/desk/counter/LS07/calendar").body()).contains(closures);
        HttpResponse<String> empty = get(closures + "/new?from=&to=" + day + "&reason=");
        assertThat(empty.statusCode()).isEqualTo(422);
        String form = "from=" + day + "&to=" + day + "&reason=" + Office.url("水管爆裂");
        String look = closures + "/new?" + form;
        assertThat(get(look).body()).contains("有 1 个预约需要改期");
        assertThat(get(look + "&lang=en").body()).contains("One visit needs a new time");
        assertThat(get(closures + "?lang=zh-CN").body()).doesNotContain("水管爆裂");
        assertThat(post(look, closures, form + key()).statusCode()).isEqualTo(303);
        assertThat(get(closures).body()).contains("水管爆裂", "还有 1 个预约没有改期");
        assertThat(Caller.json(caller.get("/api/outlets/LS07"))
                        .at("/closures/0/reason")
                        .asString())
                .isEqualTo("水管爆裂");
        assertThat(citizen.get(slots).body()).doesNotContain(slot);

        signIn("zhang.wei");
        String visit = "/portal/visits/" + number;
        assertThat(get(visit).body()).contains("请改期", "水管爆裂", visit + "/change/LS07");
        assertThat(get(visit + "/visit.ics").body()).contains("CANCELLED");
        String picker = visit + "/change/LS07";
        assertThat(get(picker).body()).contains("水管爆裂").doesNotContain("day=" + day);
        String free = first(FREE_SLOT, get(picker).body());
        assertThat(post(picker, picker, "startsAt=" + free + key()).statusCode())
                .isEqualTo(303);
        assertThat(get(visit).body()).contains("已确认").doesNotContain("请改期", "水管爆裂");

        signIn("chen.gang");
        String lifting = first(
                "action=\"(" + closures + "/[^\"]+/lifting)\"", get(closures).body());
        assertThat(post(closures, lifting, key()).statusCode()).isEqualTo(303);
        assertThat(get(closures).body()).doesNotContain("水管爆裂");
        assertThat(post(closures, lifting, key()).statusCode()).isEqualTo(409);
        assertThat(citizen.get(slots).body()).contains(slot);
        citizen.post("/api/appointments/" + number + "/cancellations", "{}");
    }

    @Test
    void whoIsSaidNotToHaveComeReadsWhyAndObjects() {
        Visitor agent = office.as("zhou.jie");
        String slot = Caller.json(agent.get("/api/slots?item=JG002&outlet=ZF13&days=14"))
                .get(11)
                .get("startsAt")
                .asString();
        String number = Caller.json(agent.post(
                        "/api/holds", "{\"item\": \"JG002\", \"outlet\": \"ZF13\", \"startsAt\": \"" + slot + "\"}"))
                .get("number")
                .asString();
        agent.post("/api/appointments", "{\"hold\": \"" + number + "\"}");
        new Bookings(context).recordNoShow(number);
        String visit = "/portal/visits/" + number;
        signIn("zhou.jie");
        assertThat(get(visit).body()).contains("没有到场的记录", "提出异议");
        assertThat(post(visit, visit + "/objection", "words=%20" + key()).statusCode())
                .isEqualTo(422);
        assertThat(post(visit, visit + "/objection", "words=" + Office.url("那天网点停电") + key())
                        .statusCode())
                .isEqualTo(303);
        assertThat(get(visit).body()).contains("那天网点停电", "等待处理").doesNotContain("name=\"words\"");

        signIn("wang.fang");
        assertThat(get("/desk/objections").statusCode()).isEqualTo(403);
        signIn("chen.gang");
        assertThat(get("/desk").body()).contains("/desk/objections");
        String ruling = "/desk/objections/" + number + "/decision";
        assertThat(get("/desk/objections").body()).contains("那天网点停电", ruling);
        assertThat(post("/desk/objections", ruling, "decision=UPHELD" + key()).statusCode())
                .isEqualTo(422);
        assertThat(post("/desk/objections", ruling, "decision=UPHELD&reason=" + Office.url("属实") + key())
                        .statusCode())
                .isEqualTo(303);
        assertThat(get("/desk/objections").body()).doesNotContain(number);
        signIn("zhou.jie");
        assertThat(get(visit).body()).contains("异议成立", "属实");
        for (String rows : List.of(
                "appointment_no_show WHERE appointment",
                "appointment_seat WHERE appointment",
                "appointment WHERE number")) {
            sql.sql("DELETE FROM " + rows + " = :number")
                    .param("number", number)
                    .update();
        }
    }

    private static String last(String pattern, String page) {
        return first("(?s).*" + pattern, page);
    }

    private static String first(String pattern, String page) {
        Matcher found = Pattern.compile(pattern).matcher(page);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    private static String local(HttpResponse<String> answer) {
        return Caller.header(answer, "Location").replaceFirst("^http://[^/]+", "");
    }

    @Test
    void aDraftIsNobodyElses() {
        signIn("li.na");
        String draft = begin();
        signIn("zhang.wei");
        for (String path : new String[] {draft, draft + "/vehicle"}) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
        for (String path : new String[] {"/vehicle", "/submission", "/discard"}) {
            assertThat(post("/portal", draft + path, "passClass=LARGE" + key()).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        signIn("li.na");
        assertThat(post(draft, draft + "/discard", key()).statusCode()).isEqualTo(303);
        assertThat(get(draft).statusCode()).isEqualTo(404);
    }

    @Test
    void aPassIsShownToItsHolderOnly() {
        String pass =
                "/portal/passes/" + office.granted(heavyTruck()).get("number").asString();
        signIn("li.na");
        assertThat(get(pass).body()).contains("鲁F10001", pass + "/code.svg", "起可以申请延续");
        assertThat(Caller.header(get(pass + "/code.svg"), "Content-Type")).startsWith("image/svg+xml");
        assertThat(get(pass + "/pass.pdf").body()).startsWith("%PDF");
        assertThat(post("/portal", pass + "/renewal", key()).statusCode()).isEqualTo(409);
        signIn("zhang.wei");
        for (String path : new String[] {pass, pass + "/code.svg", pass + "/pass.pdf"}) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(post("/portal", pass + "/renewal", key()).statusCode()).isEqualTo(404);
    }

    @Test
    void anybodyLearnsWhetherAPassIsNeeded() {
        String heavy = "/portal/question?zone=ZF&bodyType=FLATBED&energy=DIESEL&lengthMm=9000&widthMm=2550"
                + "&heightMm=3500&grossMassKg=25000&load=GENERAL&date=2026-11-24&time=";
        assertThat(caller.get(heavy + "12:00").body())
                .contains("此时此地需要通行码", "2026-11-24 22:30", "烟台市公安局新闻发布会", "/portal/apply");
        assertThat(caller.get(heavy + "23:00").body()).contains("此时此地不需要通行码");
        for (String wrong : new String[] {heavy, heavy + "25:00", "/portal/question?zone=%3Cb%3E&lengthMm=-1"}) {
            HttpResponse<String> page = caller.get(wrong);
            assertThat(page.statusCode()).as(wrong).isEqualTo(422);
            assertThat(page.body()).contains("role=\"alert\"").doesNotContain("<b>");
        }
    }

    /** Address of a new draft. */
    private String begin() {
        String first = Caller.header(post("/portal/apply", "/portal/applications", key()), "Location");
        return first.replaceFirst("^http://[^/]+", "").replaceFirst("/vehicle$", "");
    }

    /** Where the answers of a step lead. */
    private String step(String draft, String step, String form) {
        HttpResponse<String> kept = post(draft + "/" + step, draft + "/" + step, form + key());
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(303);
        return Caller.header(kept, "Location");
    }

    private static String key() {
        return "&_key=" + UUID.randomUUID();
    }

    private static ObjectNode heavyTruckOfZhou() {
        var application = Office.truck("LARGE", "鲁FWP227", "01");
        application.putObject("applicant").put("kind", "COMPANY").put("creditCode", "91370600MA00000157");
        return application;
    }

    /** Once in a test: the door counts. */
    private void signIn(String login) {
        session = sessions.computeIfAbsent(
                login, somebody -> Caller.cookie(caller.signIn(somebody, Caller.DEMO_PASSWORD)));
    }

    private HttpResponse<String> get(String path) {
        return caller.get(path, "Cookie", session);
    }

    /** Sends a form under the token of the page that it is on. */
    private HttpResponse<String> post(String page, String path, String form) {
        return caller.post(path, session, form + "&_csrf=" + Office.url(Caller.csrf(get(page))));
    }
}
