package org.onewindow.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@RunningOffice
class AccountAdministrationTests {

    private static final String CHOSEN = "seven ducks in a row";

    private final JdbcClient jdbc;
    private final Environment settings;
    private final Caller caller;
    private final String login = "t." + UUID.randomUUID();

    @Autowired
    AccountAdministrationTests(JdbcClient jdbc, Environment settings, @LocalServerPort int port) {
        this.jdbc = jdbc;
        this.settings = settings;
        caller = new Caller(port);
    }

    @AfterEach
    void removeTheAccount() {
        jdbc.sql("DELETE FROM account WHERE login = :login")
                .param("login", login)
                .update();
    }

    @Test
    void theInitialPasswordOpensNothingButItsOwnChange() {
        JsonNode opened = opened("CLERK");
        String initial = opened.get("password").asString();
        JsonNode first = Caller.json(caller.askToken(login, initial));
        assertThat(first.get("roles")).isEmpty();
        String token = first.get("accessToken").asString();
        assertThat(caller.getAs(token, "/api/work-items").statusCode()).isEqualTo(403);

        assertThat(change(token, initial, CHOSEN).statusCode()).isEqualTo(204);

        assertThat(caller.askToken(login, initial).statusCode()).isEqualTo(401);
        JsonNode second = Caller.json(caller.askToken(login, CHOSEN));
        assertThat(second.get("roles").get(0).asString()).isEqualTo("CLERK");
        assertThat(caller.getAs(second.get("accessToken").asString(), "/api/work-items")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void saysWhatIsWrongWithAPassword() {
        String initial = opened("CLERK").get("password").asString();
        String token =
                Caller.json(caller.askToken(login, initial)).get("accessToken").asString();

        assertThat(code(change(token, "something else", CHOSEN))).isEqualTo("password-wrong");
        assertThat(code(change(token, initial, "elevenchars"))).isEqualTo("password-short");
        assertThat(code(change(token, initial, "汉".repeat(25)))).isEqualTo("password-long");
        assertThat(code(change(token, initial, initial))).isEqualTo("password-unchanged");
        assertThat(code(change(token, initial, "I am " + login))).isEqualTo("password-guessable");
        for (String common :
                List.of("烟台公安2026烟台公安", "onewindow2026", "password12345", "qwertyuiop12", "Yantai-police-2026")) {
            assertThat(code(change(token, initial, common))).as(common).isEqualTo("password-common");
        }
        assertThat(change(token, initial, "十二个汉字也是一句好密码").statusCode()).isEqualTo(204);
    }

    @Test
    void countsAWrongOldPasswordLikeAWrongLogin() {
        String initial = opened("CLERK").get("password").asString();
        String token =
                Caller.json(caller.askToken(login, initial)).get("accessToken").asString();
        for (int i = 0; i < 5; i++) {
            assertThat(code(change(token, "guess " + i, CHOSEN))).isEqualTo("password-wrong");
        }

        HttpResponse<String> sixth = change(token, initial, CHOSEN);
        assertThat(sixth.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(Caller.header(sixth, "Retry-After"))).isBetween(1, 60);
        assertThat(caller.askToken(login, initial).statusCode()).isEqualTo(429);
    }

    @Test
    void endsTheSessionOfAClosedAccountWithItsNextRequest() {
        JsonNode opened = opened("SUPERVISOR");
        String id = opened.get("id").asString();
        HttpResponse<String> signedIn =
                caller.signIn(login, opened.get("password").asString());
        String cookie = Caller.cookie(signedIn);
        assertThat(caller.get("/second-factor", "Cookie", cookie).statusCode()).isEqualTo(200);

        assertThat(as("system", "POST", "/api/accounts/" + id + "/closure", null)
                        .statusCode())
                .isEqualTo(204);

        HttpResponse<String> next = caller.get("/second-factor", "Cookie", cookie);
        assertThat(next.statusCode()).isEqualTo(302);
        assertThat(Caller.header(next, "Location")).endsWith("/login");
        assertThat(caller.askToken(login, opened.get("password").asString()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void separatesThePowersOfTheAdministrators() {
        String id = opened("CLERK").get("id").asString();
        String resets = "/api/accounts/" + id + "/password-resets";

        assertThat(as("system", "POST", resets, null).statusCode()).isEqualTo(403);
        assertThat(as("security", "POST", "/api/accounts/" + id + "/closure", null)
                        .statusCode())
                .isEqualTo(403);
        assertThat(as("security", "POST", "/api/accounts", body("CLERK")).statusCode())
                .isEqualTo(403);
        assertThat(as("audit", "GET", "/api/accounts", null).statusCode()).isEqualTo(403);
        HttpResponse<String> reset = as("security", "POST", resets, null);
        assertThat(reset.statusCode()).isEqualTo(200);
        assertThat(Caller.json(caller.askToken(
                                login, Caller.json(reset).get("password").asString()))
                        .get("roles"))
                .isEmpty();
    }

    @Test
    void noAdministratorTakesOverOrShutsOutAnother() {
        for (String login : new String[] {"system", "security", "audit"}) {
            String path = "/api/accounts/"
                    + jdbc.sql("SELECT id FROM account WHERE login = :login")
                            .param("login", login)
                            .query(String.class)
                            .single();
            assertThat(code(as("security", "POST", path + "/password-resets", null)))
                    .isEqualTo("account-of-administrator");
            assertThat(code(as("security", "DELETE", path + "/second-factor", null)))
                    .isEqualTo("account-of-administrator");
            assertThat(code(as("system", "POST", path + "/closure", null))).isEqualTo("account-of-administrator");
            assertThat(caller.askToken(login, Caller.DEMO_PASSWORD).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void opensNoAdministratorAndNoLoginTwice() {
        for (String role : new String[] {"SYSTEM_ADMIN", "SECURITY_ADMIN", "AUDIT_ADMIN", "APPLICANT"}) {
            assertThat(code(as("system", "POST", "/api/accounts", body(role))))
                    .as(role)
                    .isEqualTo("roles-not-opened-here");
        }
        opened("CLERK");
        assertThat(code(as("system", "POST", "/api/accounts", body("CLERK")))).isEqualTo("login-taken");
    }

    @Test
    void listsAccountsWithoutPersonalData() {
        opened("OFFICER");
        String before = login.substring(0, login.length() - 1);
        JsonNode listed = Caller.json(caller.getAs(caller.token("system"), "/api/accounts?after=" + before));
        assertThat(listed.get(0).get("login").asString()).isEqualTo(login);
        assertThat(listed.get(0).propertyNames())
                .containsExactlyInAnyOrder("id", "login", "roles", "unit", "enabled", "secondFactor");
    }

    @Test
    void recordsWhoOpenedAndClosedWithoutThePassword() {
        JsonNode opened = opened("CLERK");
        String id = opened.get("id").asString();
        as("system", "POST", "/api/accounts/" + id + "/closure", null);
        assertThat(jdbc.sql("SELECT COUNT(*) FROM audit_record WHERE object = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    @Test
    void drawsTheTreeOfUnitsFromTheTop() {
        String code = "YT.T" + Integer.toHexString(login.hashCode()).toUpperCase(java.util.Locale.ROOT);
        String names = """
                {"nameZh": "测试大队", "nameEn": "Test Brigade"}
                """;
        assertThat(code(as("system", "PUT", "/api/units/" + code + ".NO.WAY", names)))
                .isEqualTo("unit-unknown");
        assertThat(code(as("system", "PUT", "/api/units/yt", names))).isEqualTo("unit-code-malformed");
        assertThat(as("chen.gang", "PUT", "/api/units/" + code, names).statusCode())
                .isEqualTo(403);
        try {
            assertThat(as("system", "PUT", "/api/units/" + code, names).statusCode())
                    .isEqualTo(204);
            assertThat(as("system", "PUT", "/api/units/" + code, names.replace("Test", "Trial"))
                            .statusCode())
                    .isEqualTo(204);
            assertThat(jdbc.sql("SELECT name_en FROM unit WHERE code = :code AND parent = 'YT'")
                            .param("code", code)
                            .query(String.class)
                            .single())
                    .isEqualTo("Trial Brigade");
        } finally {
            jdbc.sql("DELETE FROM unit WHERE code = :code").param("code", code).update();
        }
    }

    @Test
    void anAdministratorOpenedOnTheMachineIsInTheAudit() {
        int code = AdministratorCommand.run(
                new String[] {
                    AdministratorCommand.NAME,
                    login,
                    "SECURITY_ADMIN",
                    "--spring.datasource.url=" + settings.getProperty("spring.datasource.url"),
                    "--onewindow.home=" + settings.getProperty("onewindow.home")
                },
                new PrintStream(new ByteArrayOutputStream()));

        assertThat(code).isZero();
        assertThat(jdbc.sql("""
                        SELECT r.result FROM audit_record r JOIN account a ON a.id = r.object
                         WHERE a.login = :login AND r.act = 'open-administrator'
                        """).param("login", login).query(String.class).list())
                .containsExactly("DONE");
    }

    @Test
    void theAgentLaysAMandateDownAndTheCompanyTakesItBackAtTheWindow() {
        String company = "91370600MA0000099X";
        String ofCompany = "/api/company-mandates/" + company;
        String agent = jdbc.sql("SELECT id FROM account WHERE login = 'li.na'")
                .query(String.class)
                .single();
        try {
            give(agent, company);
            JsonNode held = Caller.json(as("wang.fang", "GET", ofCompany, null));
            assertThat(held).hasSize(1);
            assertThat(held.get(0).get("agent").asString()).isEqualTo("李*");
            String end = ofCompany + "/" + held.get(0).get("account").asString() + "/end";
            assertThat(as("zhou.jie", "POST", end, null).statusCode()).isEqualTo(403);
            assertThat(as("wang.fang", "POST", end, null).statusCode()).isEqualTo(204);
            assertThat(code(as("wang.fang", "POST", end, null))).isEqualTo("mandate-unknown");

            give(agent, company);
            String layDown = "/api/me/mandates/" + company + "/end";
            assertThat(as("zhou.jie", "POST", layDown, null).statusCode()).isEqualTo(404);
            assertThat(as("li.na", "POST", layDown, null).statusCode()).isEqualTo(204);
            assertThat(Caller.json(as("wang.fang", "GET", ofCompany, null))).isEmpty();
        } finally {
            jdbc.sql("DELETE FROM mandate WHERE credit_code = :company")
                    .param("company", company)
                    .update();
        }
    }

    @Test
    void theCompanyGivesAMandateAtTheWindowForATime() {
        String company = "91370600MA0000099U";
        String number = "370602190001010032";
        String ofCompany = "/api/company-mandates/" + company;
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        jdbc.sql("DELETE FROM mandate WHERE credit_code = :company")
                .param("company", company)
                .update();
        try {
            assertThat(as("zhou.jie", "POST", ofCompany, letter(number, today.plusYears(1)))
                            .statusCode())
                    .isEqualTo(403);
            for (LocalDate never : List.of(today.minusDays(3), today.plusYears(4))) {
                assertThat(code(as("wang.fang", "POST", ofCompany, letter(number, never))))
                        .isEqualTo("mandate-time");
            }
            assertThat(code(as("wang.fang", "POST", ofCompany, letter("37060219000101004X", today.plusYears(1)))))
                    .isIn("agent-without-account", "citizen-id-malformed");
            assertThat(as("wang.fang", "POST", ofCompany, letter(number, today.plusYears(1)))
                            .statusCode())
                    .isEqualTo(201);
            assertThat(code(as("wang.fang", "POST", ofCompany, letter(number, today.plusYears(1)))))
                    .isEqualTo("mandate-exists");
            assertThat(Caller.json(as("zhou.jie", "GET", "/api/me", null))
                            .get("mandates")
                            .toString())
                    .contains(company);
            assertThat(as("zhou.jie", "POST", "/api/me/mandates/" + company + "/end", null)
                            .statusCode())
                    .isEqualTo(204);
        } finally {
            jdbc.sql("DELETE FROM mandate WHERE credit_code = :company")
                    .param("company", company)
                    .update();
        }
    }

    @Test
    void theMachineOfAnotherBodyIsOpenedWithItsMandateAndNeverBelongsToAUnit() {
        String machine = """
                {"login": "%s", "name": "测试系统", "roles": ["PARTNER"], "body": "烟台示例医院", "creditCode": "%s"}
                """;
        assertThat(code(as("system", "POST", "/api/accounts", machine.formatted(login, "12370602MB00000010"))))
                .isEqualTo("credit-code-malformed");
        assertThat(code(as("system", "POST", "/api/accounts", body("PARTNER")))).isEqualTo("unit-unknown");
        HttpResponse<String> opened =
                as("system", "POST", "/api/accounts", machine.formatted(login, "12370602MB0000001X"));
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        JsonNode account = Caller.json(opened);
        try {
            String initial = account.get("password").asString();
            String first = Caller.json(caller.askToken(login, initial))
                    .get("accessToken")
                    .asString();
            assertThat(change(first, initial, CHOSEN).statusCode()).isEqualTo(204);
            JsonNode token = Caller.json(caller.askToken(login, CHOSEN));
            assertThat(token.get("roles").toString()).isEqualTo("[\"PARTNER\"]");
            assertThat(token.get("unit").asString()).isEmpty();
            String company = "/api/company-mandates/12370602MB0000001X/";
            assertThat(as("wang.fang", "POST", company + account.get("id").asString() + "/end", null)
                            .statusCode())
                    .isEqualTo(204);
        } finally {
            jdbc.sql("DELETE FROM mandate WHERE account_id = :id")
                    .param("id", account.get("id").asString())
                    .update();
        }
    }

    private static String letter(String agent, LocalDate validTo) {
        return "{\"companyName\": \"烟台短期有限公司\", \"agent\": \"" + agent + "\", \"validTo\": \"" + validTo + "\"}";
    }

    private void give(String agent, String company) {
        jdbc.sql("""
                        INSERT INTO mandate (id, account_id, company_name, credit_code, valid_from)
                        VALUES (:id, :agent, '烟台短期有限公司', :company, '2026-01-01')
                        """)
                .param("id", UUID.randomUUID().toString())
                .param("agent", agent)
                .param("company", company)
                .update();
    }

    private JsonNode opened(String role) {
        HttpResponse<String> answer = as("system", "POST", "/api/accounts", body(role));
        assertThat(answer.statusCode()).isEqualTo(201);
        return Caller.json(answer);
    }

    private String body(String role) {
        return """
                {"login": "%s", "name": "测试", "roles": ["%s"], "unit": "YT.JJ.ZF"}
                """.formatted(login, role);
    }

    private HttpResponse<String> as(String somebody, String method, String path, String body) {
        return call(caller.token(somebody), method, path, body);
    }

    private HttpResponse<String> change(String token, String old, String chosen) {
        return call(token, "PUT", "/api/me/password", """
                {"old": "%s", "chosen": "%s"}
                """.formatted(old, chosen));
    }

    private HttpResponse<String> call(String token, String method, String path, String body) {
        return caller.call(method, path, body, "Authorization", "Bearer " + token, "Content-Type", "application/json");
    }

    private static String code(HttpResponse<String> answer) {
        JsonNode problem = Caller.json(answer);
        JsonNode errors = problem.get("errors");
        return (errors == null || errors.isEmpty() ? problem : errors.get(0))
                .get("code")
                .asString();
    }
}
