package org.onewindow.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.onewindow.vault.Keyring;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@RunningOffice
class TokenTests {

    private final Keyring keyring;
    private final Caller caller;
    private String subject;

    @Autowired
    TokenTests(Keyring keyring, @LocalServerPort int port) {
        this.keyring = keyring;
        caller = new Caller(port);
    }

    @BeforeEach
    void whoSignsIn() {
        subject = Caller.json(caller.getAs(caller.token("wang.fang"), "/api/me"))
                .get("id")
                .asString();
    }

    @Test
    void exchangesLoginAndPasswordForATokenOfAQuarterOfAnHour() throws Exception {
        var response = caller.askToken("wang.fang", Caller.DEMO_PASSWORD);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Caller.header(response, "Cache-Control")).contains("no-store");
        JsonNode answer = Caller.json(response);
        assertThat(answer.get("tokenType").asString()).isEqualTo("Bearer");
        assertThat(answer.get("expiresIn").asInt()).isEqualTo(900);
        assertThat(answer.get("roles").toString()).isEqualTo("[\"CLERK\"]");
        assertThat(answer.get("unit").asString()).isEqualTo("YT.JJ.ZF");

        SignedJWT token = SignedJWT.parse(answer.get("accessToken").asString());
        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
        assertThat(token.getHeader().getType()).hasToString("at+jwt");
        assertThat(keyring.publicKeys(Keyring.Purpose.TOKEN))
                .containsKey(token.getHeader().getKeyID());
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("one-window");
        assertThat(claims.getAudience()).containsExactly("one-window-api");
        assertThat(claims.getSubject()).isEqualTo(subject);
        assertThat(claims.getJWTID()).isNotBlank();
        assertThat(claims.getExpirationTime().getTime() - claims.getIssueTime().getTime())
                .isEqualTo(900_000);
    }

    @Test
    void tellsNoPersonalDataInAToken() throws Exception {
        String payload = caller.token("zhang.wei").split("\\.")[1];

        assertThat(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8))
                .doesNotContain("zhang", "张", "370602190001010016", "13800000001");
    }

    @Test
    void tellsAnAgentWhoHeIsBehindAMask() {
        JsonNode me = Caller.json(caller.getAs(caller.token("zhou.jie"), "/api/me"));

        assertThat(me.get("name").asString()).isEqualTo("周**");
        assertThat(me.get("idNo").asString()).isEqualTo("3706**********0032");
        assertThat(me.get("mobile").asString()).isEqualTo("138****0003");
        assertThat(me.get("unit").asString()).isEmpty();
        assertThat(me.get("mandates").size()).isEqualTo(1);
        assertThat(me.get("mandates").get(0).get("creditCode").asString()).isEqualTo("91370600MA00000157");
    }

    @Test
    void saysWhichFieldOfALoginIsMissing() {
        var response = caller.call("POST", "/api/tokens", "{\"login\":\"x\"}", "Content-Type", "application/json");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("password-missing");
    }

    @Test
    void acceptsATokenItWouldHaveIssued() throws Exception {
        assertThat(statusFor(token(claims -> {}))).isEqualTo(200);
    }

    @Test
    void refusesAnUnsignedToken() {
        refuses(new PlainJWT(claims(claims -> {})).serialize());
        refuses(header("{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"" + kid() + "\"}") + "."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(claims(claims -> {}).toString().getBytes(StandardCharsets.UTF_8))
                + ".");
    }

    @Test
    void refusesATokenWhoseSecretIsThePublicKey() throws Exception {
        byte[] publicKey = keyring.publicKeys(Keyring.Purpose.TOKEN).get(kid()).getEncoded();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(kid())
                        .build(),
                claims(claims -> {}));
        token.sign(new MACSigner(publicKey));

        refuses(token.serialize());
    }

    @Test
    void neitherTrustsNorFetchesTheKeyATokenBrings() throws Exception {
        ECKey foreign = new ECKeyGenerator(Curve.P_256).keyID(kid()).generate();
        AtomicInteger visits = new AtomicInteger();
        HttpServer attacker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        attacker.createContext("/", exchange -> {
            visits.incrementAndGet();
            byte[] keys = new JWKSet(foreign.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        attacker.start();
        try {
            URI there = URI.create("http://127.0.0.1:" + attacker.getAddress().getPort() + "/keys");
            for (String id : new String[] {kid(), "theirs", null}) {
                for (JWSHeader.Builder header : List.of(
                        header().jwk(foreign.toPublicJWK()), header().jwkURL(there), header().x509CertURL(there))) {
                    SignedJWT token = new SignedJWT(header.keyID(id).build(), claims(claims -> {}));
                    token.sign(new ECDSASigner(foreign));
                    refuses(token.serialize());
                }
            }
        } finally {
            attacker.stop(0);
        }
        assertThat(visits).hasValue(0);
    }

    @Test
    void refusesATokenForAnotherAudience() throws Exception {
        refuses(token(claims -> claims.audience("another-api")));
        refuses(token(claims -> claims.audience((String) null)));
    }

    @Test
    void refusesATokenOfAnotherIssuer() throws Exception {
        refuses(token(claims -> claims.issuer("another-window")));
        refuses(token(claims -> claims.issuer(null)));
    }

    @Test
    void refusesATokenOutsideItsTimeButForgivesHalfAMinute() throws Exception {
        refuses(token(claims -> claims.expirationTime(in(-35))));
        refuses(token(claims -> claims.expirationTime(null)));
        refuses(token(claims -> claims.notBeforeTime(in(60))));
        assertThat(statusFor(token(claims -> claims.expirationTime(in(-10))))).isEqualTo(200);
        assertThat(statusFor(token(claims -> claims.notBeforeTime(in(20))))).isEqualTo(200);
    }

    @Test
    void refusesASignedThingThatIsNoAccessToken() throws Exception {
        refuses(sign(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(kid()).build(), claims(claims -> {})));
        refuses(sign(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID(kid())
                        .build(),
                claims(claims -> {})));
    }

    @Test
    void refusesATokenThatNamesNoKeyOfOurs() throws Exception {
        refuses(sign(header().build(), claims(claims -> {})));
        refuses(sign(header().keyID("unknown").build(), claims(claims -> {})));
    }

    private void refuses(String token) {
        var response = caller.getAs(token, "/api/me");
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(Caller.header(response, "Content-Type")).startsWith("application/problem+json");
        assertThat(Caller.header(response, "WWW-Authenticate")).startsWith("Bearer");
        assertThat(Caller.json(response).get("code").asString()).isEqualTo("unauthenticated");
    }

    private int statusFor(String token) {
        return caller.getAs(token, "/api/me").statusCode();
    }

    private String token(Consumer<JWTClaimsSet.Builder> change) throws Exception {
        return sign(header().keyID(kid()).build(), claims(change));
    }

    private String sign(JWSHeader header, JWTClaimsSet claims) throws Exception {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(new ECDSASigner(
                (ECPrivateKey) keyring.signingKey(Keyring.Purpose.TOKEN).pair().getPrivate()));
        return token.serialize();
    }

    private JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer("one-window")
                .audience("one-window-api")
                .subject(subject)
                .claim("roles", List.of("CLERK"))
                .claim("unit", "YT.JJ.ZF")
                .issueTime(in(-60))
                .expirationTime(in(600))
                .jwtID("made-up");
        change.accept(claims);
        return claims.build();
    }

    private static Date in(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private String kid() {
        return keyring.signingKey(Keyring.Purpose.TOKEN).id();
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256).type(new JOSEObjectType("at+jwt"));
    }

    private static String header(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
