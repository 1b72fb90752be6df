package org.onewindow.identity;

import com.nimbusds.jwt.JWTParser;
import java.io.Serializable;
import java.text.ParseException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.onewindow.shared.Actor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.stereotype.Service;

/** The issuers outside the house who vouch for people that have an account here. */
@Service
@EnableConfigurationProperties(IssuerRules.class)
public class Issuers implements ClientRegistrationRepository, JwtDecoderFactory<ClientRegistration> {

    /**
     * Whom an issuer vouches for.
     *
     * @param secondFactor whether he has shown a second factor there
     */
    public record Vouched(String accountId, boolean secondFactor) implements Serializable {}

    private final Map<String, OutsideIssuer> byName = new LinkedHashMap<>();
    private final Map<String, OutsideIssuer> byUri;
    private final Accounts accounts;
    private final Logins logins;

    Issuers(IssuerRules rules, Accounts accounts, Logins logins, Clock clock) {
        rules.issuers().forEach((name, rule) -> {
            rule.check();
            byName.put(name, new OutsideIssuer(name, rule, clock));
        });
        byUri = byName.values().stream()
                .collect(Collectors.toMap(issuer -> issuer.rule().uri().toString(), Function.identity()));
        this.accounts = accounts;
        this.logins = logins;
    }

    /** Those by whom people sign in to the pages: short name to the name that is shown. */
    public Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        byName.forEach((name, issuer) -> {
            if (issuer.rule().pages() != null) {
                pages.put(name, issuer.rule().pages().name());
            }
        });
        return pages;
    }

    /**
     * @return {@code null} when people do not sign in by an issuer of that name
     * @throws IssuerAway
     */
    @Override
    public ClientRegistration findByRegistrationId(String name) {
        return pages().containsKey(name) ? byName.get(name).registration() : null;
    }

    /** Reads the ID tokens of that issuer. */
    @Override
    public JwtDecoder createDecoder(ClientRegistration registration) {
        return byName.get(registration.getRegistrationId()).idTokens(registration);
    }

    /**
     * Who a token of this issuer speaks of.
     *
     * @throws BadCredentialsException {@code issuer-account-unknown} when he has no open account here, or one that this
     *     issuer cannot vouch for
     */
    public Vouched vouched(String name, ClaimAccessor token) {
        return vouched(byName.get(name).rule(), token);
    }

    /**
     * Who calls the API with this token, unless it is one of ours. His roles are those he has here at this moment.
     *
     * @throws BadCredentialsException {@code issuer-account-unknown} as above; {@code issuer-second-factor-missing} when he
     *     needs a second factor and the token tells of none
     */
    public Optional<Actor> caller(Jwt token) {
        return Optional.ofNullable(byUri.get(token.getClaimAsString("iss")))
                .map(issuer -> logins.caller(vouched(issuer.rule(), token)));
    }

    /** By the issuer that the token names; whether it is right to is the decoder's to find out. */
    Optional<OutsideIssuer> of(String token) {
        if (byUri.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(
                    byUri.get(JWTParser.parse(token).getJWTClaimsSet().getIssuer()));
        } catch (ParseException unreadable) {
            return Optional.empty();
        }
    }

    private Vouched vouched(Issuer rule, ClaimAccessor token) {
        Issuer.SecondFactor factor = rule.secondFactor();
        return Optional.ofNullable(token.getClaimAsString(rule.loginClaim()))
                .flatMap(accounts::credentials)
                .filter(Accounts.Credentials::enabled)
                .map(Accounts.Credentials::actor)
                .filter(actor -> rule.roles().containsAll(actor.roles()))
                .map(actor -> new Vouched(actor.id(), factor != null && factor.shownBy(token.getClaim(factor.claim()))))
                .orElseThrow(() -> new BadCredentialsException("issuer-account-unknown"));
    }
}
