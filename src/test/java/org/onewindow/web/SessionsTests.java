package org.onewindow.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.onewindow.OneWindow;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two nodes over one database: whoever is known to one is known to the other, and gone from one is gone from both. */
@RunningOffice
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionsTests {

    private final JdbcClient sql;
    private final Environment environment;
    private final Caller one;
    private Caller other;
    private ConfigurableApplicationContext otherNode;

    @Autowired
    SessionsTests(JdbcClient sql, Environment environment, @LocalServerPort int port) {
        this.sql = sql;
        this.environment = environment;
        one = new Caller(port);
    }

    /** A second node, which is reached through TLS that ends in front of it. */
    @BeforeAll
    void start() {
        otherNode = new SpringApplicationBuilder(OneWindow.class)
                .profiles("demo")
                .properties(Map.of("spring.main.banner-mode", "off"))
                .run(
                        "--spring.datasource.url=" + environment.getProperty("spring.datasource.url"),
                        "--onewindow.home=" + environment.getProperty("onewindow.home"),
                        "--onewindow.vault.master-key=" + environment.getProperty("onewindow.vault.master-key", ""),
                        "--onewindow.workflow.jobs=false",
                        "--onewindow.demo.register-port=0",
                        "--onewindow.ops.port=0",
                        "--onewindow.web.https=true",
                        "--server.port=0");
        other = new Caller(otherNode.getEnvironment().getProperty("local.server.port", Integer.class));
    }

    @AfterAll
    void stop() {
        otherNode.close();
    }

    private static String there(String session) {
        return "__Host-" + session;
    }

    private static void asksForLogin(HttpResponse<String> answer, String query) {
        assertThat(answer.statusCode()).isEqualTo(302);
        URI to = URI.create(Caller.header(answer, "Location"));
        assertThat(to.getPath()).isEqualTo("/login");
        assertThat(to.getQuery()).isEqualTo(query);
    }

    @Test
    void whoSignedInAtOneNodeGoesOnAtTheOtherAndLeavesBoth() {
        String session = Caller.cookie(one.signIn("zhang.wei", Caller.DEMO_PASSWORD));
        HttpResponse<String> page = other.get("/", "Cookie", there(session));
        assertThat(page.body()).contains("/logout");

        other.post("/logout", there(session), "_csrf=" + Caller.csrf(page));

        asksForLogin(one.get("/portal", "Cookie", session), null);
    }

    @Test
    void aClerksSecondLoginAtAnotherNodeEndsHisFirst() {
        String session = Caller.cookie(one.signIn("sun.lei", Caller.DEMO_PASSWORD));
        assertThat(one.get("/desk", "Cookie", session).statusCode()).isEqualTo(200);
        HttpResponse<String> form = other.get("/login");
        String cookie = set(form).split(";")[0];

        String second = set(other.signIn("sun.lei", Caller.DEMO_PASSWORD, cookie, Caller.csrf(form)));

        asksForLogin(one.get("/desk", "Cookie", session), "replaced");
        assertThat(other.get("/desk", "Cookie", second.split(";")[0]).statusCode())
                .isEqualTo(200);
    }

    @Test
    void behindTlsTheCookieIsThisHostsAloneAndBrowsersNeverComeInPlain() {
        HttpResponse<String> page = other.get("/login");

        assertThat(set(page))
                .startsWith("__Host-ONEWINDOW=")
                .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax")
                .doesNotContain("Domain");
        for (HttpResponse<String> answer : List.of(page, other.get("/api/pass-keys"), other.get("/portal"))) {
            assertThat(Caller.header(answer, "Strict-Transport-Security"))
                    .contains("max-age=31536000", "includeSubDomains");
        }
    }

    private static String set(HttpResponse<String> answer) {
        return Caller.header(answer, "Set-Cookie");
    }

    @Test
    void whoseAccountIsClosedIsOutAtBothNodes() {
        String session = Caller.cookie(one.signIn("zhao.min", Caller.DEMO_PASSWORD));
        assertThat(other.get("/desk", "Cookie", there(session)).statusCode()).isEqualTo(200);
        try {
            sql.sql("UPDATE account SET enabled = FALSE WHERE login = 'zhao.min'")
                    .update();

            asksForLogin(other.get("/desk", "Cookie", there(session)), null);
            asksForLogin(one.get("/desk", "Cookie", session), null);
        } finally {
            sql.sql("UPDATE account SET enabled = TRUE WHERE login = 'zhao.min'")
                    .update();
        }
    }

    @Test
    void aClerkWhoWasAwayForSixteenMinutesSignsInAgainAndForFourteenDoesNot() {
        String session = Caller.cookie(one.signIn("wang.fang", Caller.DEMO_PASSWORD));
        idle("wang.fang", Duration.ofMinutes(14));
        assertThat(one.get("/desk", "Cookie", session).statusCode()).isEqualTo(200);
        idle("wang.fang", Duration.ofMinutes(16));
        asksForLogin(one.get("/desk", "Cookie", session), null);
        asksForLogin(other.get("/desk", "Cookie", there(session)), null);
    }

    private void idle(String login, Duration time) {
        assertThat(sql.sql("""
                        UPDATE web_session
                        SET last_access_time = last_access_time - :time, expiry_time = expiry_time - :time
                        WHERE principal_name = (SELECT id FROM account WHERE login = :login)
                        """)
                        .param("time", time.toMillis())
                        .param("login", login)
                        .update())
                .isPositive();
    }

    @Test
    void whoReadsTheTablesLearnsNothingAndCannotComeInByThem() {
        String session = Caller.cookie(one.signIn("zhang.wei", Caller.DEMO_PASSWORD));
        one.get("/portal/items?q=370602190001010016", "Cookie", session);

        List<String> held =
                sql.sql("SELECT attribute_bytes FROM web_session_ATTRIBUTES").query(byte[].class).list().stream()
                        .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                        .toList();
        assertThat(held).isNotEmpty().allMatch(value -> value.matches("(gm)?[0-9a-f]{8}:[A-Za-z0-9+/]+=*"));
        String id = sql.sql("""
                        SELECT session_id FROM web_session
                        WHERE principal_name = (SELECT id FROM account WHERE login = 'zhang.wei') LIMIT 1
                        """).query(String.class).single();
        for (String forged : List.of(id, Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.US_ASCII)))) {
            asksForLogin(one.get("/portal", "Cookie", "ONEWINDOW=" + forged), null);
        }
    }
}
