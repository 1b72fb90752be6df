package org.onewindow.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.onewindow.register.DemoRegisterService;
import org.onewindow.register.Register;
import org.onewindow.support.AtOnce;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@RunningOffice
class RegistrationTests {

    private static final String NAME = "林小雨";
    private static final String NUMBER = "370602190002011010";
    private static final String PASSWORD = "海边的石头会唱歌的呀不是吗";

    private final JdbcClient jdbc;
    private final DemoRegisterService registers;
    private final Caller caller;

    @Autowired
    RegistrationTests(JdbcClient jdbc, DemoRegisterService registers, @LocalServerPort int port) {
        this.jdbc = jdbc;
        this.registers = registers;
        caller = new Caller(port);
    }

    @AfterEach
    void forgetWhoRegistered() {
        registers.heal();
        jdbc.sql("DELETE FROM account WHERE login LIKE 'c.%'").update();
        jdbc.sql("DELETE FROM notification WHERE notice_key LIKE 'registration/%'")
                .update();
    }

    private HttpResponse<String> register(String name, String number, String mobile, String password) {
        return caller.call(
                "POST",
                "/api/registrations",
                """
                {"name": "%s", "citizenId": "%s", "mobile": "%s", "password": "%s"}
                """.formatted(name, number, mobile, password),
                "Content-Type",
                "application/json");
    }

    private HttpResponse<String> register(String password) {
        return register(NAME, NUMBER, "13800000011", password);
    }

    private static List<String> defects(HttpResponse<String> answer) {
        return Caller.json(answer).get("errors").findValuesAsString("code");
    }

    @Test
    void aCitizenWhomTheRegisterKnowsOpensAnAccountAndSignsInWithHisNumber() {
        assertThat(register(PASSWORD).statusCode()).isEqualTo(202);

        JsonNode token = Caller.json(caller.askToken(NUMBER, PASSWORD));
        assertThat(token.get("roles").toString()).isEqualTo("[\"APPLICANT\"]");
        JsonNode me = Caller.json(caller.getAs(token.get("accessToken").asString(), "/api/me"));
        assertThat(me.get("name").asString()).isEqualTo("林**");
        assertThat(me.get("idNo").asString()).isEqualTo("3706**********1010");
        assertThat(caller.getAs(token.get("accessToken").asString(), "/api/truck-passes")
                        .statusCode())
                .isEqualTo(200);
        assertThat(caller.signIn(NUMBER, PASSWORD).headers().firstValue("Location"))
                .hasValueSatisfying(place -> assertThat(place).endsWith("/portal"));
    }

