package org.onewindow.identity;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.URI;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClient;

/**
 * One issuer as it is reached: asked about itself when first needed, never at the start, and about its keys again every five
 * minutes or when a token names a new one. While it does not answer, its last keys count for an hour, and whoever asked in
 * vain is followed by nobody for ten seconds.
 */
final class OutsideIssuer {

    private record Metadata(Map<String, Object> told, JWKSource<SecurityContext> keys) {}

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(10);
    private static final Duration KEYS_WITHOUT_ANSWER = Duration.ofHours(1);
    private static final int KEYS_SIZE = 256 * 1024;

    /** Nothing unsigned, and nothing signed with a secret that both sides would have to know. */
    private static final Set<JWSAlgorithm> SIGNATURES = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final String name;
    private final Issuer rule;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private final RestClient client;
    private final JwtDecoder accessTokens;
    private volatile Metadata metadata;
    private volatile Instant next = Instant.MIN;

    OutsideIssuer(String name, Issuer rule, Clock clock) {
        this.name = name;
        this.rule = rule;
        this.clock = clock;
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(PATIENCE);
        requests.setReadTimeout(PATIENCE);
        client = RestClient.builder().requestFactory(requests).build();
        OAuth2TokenValidator<Jwt> claims = new DelegatingOAuth2TokenValidator<>(
                Tokens.inTime(clock),
                new JwtIssuerValidator(rule.uri().toString()),
                new JwtAudienceValidator(String.valueOf(rule.audience())));
        accessTokens = Tokens.remembering(
                token -> decoder(
                                claims,
                                new JOSEObjectType("at+jwt"),
                                new JOSEObjectType("application/at+jwt"),
                                JOSEObjectType.JWT,
                                null)
                        .decode(token),
                claims);
    }

    Issuer rule() {
        return rule;
    }

    /**
     * @throws BadJwtException when it is no access token of this issuer for our API
     * @throws IssuerAway when that cannot be found out now
     */
    Jwt accessToken(String token) {
        if (rule.audience() == null) {
            throw new BadJwtException("access tokens of this issuer are not taken");
        }
        return accessTokens.decode(token);
    }

    /** @throws IssuerAway */
    ClientRegistration registration() {
        return ClientRegistrations.fromOidcConfiguration(metadata().told())
                .registrationId(name)
                .clientId(rule.pages().clientId())
                .clientSecret(rule.pages().clientSecret())
                .clientName(rule.pages().name())
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .redirectUri("{baseUrl}/login/from/{registrationId}")
                .scope(OidcScopes.OPENID)
                .userNameAttributeName(rule.loginClaim())
                .build();
    }

    /** Reads ID tokens; {@link IssuerAway} as above. */
    JwtDecoder idTokens(ClientRegistration registration) {
        OidcIdTokenValidator claims = new OidcIdTokenValidator(registration);
        claims.setClock(clock);
        return decoder(claims, JOSEObjectType.JWT, null);
    }

    private JwtDecoder decoder(OAuth2TokenValidator<Jwt> claims, JOSEObjectType... types) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(types));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(SIGNATURES, metadata().keys()));
        processor.setJWTClaimsSetVerifier((set, context) -> {});
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(claims);
        return token -> {
            try {
                return decoder.decode(token);
            } catch (BadJwtException bad) {
                throw bad;
            } catch (JwtException noKeys) {
                throw new IssuerAway(name, noKeys);
            }
        };
    }

    private Metadata metadata() {
        if (metadata != null) {
            return metadata;
        }
        boolean mine = false;
        try {
            mine = asking.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (metadata == null) {
                if (!mine || clock.instant().isBefore(next)) {
                    throw new IssuerAway(name, null);
                }
                next = clock.instant().plus(LEFT_ALONE);
                metadata = ask();
            }
            return metadata;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IssuerAway(name, stopping);
        } finally {
            if (mine) {
                asking.unlock();
            }
        }
    }

    private Metadata ask() {
        try {
            Map<String, Object> told = client.get()
                    .uri(URI.create(rule.uri().toString().replaceFirst("/$", "") + "/.well-known/openid-configuration"))
                    .retrieve()
                    .body(new ParameterizedTypeReference<>() {});
            if (told == null || !rule.uri().toString().equals(told.get("issuer"))) {
                throw new IllegalStateException("it calls itself something else");
            }
            URL keys = URI.create(told.get("jwks_uri").toString()).toURL();
            int patience = (int) PATIENCE.toMillis();
            return new Metadata(
                    told,
                    JWKSourceBuilder.create(keys, new DefaultResourceRetriever(patience, patience, KEYS_SIZE))
                            .outageTolerant(KEYS_WITHOUT_ANSWER.toMillis())
                            .build());
        } catch (Exception unreadable) {
            throw new IssuerAway(name, unreadable);
        }
    }
}
