package org.onewindow.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onewindow.shared.Role;
import org.onewindow.support.Caller;
import org.onewindow.support.CityIssuer;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Tokens of an issuer outside the house, from a server that issues real ones; the office was started before it. */
@RunningOffice
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IssuerTests {

    private final Accounts accounts;
    private final SecondFactors factors;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final int port;
    private final Caller caller;
    private final Caller there = new Caller(CityIssuer.port());
    private CityIssuer issuer;

    @Autowired
    IssuerTests(Accounts accounts, SecondFactors factors, JdbcClient jdbc, Clock clock, @LocalServerPort int port) {
        this.accounts = accounts;
        this.jdbc = jdbc;
        this.factors = factors;
        this.clock = clock;
        this.port = port;
        caller = new Caller(port);
    }

    @BeforeAll
    void open() throws Exception {
        issuer = new CityIssuer(port);
    }

    @AfterAll
    void close() throws Exception {
        issuer.close();
    }

    @Test
    void takesAMachinesTokenAndReadsItsRolesHere() {
        var me = Caller.json(caller.getAs(ofMachine("yiyuan"), "/api/me"));

        assertThat(me.get("roles").toString()).isEqualTo("[\"PARTNER\"]");
        assertThat(caller.getAs(ofMachine("yiyuan"), "/api/work-items").statusCode())
                .isEqualTo(403);
    }

    @Test
    void takesThePersonsTokenButNotTheIdToken() {
        var tokens = ofPerson("wang.fang");

        var me = Caller.json(caller.getAs(tokens.get("access_token").asString(), "/api/me"));
        assertThat(me.get("roles").toString()).isEqualTo("[\"CLERK\"]");
        assertThat(me.get("unit").asString()).isEqualTo("YT.JJ.ZF");
        refuses(tokens.get("id_token").asString(), "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong-audience", "expired", "wrong-issuer"})
    void refusesATokenThatIsNotForUsNow(String client) {
        refuses(ofMachine(client), "unauthenticated");
    }

    @Test
    void refusesWhoHasNoAccountHereOrOneThatTheIssuerCannotVouchFor() {
        refuses(ofMachine("nobody-here"), "issuer-account-unknown");
        refuses(ofPerson("liu.yang").get("access_token").asString(), "issuer-account-unknown");
        refuses(ofPerson("audit" + CityIssuer.WITH_FACTOR).get("access_token").asString(), "issuer-account-unknown");
    }

    @Test
    void refusesWhatTheIssuerDidNotSign() throws Exception {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(CityIssuer.uri())
                .audience("one-window-api")
                .subject("zhang.wei")
                .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                .build();
        SignedJWT good = SignedJWT.parse(ofMachine("yiyuan"));

        refuses(new PlainJWT(claims).serialize(), "unauthenticated");
        refuses(
                good.getParsedParts()[0] + "." + claims.toPayload().toBase64URL() + "." + good.getParsedParts()[2],
                "unauthenticated");
    }

    @Test
    void saysThatAnIssuerDoesNotAnswerAndKeepsServingTheOthers() throws Exception {
        JWTClaimsSet claims =
                new JWTClaimsSet.Builder().issuer(CityIssuer.away()).build();
        String token = SignedJWT.parse(ofMachine("yiyuan")).getParsedParts()[0] + "."
                + claims.toPayload().toBase64URL() + ".c2lnbmVk";

        var answer = caller.getAs(token, "/api/me");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Caller.json(answer).get("code").asString()).isEqualTo("issuer-away");
        assertThat(Caller.header(caller.get("/login/with/away"), "Location")).endsWith("/login?refused=issuer-away");
        assertThat(caller.getAs(caller.token("zhang.wei"), "/api/me").statusCode())
                .isEqualTo(200);
    }

    @Test
    void signsInToThePages() {
        assertThat(caller.get("/login").body()).contains("/login/with/city", "城市身份认证");

        HttpResponse<String> in = throughThePages("zhang.wei");

        assertThat(Caller.header(in, "Location")).endsWith("/portal");
        assertThat(caller.get("/portal", "Cookie", Caller.cookie(in)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void leadsBackToTheLoginWhoHasNoAccountHereOrComesBackWithoutHavingLeft() {
        assertThat(Caller.header(throughThePages("nobody-here"), "Location"))
                .endsWith("/login?refused=issuer-account-unknown");
        assertThat(Caller.header(throughThePages("ops"), "Location")).endsWith("/login?refused=issuer-account-unknown");
        assertThat(Caller.header(caller.get("/login/from/city?code=made-up&state=made-up"), "Location"))
                .endsWith("/login?refused=issuer-refused");
        assertThat(caller.get("/login?refused=issuer-refused").body()).contains("身份认证没有完成");
    }

    @Test
    void asksForTheSecondFactorThatTheIssuerDidNotSee() throws Exception {
        String clerk = UUID.randomUUID().toString();
        String login = "t." + clerk;
        accounts.open(clerk, login, "-", Set.of(Role.CLERK), "YT.JJ.ZF", new Person("测试", null, null));
        try {
            assertThat(Caller.header(throughThePages(login), "Location")).endsWith("/desk");
            SecondFactors.Enrolment enrolment = factors.enrol(clerk);
            factors.confirm(clerk, code(enrolment, -1));

            refuses(ofPerson(login).get("access_token").asString(), "issuer-second-factor-missing");
            assertThat(caller.getAs(
                                    ofPerson(login + CityIssuer.WITH_FACTOR)
                                            .get("access_token")
                                            .asString(),
                                    "/api/me")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(Caller.header(throughThePages(login + CityIssuer.WITH_FACTOR), "Location"))
                    .endsWith("/desk");

            HttpResponse<String> half = throughThePages(login);
            assertThat(Caller.header(half, "Location")).endsWith("/login/code");
            String session = Caller.cookie(half);
            assertThat(Caller.header(caller.get("/desk", "Cookie", session), "Location"))
                    .endsWith("/login");
            String csrf = Caller.csrf(caller.get("/login/code", "Cookie", session));
            assertThat(Caller.header(caller.post("/login/code", session, "code=000000&_csrf=" + csrf), "Location"))
                    .endsWith("/login/code?refused");
            HttpResponse<String> in =
                    caller.post("/login/code", session, "code=" + code(enrolment, 1) + "&_csrf=" + csrf);
            assertThat(caller.get("/desk", "Cookie", Caller.cookie(in)).statusCode())
                    .isEqualTo(200);
        } finally {
            jdbc.sql("DELETE FROM second_factor WHERE account_id = :id")
                    .param("id", clerk)
                    .update();
            jdbc.sql("DELETE FROM account WHERE id = :id").param("id", clerk).update();
        }
    }

    @Test
    void asksForNoCodeOfWhoComesFromNowhere() {
        HttpResponse<String> page = caller.get("/login/code");

        assertThat(Caller.header(
                        caller.post("/login/code", Caller.cookie(page), "code=000000&_csrf=" + Caller.csrf(page)),
                        "Location"))
                .endsWith("/login?refused=issuer-refused");
    }

    private void refuses(String token, String code) {
        var answer = caller.getAs(token, "/api/me");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(Caller.json(answer).get("code").asString()).isEqualTo(code);
    }

    private String ofMachine(String client) {
        return Caller.json(there.call(
                        "POST",
                        "/oauth2/token",
                        "grant_type=client_credentials",
                        "Authorization",
                        basic(client, CityIssuer.secret(client)),
                        "Content-Type",
                        "application/x-www-form-urlencoded"))
                .get("access_token")
                .asString();
    }

    private JsonNode ofPerson(String login) {
        String back = URLEncoder.encode(CityIssuer.ELSEWHERE, StandardCharsets.UTF_8);
        var verifier = "a-verifier-that-is-long-enough-for-the-proof-key";
        HttpResponse<String> granted = there.get(
                "/oauth2/authorize?response_type=code&scope=openid&client_id=app&redirect_uri=" + back
                        + "&code_challenge_method=S256&code_challenge=" + challenge(verifier),
                "Authorization",
                basic(login, CityIssuer.PASSWORD));
        String code = URI.create(Caller.header(granted, "Location")).getQuery().replaceFirst(".*code=([^&]*).*", "$1");
        return Caller.json(there.call(
                "POST",
                "/oauth2/token",
                "grant_type=authorization_code&code=" + code + "&redirect_uri=" + back + "&code_verifier=" + verifier,
                "Authorization",
                basic("app", CityIssuer.secret("app")),
                "Content-Type",
                "application/x-www-form-urlencoded"));
    }

    /** The answer of the office to the one who comes back from the issuer. */
    private HttpResponse<String> throughThePages(String login) {
        HttpResponse<String> out = caller.get("/login/with/city");
        URI to = URI.create(Caller.header(out, "Location"));
        HttpResponse<String> granted =
                there.get(to.getRawPath() + "?" + to.getRawQuery(), "Authorization", basic(login, CityIssuer.PASSWORD));
        URI back = URI.create(Caller.header(granted, "Location"));
        return caller.get(back.getRawPath() + "?" + back.getRawQuery(), "Cookie", Caller.cookie(out));
    }

    private String code(SecondFactors.Enrolment enrolment, int steps) throws Exception {
        var codes = new TimeBasedOneTimePasswordGenerator();
        return codes.generateOneTimePasswordString(
                new SecretKeySpec(new Base32().decode(enrolment.secret()), codes.getAlgorithm()),
                clock.instant().plus(codes.getTimeStep().multipliedBy(steps)));
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String basic(String name, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }
}