    @Test
    void tellsNobodyThatAPersonHasAnAccount() {
        HttpResponse<String> first = register(PASSWORD);
        HttpResponse<String> second = register("another good password");

        assertThat(second.statusCode()).isEqualTo(first.statusCode());
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().map().keySet())
                .isEqualTo(first.headers().map().keySet());
        assertThat(caller.askToken(NUMBER, "another good password").statusCode())
                .isEqualTo(401);
        assertThat(caller.askToken(NUMBER, PASSWORD).statusCode()).isEqualTo(200);
        assertThat(jdbc.sql("""
                        SELECT result FROM audit_record
                        WHERE act = 'registration' AND object = (SELECT id FROM account WHERE login LIKE 'c.%')
                        ORDER BY at
                        """).query(String.class).list()).containsExactlyInAnyOrder("DONE", "409");
    }

    @Test
    void keepsTheAccountThatAPersonHasFromElsewhere() {
        assertThat(register("张伟", "370602190001010016", "13800000001", PASSWORD).statusCode())
                .isEqualTo(202);
        assertThat(caller.askToken("370602190001010016", Caller.DEMO_PASSWORD).statusCode())
                .isEqualTo(200);
        assertThat(jdbc.sql("SELECT COUNT(*) FROM account WHERE login LIKE 'c.%'")
                        .query(Long.class)
                        .single())
                .isZero();
        String session = Caller.cookie(caller.signIn("zhang.wei", Caller.DEMO_PASSWORD));
        assertThat(caller.get("/portal/messages", "Cookie", session).body())
                .contains("有人用您的身份证号申请注册，您的账号没有变化", "href=\"/password\"");
    }

    @Test
    void opensOneAccountToWhoeverSendsItTwiceAtOnce() {
        assertThat(AtOnce.run(
                        () -> register(PASSWORD).statusCode(),
                        () -> register(PASSWORD).statusCode(),
                        () -> register(PASSWORD).statusCode()))
                .containsOnly(202);
        assertThat(jdbc.sql("SELECT COUNT(*) FROM account WHERE login LIKE 'c.%'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(jdbc.sql("""
                        SELECT result FROM audit_record
                        WHERE act = 'registration' AND object = (SELECT id FROM account WHERE login LIKE 'c.%')
                        """).query(String.class).list()).containsExactlyInAnyOrder("DONE", "409", "409");
        assertThat(jdbc.sql("SELECT COUNT(*) FROM notification WHERE notice_key LIKE 'registration/%'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void opensNothingWhenNameAndNumberDoNotBelongTogetherOrThePersonWasStruckOff() {
        HttpResponse<String> other = register("宋海峰", NUMBER, "13800000011", PASSWORD);
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(defects(other)).containsExactly("identity-unproven");
        assertThat(defects(register("于国强", "370602190002011053", "13800000011", PASSWORD)))
                .containsExactly("identity-unproven");
        assertThat(caller.askToken(NUMBER, PASSWORD).statusCode()).isEqualTo(401);
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        HttpResponse<String> answer = register(" ", "370602190002011011", "12345", "short");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(defects(answer))
                .containsExactly("name-missing", "citizen-id-malformed", "mobile-malformed", "password-short");
        assertThat(defects(register("my number is " + NUMBER))).containsExactly("password-guessable");
        assertThat(defects(register("call me at 13800000011"))).containsExactly("password-guessable");
    }

    @Test
    void opensNothingWhileTheRegisterIsSilent() {
        registers.fail(Register.POPULATION, DemoRegisterService.Fault.ERROR);
        HttpResponse<String> answer = register(PASSWORD);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Caller.json(answer).get("code").asString()).isEqualTo("population-register-silent");
        registers.heal();
        assertThat(register(PASSWORD).statusCode()).isEqualTo(202);
    }

    @Test
    void closesAnAccountThatIsGuessedAtByItsNumberHoweverTheNumberIsWritten() {
        register("何静", "370602190002011037", "13800000012", PASSWORD);
        for (int i = 0; i < 3; i++) {
            caller.askToken("370602190002011037", "guess " + i);
            caller.askToken(" ３70602190002011037", "guess " + i);
        }
        assertThat(caller.askToken("370602190002011037", PASSWORD).statusCode()).isEqualTo(429);
    }

    @Test
    void thePageAsksForTheSameAndBringsBackWhatWasTypedButThePassword() {
        HttpResponse<String> page = caller.get("/register");
        assertThat(page.statusCode()).isEqualTo(200);
        String cookie = Caller.cookie(page);
        String form = "name=" + URLEncoder.encode("韩雪", StandardCharsets.UTF_8)
                + "&citizenId=370602190002011045&mobile=13800000013&_csrf="
                + URLEncoder.encode(Caller.csrf(page), StandardCharsets.UTF_8) + "&password=";

        HttpResponse<String> refused = caller.post("/register", cookie, form + "short1pass");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("韩雪", "370602190002011045", "12").doesNotContain("short1pass");

        HttpResponse<String> sent =
                caller.post("/register", cookie, form + URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8));
        assertThat(Caller.header(sent, "Location")).endsWith("/login?registered");
        assertThat(caller.get("/login?registered").body()).contains("原密码不变");
        assertThat(caller.askToken("370602190002011045", PASSWORD).statusCode()).isEqualTo(200);
    }
}
