package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.APPLICATIONS;
import static org.onewindow.journey.Office.code;
import static org.onewindow.journey.Office.heavyTruck;
import static org.onewindow.journey.Office.read;
import static org.onewindow.journey.Office.underReview;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.onewindow.privacy.Night;
import org.onewindow.shared.PersonalRecords;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.onewindow.vault.FieldCipher;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Whose data it is sees it, corrects it, knows who saw it, and has it erased when the law no longer wants it kept. */
@RunningOffice
class PrivacyJourneyTests {

    private final Office office;
    private final ApplicationContext context;
    private final JdbcClient sql;
    private final Visitor agent;
    private final Visitor clerk;

    @Autowired
    PrivacyJourneyTests(@LocalServerPort int port, ApplicationContext context, JdbcClient sql) {
        office = new Office(port);
        this.context = context;
        this.sql = sql;
        agent = office.as("li.na");
        clerk = office.as("wang.fang");
    }

    private static HttpResponse<String> reveal(Visitor somebody, String id, String field, String purpose) {
        return somebody.post(
                "/api/cases/" + id + "/reveals", "{\"field\":\"%s\",\"purpose\":\"%s\"}".formatted(field, purpose));
    }

    @Test
    void anOfficerSeesOneFieldInFullForAPurposeAndTheApplicantSeesThatHeDid() {
        String id = underReview(agent, heavyTruck()).get("id").asString();

        HttpResponse<String> shown = reveal(clerk, id, "contact.mobile", "contact");
        assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
        assertThat(Caller.json(shown).get("value").asString()).isEqualTo("13800000002");
        assertThat(Caller.header(shown, "Cache-Control")).contains("no-store");
        assertThat(Caller.json(reveal(clerk, id, "applicant.name", "identity-check"))
                        .get("value")
                        .asString())
                .isEqualTo("李娜");

        JsonNode look =
                read(agent, "/api/me/data/looks", "Accept-Language", "en").get(0);
        assertThat(look.at("/access/kind/code").asString()).isEqualTo("REVEALED");
        assertThat(look.at("/access/unit/code").asString()).isEqualTo("YT.JJ.ZF");
        assertThat(look.get("purpose").asString()).isEqualTo("To check who somebody is (applicant.name)");
        JsonNode record =
                read(office.as("audit"), "/api/audit/records?object=" + id).get(0);
        assertThat(record.get("purpose").asString()).isEqualTo("identity-check applicant.name");
        assertThat(sql.sql(
                                "SELECT COUNT(*) FROM idempotency WHERE actor = (SELECT id FROM account WHERE login = 'wang.fang')"
                                        + " AND location LIKE '%reveal%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void nothingIsSeenInFullWithoutAPurposeOrByWhoMayNotSeeTheCase() {
        String id = underReview(agent, heavyTruck()).get("id").asString();

        assertThat(code(reveal(clerk, id, "contact.mobile", "curious"))).isEqualTo("purpose-unknown");
        assertThat(code(reveal(clerk, id, "password", "contact"))).isEqualTo("field-not-kept");
        assertThat(reveal(office.as("zhao.min"), id, "contact.mobile", "contact")
                        .statusCode())
                .isEqualTo(404);
        assertThat(reveal(agent, id, "contact.mobile", "contact").statusCode()).isEqualTo(403);
    }

    @Test
    void anOfficerSeesSixtyFieldsInAnHourAndNoMore() {
        String id = underReview(agent, heavyTruck()).get("id").asString();
        Visitor curious = office.as("sun.lei");
        int seen = 0;
        HttpResponse<String> last = reveal(curious, id, "contact.name", "contact");
        while (last.statusCode() == 200 && seen < 100) {
            seen++;
            last = reveal(curious, id, "contact.name", "contact");
        }
        assertThat(seen).isEqualTo(60);
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(read(office.as("audit"), "/api/audit/records?result=429&object=" + id))
                .hasSize(1);
    }

    @Test
    void somebodyTakesAwayAllThatIsKeptAboutHimAndNothingOfOthers() {
        String id = underReview(agent, heavyTruck()).get("id").asString();
        HttpResponse<String> answer = agent.get("/api/me/data", "Accept-Language", "en");

        assertThat(Caller.header(answer, "Content-Disposition")).startsWith("attachment");
        JsonNode account = Caller.json(answer).get("records").get(0);
        assertThat(account.get("kind").asString()).isEqualTo("account");
        assertThat(account.at("/fields/idNo").asString()).isEqualTo("370602190001010024");
        JsonNode application = Caller.json(answer)
                .get("records")
                .valueStream()
                .filter(record -> record.get("kind").asString().equals("truck-pass-application"))
                .filter(record -> record.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(application.at("/fields/contact.mobile").asString()).isEqualTo("13800000002");
        assertThat(application.get("kept").isNull()).isTrue();
        assertThat(answer.body()).doesNotContain("张伟", "370602190001010016", "bcrypt");
        assertThat(read(
                                office.as("audit"),
                                "/api/audit/records?object=" + account.get("id").asString())
                        .get(0)
                        .get("act")
                        .asString())
                .isEqualTo("GET /api/me/data");
    }

    @Test
    void aWrongNumberIsCorrectedAtOnce() {
        Visitor citizen = office.as("zhang.wei");
        try {
            assertThat(citizen.send("PUT", "/api/me/data/mobile", "{\"mobile\":\"13800009999\"}")
                            .statusCode())
                    .isEqualTo(204);
            assertThat(read(citizen, "/api/me").get("mobile").asString()).isEqualTo("138****9999");
            assertThat(citizen.send("PUT", "/api/me/data/mobile", "{\"mobile\":\"1380\"}")
                            .statusCode())
                    .isEqualTo(422);
        } finally {
            citizen.send("PUT", "/api/me/data/mobile", "{\"mobile\":\"13800000001\"}");
        }
    }

    @Test
    void whatWasKeptLongEnoughIsEmptiedUnlessItIsHeld() {
        String old = endedSixYearsAgo();
        String held = endedSixYearsAgo();
        String young = office.granted(heavyTruck()).get("caseId").asString();
        Visitor supervisor = office.as("chen.gang");
        HttpResponse<String> hold =
                supervisor.post("/api/legal-holds", "{\"object\":\"%s\",\"reason\":\"suit\"}".formatted(held));
        assertThat(hold.statusCode()).as(hold.body()).isEqualTo(201);
        int cases = count("SELECT COUNT(*) FROM service_case WHERE status = 'GRANTED'");
        int passes = count("SELECT COUNT(*) FROM truck_pass");

        Night.pass(context);

        assertThat(contact(old)).isNull();
        assertThat(contact(held)).isEqualTo("李娜");
        assertThat(contact(young)).isEqualTo("李娜");
        assertThat(count("SELECT COUNT(*) FROM service_case WHERE status = 'GRANTED'"))
                .isEqualTo(cases);
        assertThat(count("SELECT COUNT(*) FROM truck_pass")).isEqualTo(passes);
        assertThat(Caller.json(office.as("audit").post("/api/audit/verifications", null))
                        .get("findings"))
                .isEmpty();
        assertThat(read(office.as("audit"), "/api/audit/records?object=" + old)
                        .get(0)
                        .get("act")
                        .asString())
                .isEqualTo("erase truck-pass-application");

        String lifting = "/api/legal-holds/" + Caller.json(hold).get("id").asString() + "/lifting";
        assertThat(supervisor.post(lifting, null).statusCode()).isEqualTo(204);
        assertThat(supervisor.post(lifting, null).statusCode()).isEqualTo(404);
        Night.pass(context);
        assertThat(contact(held)).isNull();
    }

    private String endedSixYearsAgo() {
        String id = office.granted(heavyTruck()).get("caseId").asString();
        sql.sql("UPDATE service_case SET decided_at = '2020-01-02 03:04:05' WHERE id = :id")
                .param("id", id)
                .update();
        return id;
    }

    private String contact(String id) {
        JsonNode name = read(agent, APPLICATIONS + "/" + id).at("/application/contact/name");
        return name.isNull() || name.isMissingNode() ? null : name.asString();
    }

    private int count(String query) {
        return sql.sql(query).query(Integer.class).single();
    }

    @Test
    void whoAskedToBeForgottenIsAWeekLaterWhenNothingIsKeptThatNeedsHim() {
        Visitor system = office.as("system");
        String login = "gone." + UUID.randomUUID().toString().substring(0, 8);
        String id = Caller.json(system.post(
                        "/api/accounts",
                        "{\"login\":\"%s\",\"name\":\"赵无忌\",\"roles\":[\"OFFICER\"],\"unit\":\"YT.JJ.ZF\"}"
                                .formatted(login)))
                .get("id")
                .asString();
        sql.sql("INSERT INTO erasure_request (account, asked_at) VALUES (:id, '2026-01-02 03:04:05')")
                .param("id", id)
                .update();
        Night.pass(context);

        assertThat(sql.sql("SELECT login FROM account WHERE id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .isEqualTo("erased-" + id);
        assertThat(office.caller.askToken("erased-" + id, "").statusCode()).isEqualTo(401);
    }

    @Test
    void aRequestToBeForgottenIsSeenAndTakenBack() {
        Visitor citizen = office.as("zhou.jie");
        assertThat(citizen.send("PUT", "/api/me/data/erasure", null).statusCode())
                .isEqualTo(204);
        assertThat(citizen.send("PUT", "/api/me/data/erasure", null).statusCode())
                .isEqualTo(204);
        assertThat(read(citizen, "/api/me/data").get("erasureAskedAt").isNull()).isFalse();
        Night.pass(context);
        assertThat(citizen.send("DELETE", "/api/me/data/erasure", null).statusCode())
                .isEqualTo(204);
        assertThat(read(citizen, "/api/me/data").get("erasureAskedAt").isNull()).isTrue();
    }

    @Test
    void thePageShowsTheSameMaskedAndWorksWithoutScripts() {
        String session = Caller.cookie(office.caller.signIn("zhang.wei", Caller.DEMO_PASSWORD));
        String page =
                office.caller.get("/portal/my-data?lang=en", "Cookie", session).body();

        assertThat(page)
                .contains("My data", "张伟", "370***********0016", "<dd>applicant</dd>")
                .doesNotContain("370602190001010016", "APPLICANT");
        assertThat(office.caller
                        .get("/portal/my-data/export", "Cookie", session)
                        .body())
                .contains("370602190001010016");
        String wrong = "mobile=1380&_key=" + UUID.randomUUID() + "&_csrf="
                + Office.url(Caller.csrf(office.caller.get("/portal/my-data", "Cookie", session)));
        assertThat(office.caller.post("/portal/my-data/mobile", session, wrong).body())
                .contains("mobile-error");
    }

    @Test
    void noTableHoldsASealedColumnThatNobodyEmpties() {
        List<String> sealed = sql.sql("""
                        SELECT DISTINCT LOWER(table_name) AS name FROM information_schema.columns
                        WHERE table_schema = SCHEMA()
                          AND (LOWER(column_name) LIKE '%sealed' OR LOWER(column_name) = 'data_key')
                        ORDER BY name
                        """).query(String.class).list();
        Set<String> emptied = kinds().flatMap(kind -> kind.tables().stream()).collect(Collectors.toSet());

        assertThat(sealed).contains("account", "photo", "home_visit_result");
        assertThat(emptied).containsExactlyInAnyOrderElementsOf(sealed);
    }

    @Test
    void whatEveryModuleKeepsIsShownAndEmptiedInItsTimeUnlessItsOwnerIsHeld() {
        String gone = UUID.randomUUID().toString();
        String held = UUID.randomUUID().toString();
        keptLongAgo(gone);
        keptLongAgo(held);
        List<PersonalRecords.Entry> before = about(held);
        assertThat(before)
                .hasSize(8)
                .allSatisfy(entry -> assertThat(entry.fields()).isNotEmpty());
        assertThat(about(gone)).hasSize(8);
        Visitor supervisor = office.as("chen.gang");
        HttpResponse<String> hold =
                supervisor.post("/api/legal-holds", "{\"object\":\"%s\",\"reason\":\"suit\"}".formatted(held));
        assertThat(hold.statusCode()).as(hold.body()).isEqualTo(201);

        Night.pass(context);

        assertThat(about(gone)).isEmpty();
        assertThat(about(held)).containsExactlyElementsOf(before);
        assertThat(count("SELECT COUNT(*) FROM home_visit WHERE outlet = '%s'".formatted(gone.substring(0, 8))))
                .isOne();

        String lifting = "/api/legal-holds/" + Caller.json(hold).get("id").asString() + "/lifting";
        assertThat(supervisor.post(lifting, null).statusCode()).isEqualTo(204);
        Night.pass(context);
        assertThat(about(held)).isEmpty();
    }

    private Stream<PersonalRecords> kinds() {
        return context.getBeansOfType(PersonalRecords.class).values().stream();
    }

    private List<PersonalRecords.Entry> about(String account) {
        return kinds().flatMap(kind -> kind.about(account).stream()).toList();
    }

    /** One record of each kind that stands by itself, under an account that nobody has. */
    private void keptLongAgo(String account) {
        String outlet = account.substring(0, 8);
        var cipher = context.getBean(FieldCipher.class);
        String at = "'2020-01-02 03:04:05'";
        run(
                "INSERT INTO home_visit VALUES ('%1$s', '%1$s', 'AGED', 'A01', '370602', '%2$s', 'ZZ', '%3$s', '%4$s', 'DONE',"
                        + " %5$s, %5$s, FALSE, NULL, %5$s, %5$s, %5$s, 0)",
                account,
                outlet,
                cipher.seal("芝罘区南大街1号", "home_visit", account, "address"),
                cipher.seal("37.5,121.4", "home_visit", account, "point"),
                at);
        run(
                "INSERT INTO home_visit_result VALUES ('%s', 'A01', TRUE, '%s')",
                account, cipher.seal("行动不便", "home_visit_result", account + "A01", "note"));
        run(
                "INSERT INTO notification VALUES ('%1$s', 'MAIL', '%1$s', '%1$s', 'APPOINTMENT_MISSED', '预约', NULL, 'SENT', 0,"
                        + " %2$s, NULL, NULL, %2$s, %2$s)",
                account, at);
        run(
                "INSERT INTO appointment_no_show VALUES ('%1$s', '%1$s', '', '%2$s', '2020-01-02', %4$s, '%3$s', %4$s,"
                        + " 'REJECTED', NULL, NULL, %4$s, 0)",
                account, outlet, cipher.seal("堵车", "appointment_no_show", account, "objection"), at);
        run(
                "INSERT INTO wait_list_entry VALUES ('%1$s', '%1$s', '', 'A01', '%2$s', 'G', '2020-01-02', '2020-01-02',"
                        + " 'LAPSED', NULL, NULL, %3$s, 0)",
                account, outlet, at);
        run(
                "INSERT INTO photo_access VALUES ('%1$s', '%1$s', %2$s, '', 'ZZ', 'ID', 'test', NULL, NULL, 'READ')",
                account, at);
        run(
                "INSERT INTO photo_request VALUES ('%1$s', '%1$s', 'ZZ', '', 'ID', 'test', '1', %2$s, 'CLOSED', NULL, %2$s, 0)",
                account, at);
        run("INSERT INTO photo_consent VALUES ('c%1$.30s', '%1$s', 'ZZ', 'test', %2$s, %2$s, 0)", account, at);
        run(
                "INSERT INTO appointment VALUES ('%1$s', '%1$s', '', 'A01', '%2$s', 'G', %3$s, %3$s, 'CANCELLED', NULL, NULL, %3$s, 0)",
                account, outlet, at);
    }

    private void run(String statement, Object... values) {
        sql.sql(statement.formatted(values)).update();
    }
}
