package org.onewindow.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.onewindow.identity.IssuerAway;
import org.onewindow.identity.Issuers;
import org.onewindow.identity.Logins;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * The way in to the pages by an issuer outside the house (OpenID Connect, authorization code with PKCE): there from
 * {@code /login/with/…}, back to {@code /login/from/…}, and past {@code /login/code} for who has a second factor here and
 * showed none there. Of what the issuer sends nothing is kept but whom it vouches for.
 */
@Component
class IssuerLogin extends AbstractHttpConfigurer<IssuerLogin, HttpSecurity> {

    /** Somebody on the step to his second factor; no more than his account's id. */
    private record Pending(Issuers.Vouched vouched, Instant until) implements Serializable {

        static final String NAME = "issuer-login";
        static final Duration TIME = Duration.ofMinutes(5);
    }

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final OAuth2AuthorizedClientRepository NOTHING = new OAuth2AuthorizedClientRepository() {

        @Override
        public <T extends OAuth2AuthorizedClient> T loadAuthorizedClient(
                String issuer, Authentication somebody, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication somebody,
                HttpServletRequest request,
                HttpServletResponse response) {
            // We call nobody in his name.
        }

        @Override
        public void removeAuthorizedClient(
                String issuer, Authentication somebody, HttpServletRequest request, HttpServletResponse response) {
            // There is none.
        }
    };

    private final class Back extends OAuth2LoginAuthenticationFilter {

        Back() {
            super(issuers, NOTHING, "/login/from/*");
        }

        @Override
        public Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response) {
            OAuth2AuthenticationToken there;
            try {
                there = (OAuth2AuthenticationToken) super.attemptAuthentication(request, response);
            } catch (OAuth2AuthenticationException refused) {
                throw new BadCredentialsException("issuer-refused", refused);
            }
            Issuers.Vouched vouched = issuers.vouched(
                    there.getAuthorizedClientRegistrationId(), ((OidcUser) there.getPrincipal()).getIdToken());
            request.getSession()
                    .setAttribute(
                            Pending.NAME, new Pending(vouched, clock.instant().plus(Pending.TIME)));
            return let(request, vouched, null);
        }
    }

    private final class Code extends AbstractAuthenticationProcessingFilter {

        Code() {
            super(PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/login/code"));
        }

        @Override
        public Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response) {
            HttpSession session = request.getSession(false);
            if (session == null
                    || !(session.getAttribute(Pending.NAME) instanceof Pending pending)
                    || clock.instant().isAfter(pending.until())) {
                throw new BadCredentialsException("issuer-refused");
            }
            return let(request, pending.vouched(), request.getParameter("code"));
        }
    }

    private final Issuers issuers;
    private final Logins logins;
    private final FormLogin form;
    private final Clock clock;

    IssuerLogin(Issuers issuers, Logins logins, FormLogin form, Clock clock) {
        this.issuers = issuers;
        this.logins = logins;
        this.form = form;
        this.clock = clock;
    }

    private SignedIn let(HttpServletRequest request, Issuers.Vouched vouched, String code) {
        SignedIn somebody = FormLogin.signedIn(() -> logins.login(vouched, code));
        request.getSession().removeAttribute(Pending.NAME);
        return somebody;
    }

    @Override
    public void configure(HttpSecurity http) {
        OAuth2AuthorizationRequestRedirectFilter there =
                new OAuth2AuthorizationRequestRedirectFilter(issuers, "/login/with");
        there.setAuthenticationFailureHandler((request, response, failure) -> form.onAuthenticationFailure(
                request,
                response,
                failure.getCause() instanceof IssuerAway away
                        ? away
                        : new BadCredentialsException("issuer-refused", failure)));
        http.addFilterBefore(there, UsernamePasswordAuthenticationFilter.class);
        ProviderManager manager = new ProviderManager(provider());
        for (AbstractAuthenticationProcessingFilter filter : List.of(new Back(), new Code())) {
            filter.setAuthenticationManager(manager);
            filter.setSessionAuthenticationStrategy(http.getSharedObject(SessionAuthenticationStrategy.class));
            filter.setSecurityContextRepository(new HttpSessionSecurityContextRepository());
            filter.setAuthenticationSuccessHandler(FormLogin.LANDING);
            filter.setAuthenticationFailureHandler(this::failed);
            http.addFilterBefore(filter, UsernamePasswordAuthenticationFilter.class);
        }
    }

    private void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if ("second-factor-missing".equals(failure.getMessage())) {
            // Whom an issuer vouches for goes on in a session that nobody knew before.
            request.changeSessionId();
            response.sendRedirect(request.getContextPath() + "/login/code");
        } else if ("second-factor-wrong".equals(failure.getMessage())) {
            response.sendRedirect(request.getContextPath() + "/login/code?refused");
        } else {
            form.onAuthenticationFailure(request, response, failure);
        }
    }

    private OidcAuthorizationCodeAuthenticationProvider provider() {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(PATIENCE);
        requests.setReadTimeout(PATIENCE);
        RestClientAuthorizationCodeTokenResponseClient tokens = new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(RestClient.builder()
                .requestFactory(requests)
                .configureMessageConverters(converters -> converters
                        .disableDefaults()
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        var provider = new OidcAuthorizationCodeAuthenticationProvider(
                tokens, request -> new DefaultOidcUser(List.of(), request.getIdToken()));
        provider.setJwtDecoderFactory(issuers);
        return provider;
    }
}
