package org.onewindow.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onewindow.audit.Audit;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.support.AtOnce;
import org.onewindow.support.Caller;
import org.onewindow.support.MovableClock;
import org.onewindow.support.RunningOffice;
import org.onewindow.vault.FieldCipher;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.crypto.password.PasswordEncoder;

@RunningOffice
class SecondFactorTests {

    private static final String PASSWORD = "right and long enough";

    @Autowired
    private Accounts accounts;

    @Autowired
    private PasswordEncoder encoder;

    @Autowired
    private FieldCipher cipher;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Audit audit;

    @Autowired
    private Clock officeClock;

    @LocalServerPort
    private int port;

    private final String id = UUID.randomUUID().toString();
    private final String login = "t." + id;
    private Caller caller;

    @BeforeEach
    void openAnAccount() {
        caller = new Caller(port);
        accounts.open(
                id, login, encoder.encode(PASSWORD), Set.of(Role.CLERK), "YT.JJ.ZF", new Person("测试", null, null));
    }

    @AfterEach
    void closeTheAccount() {
        jdbc.sql("DELETE FROM second_factor WHERE account_id = :id")
                .param("id", id)
                .update();
        jdbc.sql("DELETE FROM account WHERE id = :id").param("id", id).update();
    }

    @Test
    void asksForACodeOnceTheFactorWasConfirmed() throws Exception {
        String token = token(null);
        String secret = Caller.json(call("POST", "/api/me/second-factor", token, null))
                .get("secret")
                .asString();
        // Begun only: the password is still enough.
        token(null);

        assertThat(call("PUT", "/api/me/second-factor", token, code(secret, now()))
                        .statusCode())
                .isEqualTo(204);

        HttpResponse<String> without = ask(null);
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(Caller.json(without).get("code").asString()).isEqualTo("second-factor-missing");
        assertThat(token(code(secret, now().plusSeconds(30)))).isNotEmpty();
        assertThat(call("POST", "/api/me/second-factor", token, null).statusCode())
                .isEqualTo(409);
    }

    @Test
    void takesNoCodeTwiceAndNoneOfAnotherTime() throws Exception {
        MovableClock clock = new MovableClock("2026-03-02T01:00:00Z");
        SecondFactors factors = new SecondFactors(jdbc, cipher, clock);
        String secret = confirmed(factors, clock);
        clock.pass(Duration.ofMinutes(5));

        String current = code(secret, clock.instant());
        assertThat(factors.check(id, current)).isEqualTo(SecondFactors.Answer.RIGHT);
        assertThat(factors.check(id, current)).isEqualTo(SecondFactors.Answer.WRONG);
        assertThat(factors.check(id, code(secret, clock.instant().minusSeconds(30))))
                .isEqualTo(SecondFactors.Answer.WRONG);
        assertThat(factors.check(id, code(secret, clock.instant().plusSeconds(90))))
                .isEqualTo(SecondFactors.Answer.WRONG);
        assertThat(factors.check(id, code(secret, clock.instant().plusSeconds(30))))
                .isEqualTo(SecondFactors.Answer.RIGHT);
    }

    @Test
    void acceptsACodeOnceOfTwoNodesThatSeeItAtTheSameMoment() throws Exception {
        MovableClock clock = new MovableClock("2026-03-02T01:00:00Z");
        SecondFactors one = new SecondFactors(jdbc, cipher, clock);
        String secret = confirmed(one, clock);
        clock.pass(Duration.ofMinutes(5));
        String current = code(secret, clock.instant());

        List<SecondFactors.Answer> answers =
                AtOnce.run(Collections.nCopies(4, () -> new SecondFactors(jdbc, cipher, clock).check(id, current)));

        assertThat(answers).containsOnlyOnce(SecondFactors.Answer.RIGHT);
    }

