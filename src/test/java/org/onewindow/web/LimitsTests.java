package org.onewindow.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.onewindow.support.AtOnce;
import org.onewindow.support.Caller;
import org.onewindow.support.MovableClock;
import org.onewindow.support.RunningOffice;
import org.onewindow.vault.FieldCipher;
import org.onewindow.web.Limits.Doors;
import org.onewindow.web.Limits.Limit;
import org.onewindow.web.Limits.Per;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@RunningOffice
class LimitsTests {

    private static final Limit SEVEN_A_MINUTE = new Limit(List.of(), Per.CALLER, 7, Duration.ofSeconds(70));

    /** Answered before any controller is asked. */
    private static final Set<String> FORMS = Set.of("POST /login", "POST /login/code");

    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final Doors doors;
    private final RequestMappingHandlerMapping routes;
    private final JwtEncoder tokens;
    private final Caller caller;
    private final String somebody = UUID.randomUUID().toString();
    /** Later than any other test's clock, so that nobody forgets the rows of this one. */
    private final MovableClock clock = new MovableClock("2090-01-01T00:00:00Z");

    @Autowired
    LimitsTests(
            JdbcClient jdbc,
            FieldCipher cipher,
            Doors doors,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes,
            JwtEncoder tokens,
            @LocalServerPort int port) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.doors = doors;
        this.routes = routes;
        this.tokens = tokens;
        caller = new Caller(port);
    }

    private Limits node() {
        return new Limits(new Doors(Map.of()), jdbc, cipher, clock);
    }

    private Optional<Duration> come(Limits node) {
        return node.refuse("test", SEVEN_A_MINUTE, somebody);
    }

    @Test
    void twoNodesTogetherLetNobodyInMoreOftenThanOneWould() {
        Limits one = node();
        Limits other = node();
        List<Callable<Boolean>> tries = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            tries.add(() -> come(one).isEmpty());
            tries.add(() -> come(other).isEmpty());
        }

        assertThat(AtOnce.run(tries).stream().filter(in -> in)).hasSize(7);
    }

    @Test
    void givesOneTryBackAfterEachPartOfTheTimeAndSaysHowLongThatTakes() {
        Limits node = node();
        for (int i = 0; i < 7; i++) {
            assertThat(come(node)).isEmpty();
        }
        assertThat(come(node)).contains(Duration.ofSeconds(10));

        clock.pass(Duration.ofSeconds(9));
        assertThat(come(node)).contains(Duration.ofSeconds(1));
        clock.pass(Duration.ofSeconds(1));
        assertThat(come(node)).isEmpty();
        assertThat(come(node)).isPresent();

        clock.pass(Duration.ofSeconds(70));
        assertThat(Stream.generate(() -> come(node)).limit(9).filter(Optional::isEmpty))
                .hasSize(7);
    }

    @Test
    void countsEachCallerAndEachLimitByItself() {
        Limits node = node();
        for (int i = 0; i < 8; i++) {
            come(node);
        }
        assertThat(node.refuse("test", SEVEN_A_MINUTE, "other " + somebody)).isEmpty();
        assertThat(node.refuse("another test", SEVEN_A_MINUTE, somebody)).isEmpty();
    }

    @Test
    void letsPeopleInAgainWhenTheClockWasSetBack() {
        Limits node = node();
        for (int i = 0; i < 8; i++) {
            come(node);
        }
        clock.pass(Duration.ofDays(-30));
        assertThat(come(node)).isEmpty();
    }

    @Test
    void keepsNoCallerInPlain() {
        come(node());
        assertThat(jdbc.sql("SELECT caller_index FROM rate_limit")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .allMatch(index -> index.matches("(\\d+:)?[0-9a-f]{30,32}"));
    }

    @Test
    void tellsACallerWhoComesTooOftenWhenToComeAgain() {
        Instant now = Clock.systemUTC().instant();
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .issuer("one-window")
                .audience(List.of("one-window-api"))
                .subject(somebody)
                .claim("roles", List.of("APPLICANT"))
                .claim("unit", "")
                .issuedAt(now)
                .expiresAt(now.plusSeconds(600))
                .build();
        JwsHeader header =
                JwsHeader.with(SignatureAlgorithm.ES256).type("at+jwt").build();
        String token = tokens.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();

        HttpResponse<String> last;
        int tries = 0;
        do {
            last = caller.get("/api/slots?item=none", "Authorization", "Bearer " + token, "Accept-Language", "en");
            tries++;
        } while (last.statusCode() != 429 && tries < 300);

        assertThat(tries).isGreaterThan(30);
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(Caller.header(last, "Retry-After"))).isBetween(1, 2);
        assertThat(Caller.header(last, "Content-Type")).startsWith("application/problem+json");
        assertThat(Caller.json(last).get("code").asString()).isEqualTo("too-many-requests");
        assertThat(Caller.json(last).get("detail").asString()).startsWith("Too many requests. Try again in");
        assertThat(caller.get("/api/me").statusCode()).isEqualTo(401);
    }

    @Test
    void guardsDoorsThatAreThere() {
        List<String> mapped = routes.getHandlerMethods().keySet().stream()
                .flatMap(route -> route.getMethodsCondition().getMethods().stream()
                        .flatMap(method -> route.getPatternValues().stream().map(path -> method + " " + path)))
                .toList();

        assertThat(doors.limits().values().stream().flatMap(limit -> limit.doors().stream()))
                .contains("POST /login", "POST /api/tokens", "GET /api/slots")
                .allMatch(door -> FORMS.contains(door) || mapped.contains(door));
        assertThat(doors.limits().values()).allMatch(limit -> limit.most() > 0);
    }
}
