package org.onewindow.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.onewindow.shared.Actor;
import org.onewindow.vault.Keyring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/**
 * Our own access tokens as RFC 9068 has them: ES256, type {@code at+jwt}, a quarter of an hour. The key is looked up by its id in
 * the vault's own set and nowhere else; {@code jku}, {@code x5u} and {@code jwk} of a token's header are not read. Tokens
 * of {@link Issuers} outside the house are taken beside them.
 */
@Configuration(proxyBeanMethods = false)
class Tokens {

    static final Duration LIFE = Duration.ofMinutes(15);

    static final PasswordEncoder PASSWORDS =
            new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(10)));

    private static final String ISSUER = "one-window";
    private static final String AUDIENCE = "one-window-api";
    private static final String TYPE = "at+jwt";
    private static final Duration SIGNATURE_TRUSTED = Duration.ofMinutes(1);
    private static final Duration SKEW = Duration.ofSeconds(30);

    @Bean
    JwtEncoder jwtEncoder(Keyring keyring) {
        return new NimbusJwtEncoder((selector, context) -> {
            var key = keyring.signingKey(Keyring.Purpose.TOKEN);
            return List.of(
                    new ECKey.Builder(Curve.P_256, (ECPublicKey) key.pair().getPublic())
                            .privateKey(key.pair().getPrivate())
                            .keyID(key.id())
                            .build());
        });
    }

    @Bean
    JwtDecoder jwtDecoder(Keyring keyring, Clock clock, Issuers issuers) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(TYPE)));
        processor.setJWSKeySelector((header, context) -> {
            PublicKey key = header.getKeyID() == null
                    ? null
                    : keyring.publicKeys(Keyring.Purpose.TOKEN).get(header.getKeyID());
            return key == null || !JWSAlgorithm.ES256.equals(header.getAlgorithm()) ? List.of() : List.of(key);
        });
        // The validators below check the claims, by our own clock.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});

        OAuth2TokenValidator<Jwt> claims = new DelegatingOAuth2TokenValidator<>(
                inTime(clock), new JwtIssuerValidator(ISSUER), new JwtAudienceValidator(AUDIENCE));
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(claims);
        JwtDecoder own = remembering(decoder, claims);
        return token -> {
            Optional<OutsideIssuer> outside = issuers.of(token);
            return outside.isPresent() ? outside.get().accessToken(token) : own.decode(token);
        };
    }

    static OAuth2TokenValidator<Jwt> inTime(Clock clock) {
        JwtTimestampValidator time = new JwtTimestampValidator(SKEW);
        time.setAllowEmptyExpiryClaim(false);
        time.setClock(clock);
        return time;
    }

    /** Checking a signature costs more than the rest of a request, so it is checked once a minute; the claims each time. */
    static JwtDecoder remembering(JwtDecoder decoder, OAuth2TokenValidator<Jwt> claims) {
        Cache<String, Jwt> signed = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(SIGNATURE_TRUSTED)
                .build();
        return token -> {
            Jwt known = signed.getIfPresent(token);
            if (known == null) {
                Jwt checked = decoder.decode(token);
                signed.put(token, checked);
                return checked;
            }
            OAuth2TokenValidatorResult result = claims.validate(known);
            if (result.hasErrors()) {
                throw new JwtValidationException("no longer valid", result.getErrors());
            }
            return known;
        };
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return PASSWORDS;
    }

    static String issue(JwtEncoder encoder, Actor actor, Instant now) {
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.ES256).type(TYPE).build();
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .issuer(ISSUER)
                .audience(List.of(AUDIENCE))
                .subject(actor.id())
                .claim("roles", actor.roles().stream().map(Enum::name).sorted().toList())
                .claim("unit", actor.unit())
                .issuedAt(now)
                .expiresAt(now.plus(LIFE))
                .id(UUID.randomUUID().toString())
                .build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }
}
