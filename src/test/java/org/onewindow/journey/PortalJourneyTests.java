package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.heavyTruck;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The citizens' pages, read as a browser without scripts reads them. */
@RunningOffice
class PortalJourneyTests {

    private final Office office;
    private final Caller caller;
    private String session;

    @Autowired
    PortalJourneyTests(@LocalServerPort int port) {
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
        HttpResponse<String> again = post(one, one + "/withdrawal", "reason=&_key=" + UUID.randomUUID());
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("<h1>");
    }

    private static tools.jackson.databind.node.ObjectNode heavyTruckOfZhou() {
        var application = heavyTruck();
        application.putObject("applicant").put("kind", "COMPANY").put("creditCode", "91370600MA00000157");
        return application;
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