    @Test
    void countsAWrongCodeLikeAWrongPassword() throws Exception {
        MovableClock clock = new MovableClock("2020-03-02T01:00:00Z");
        SecondFactors factors = new SecondFactors(jdbc, cipher, clock);
        confirmed(factors, clock);
        Logins logins = logins(factors, clock, Logins.Policy.STAFF);

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> logins.login(login, PASSWORD, "0"))
                    .isInstanceOf(BadCredentialsException.class)
                    .hasMessage("second-factor-wrong");
        }
        assertThatThrownBy(() -> logins.login(login, PASSWORD, "0"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("too-many-failures"));
    }

    @Test
    void givesStaffWithoutAFactorNoRoleWhereOneIsNeeded() throws Exception {
        MovableClock clock = new MovableClock("2026-03-02T01:00:00Z");
        SecondFactors factors = new SecondFactors(jdbc, cipher, clock);
        Logins logins = logins(factors, clock, Logins.Policy.STAFF);

        Actor before = logins.login(login, PASSWORD, "");
        assertThat(before.roles()).isEmpty();
        assertThat(before.unit()).isEmpty();

        String secret = confirmed(factors, clock);
        clock.pass(Duration.ofMinutes(1));
        assertThat(logins.login(login, PASSWORD, code(secret, clock.instant())).roles())
                .containsExactly(Role.CLERK);
    }

    @Test
    void isTakenAwayByASecurityAdministratorOnly() throws Exception {
        confirmed(new SecondFactors(jdbc, cipher, officeClock), officeClock);
        String path = "/api/accounts/" + id + "/second-factor";

        assertThat(call("DELETE", path, caller.token("system"), null).statusCode())
                .isEqualTo(403);
        assertThat(call("DELETE", path, caller.token("chen.gang"), null).statusCode())
                .isEqualTo(403);
        assertThat(call("DELETE", path, caller.token("security"), null).statusCode())
                .isEqualTo(204);
        assertThat(call("DELETE", path, caller.token("security"), null).statusCode())
                .isEqualTo(404);
        assertThat(token(null)).isNotEmpty();
    }

    @Test
    void keepsTheSecretSealedAndOutOfTheKeptAnswers() {
        String key = UUID.randomUUID().toString();
        String token = token(null);
        HttpResponse<String> first = caller.call(
                "POST", "/api/me/second-factor", null, "Authorization", "Bearer " + token, "Idempotency-Key", key);
        String secret = Caller.json(first).get("secret").asString();

        assertThat(jdbc.sql("SELECT secret_sealed FROM second_factor WHERE account_id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .doesNotContain(secret);
        assertThat(jdbc.sql("SELECT COUNT(*) FROM idempotency WHERE actor = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void letsNobodyWatchOverHimself() {
        for (Role administrator : List.of(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)) {
            assertThatThrownBy(() -> accounts.open(
                            UUID.randomUUID().toString(),
                            "u." + UUID.randomUUID(),
                            "x",
                            Set.of(administrator, Role.CLERK),
                            "YT",
                            new Person("测试", null, null)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private Logins logins(SecondFactors factors, Clock clock, Logins.Policy policy) {
        return new Logins(accounts, new LoginFailures(jdbc, cipher, clock), factors, encoder, audit, clock, policy);
    }

    private String confirmed(SecondFactors factors, Clock clock) throws Exception {
        String secret = factors.enrol(id).secret();
        factors.confirm(id, code(secret, clock.instant()));
        return secret;
    }

    private Instant now() {
        return officeClock.instant();
    }

    private HttpResponse<String> ask(String code) {
        return caller.askToken(login, PASSWORD, code);
    }

    private String token(String code) {
        return Caller.json(ask(code)).get("accessToken").asString();
    }

    private HttpResponse<String> call(String method, String path, String token, String code) {
        return caller.call(
                method,
                path,
                code == null ? null : "{\"code\":\"" + code + "\"}",
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/json");
    }

    /** An authenticator of its own: the secret as a person would type it. */
    private static String code(String secret, Instant at) throws GeneralSecurityException {
        TimeBasedOneTimePasswordGenerator authenticator = new TimeBasedOneTimePasswordGenerator();
        return authenticator.generateOneTimePasswordString(
                new SecretKeySpec(new Base32().decode(secret), authenticator.getAlgorithm()), at);
    }
}
