package org.onewindow.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.onewindow.audit.Audit;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
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
class LoginTests {

    /** So that a clock set there neither sees nor prunes the failures of others. */
    private static final String LONG_AGO = "2020-01-01T00:00:00Z";

    private static final String PASSWORD = "right and long enough";

    private final Accounts accounts;
    private final SecondFactors factors;
    private final PasswordEncoder encoder;
    private final FieldCipher cipher;
    private final JdbcClient jdbc;
    private final Audit audit;
    private final Caller caller;
    private final String id = UUID.randomUUID().toString();
    private final String login = "t." + id;

    @Autowired
    LoginTests(
            Accounts accounts,
            SecondFactors factors,
            PasswordEncoder encoder,
            FieldCipher cipher,
            JdbcClient jdbc,
            Audit audit,
            @LocalServerPort int port) {
        this.accounts = accounts;
        this.factors = factors;
        this.encoder = encoder;
        this.cipher = cipher;
        this.jdbc = jdbc;
        this.audit = audit;
        caller = new Caller(port);
        accounts.open(id, login, encoder.encode(PASSWORD), Set.of(Role.APPLICANT), "", new Person("测试", null, null));
    }

    @AfterEach
    void closeTheAccount() {
        jdbc.sql("DELETE FROM account WHERE id = :id").param("id", id).update();
    }

    @Test
    void answersAnUnknownLoginLikeAWrongPassword() {
        var wrong = caller.askToken(login, "wrong");
        var unknown = caller.askToken("nobody." + id, "wrong");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(Caller.json(wrong).get("code").asString()).isEqualTo("wrong-login");
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(unknown.headers().map().keySet())
                .isEqualTo(wrong.headers().map().keySet());
    }

    @Test
    void worksAsHardForAnUnknownLoginAsForAWrongPassword() {
        AtomicInteger atCostTen = new AtomicInteger();
        Logins logins = new Logins(
                accounts,
                new LoginFailures(jdbc, cipher, Clock.systemUTC()),
                factors,
                new PasswordEncoder() {
                    @Override
                    public String encode(CharSequence raw) {
                        return encoder.encode(raw);
                    }

                    @Override
                    public boolean matches(CharSequence raw, String encoded) {
                        if (encoded.startsWith("{bcrypt}$2a$10$")) {
                            atCostTen.incrementAndGet();
                        }
                        return encoder.matches(raw, encoded);
                    }
                },
                audit,
                Clock.systemUTC(),
                Logins.Policy.OPTIONAL);

        assertThatThrownBy(() -> logins.login(login, "wrong", "")).isInstanceOf(BadCredentialsException.class);
        assertThat(atCostTen).hasValue(1);
        assertThatThrownBy(() -> logins.login("nobody." + id, "wrong", "")).isInstanceOf(BadCredentialsException.class);
        assertThat(atCostTen).hasValue(2);
    }

    @Test
    void doesNotLetInACompletelyUnknownLoginWithTheDummyPassword() {
        assertThat(caller.askToken("nobody." + id, "nobody").statusCode()).isEqualTo(401);
    }

    @Test
    void answersAClosedAccountLikeAWrongPassword() {
        jdbc.sql("UPDATE account SET enabled = FALSE WHERE id = :id")
                .param("id", id)
                .update();

        assertThat(caller.askToken(login, PASSWORD).statusCode()).isEqualTo(401);
    }

    @Test
    void closesALoginForAMinuteAfterFiveFailuresAlsoToTheRightPassword() {
        for (int i = 0; i < 5; i++) {
            assertThat(caller.askToken(login, "wrong").statusCode()).isEqualTo(401);
        }
        HttpResponse<String> sixth = caller.askToken(login, "wrong");
        assertThat(sixth.statusCode()).isEqualTo(429);
        assertThat(Caller.json(sixth).get("code").asString()).isEqualTo("too-many-failures");
        assertThat(Integer.parseInt(Caller.header(sixth, "Retry-After"))).isBetween(1, 60);

        assertThat(caller.askToken(login, PASSWORD).statusCode()).isEqualTo(429);
        assertThat(caller.signIn(login, PASSWORD).headers().firstValue("Location"))
                .hasValueSatisfying(place -> assertThat(place).endsWith("/login?refused=too-many-failures"));
    }

    @Test
    void closesALoginNobodyHasJustTheSame() {
        for (int i = 0; i < 5; i++) {
            caller.askToken("nobody." + id, "wrong");
        }
        assertThat(caller.askToken("nobody." + id, "wrong").statusCode()).isEqualTo(429);
    }

    @Test
    void countsFailuresOfTheFormAndOfTheTokenEndpointTogether() {
        for (int i = 0; i < 3; i++) {
            assertThat(Caller.header(caller.signIn(login, "wrong"), "Location")).endsWith("/login?refused=wrong-login");
        }
        for (int i = 0; i < 2; i++) {
            assertThat(caller.askToken(login, "wrong").statusCode()).isEqualTo(401);
        }
        assertThat(caller.askToken(login, PASSWORD).statusCode()).isEqualTo(429);
    }

    @Test
    void forgetsFailuresAfterTheRightPassword() {
        for (int i = 0; i < 4; i++) {
            caller.askToken(login, "wrong");
        }
        assertThat(caller.askToken(login, PASSWORD).statusCode()).isEqualTo(200);
        for (int i = 0; i < 4; i++) {
            assertThat(caller.askToken(login, "wrong").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void doesNotLetManyGuessAtOnce() {
        ExecutorService guessers = Executors.newFixedThreadPool(12);
        try {
            var answers = IntStream.range(0, 12)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> caller.askToken(login, "guess " + i).statusCode(), guessers))
                    .toList();
            var statuses = answers.stream().map(CompletableFuture::join).toList();

            // Two are hashed at a time, so one may slip in beside the fifth.
            assertThat(statuses).containsOnly(401, 429);
            assertThat(statuses.stream().filter(status -> status == 401).count())
                    .isBetween(5L, 6L);
        } finally {
            guessers.shutdownNow();
        }
    }

    @Test
    void opensALoginAgainAfterAMinute() {
        MovableClock clock = new MovableClock(LONG_AGO);
        LoginFailures failures = new LoginFailures(jdbc, cipher, clock);
        for (int i = 0; i < 5; i++) {
            failures.refuseWhenClosed(login);
            failures.note(login);
            clock.pass(Duration.ofSeconds(10));
        }

        assertThatThrownBy(() -> failures.refuseWhenClosed(login)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_MANY);
            assertThat(refusal.defects().get(0).arguments()).containsExactly(50L);
        });
        clock.pass(Duration.ofSeconds(49));
        assertThatThrownBy(() -> failures.refuseWhenClosed(login)).isInstanceOf(Refusal.class);
        clock.pass(Duration.ofSeconds(1));
        assertThatCode(() -> failures.refuseWhenClosed(login)).doesNotThrowAnyException();
        failures.forget(login);
    }

    @Test
    void keepsALoginOpenWhenFailuresAreFarApart() {
        MovableClock clock = new MovableClock(LONG_AGO);
        LoginFailures failures = new LoginFailures(jdbc, cipher, clock);
        for (int i = 0; i < 12; i++) {
            failures.note(login);
            clock.pass(Duration.ofSeconds(16));
            failures.refuseWhenClosed(login);
        }
        failures.forget(login);
    }

    @Test
    void keepsNoLoginInPlainAmongTheFailures() {
        caller.askToken(login, "wrong");

        assertThat(jdbc.sql("SELECT login_index FROM login_failure")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .allSatisfy(index -> assertThat(index).doesNotContain("t."));
    }
}
