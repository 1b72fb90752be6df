package org.onewindow.web;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

import jakarta.servlet.DispatcherType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onewindow.identity.Accounts;
import org.onewindow.identity.Issuers;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Role;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Every door of the house, behind {@link PortFilter}, which has sorted the two ports already; each closed unless a line here opens it. Paths are matched as path patterns and never as plain
 * strings: the engine's REST interface lies outside Spring MVC, where a string may match nothing and the next, milder chain
 * would answer.
 */
@Configuration(proxyBeanMethods = false)
class SecurityChains {

    private static final String PAGE_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob:%s",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "object-src 'none'");

    /** Scheme, host and port of an address. */
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/{}\\s;,']+");

    private static final RequestMatcher LOOKS = paths(
            "/onewindow.css",
            "/camera.js",
            "/desk.js",
            "/batch.js",
            "/diagram.js",
            "/display.js",
            "/fleet.js",
            "/near.js",
            "/bpmn-js/**",
            "/favicon.svg");

    /** The check of codes that works without a network. */
    private static final RequestMatcher VERIFIER =
            paths("/verify", "/verify.css", "/verify.js", "/passcode.js", "/verify-sw.js");

    private final RequestMatcher onOperationsPort;
    private final Accounts accounts;
    private final Issuers issuers;
    private final LimitedDoors limits;
    private final String pagePolicy;
    private final boolean https;

    SecurityChains(
            OperationsPort operations,
            Accounts accounts,
            Issuers issuers,
            Limits limits,
            @Value("${onewindow.web.https:false}") boolean https,
            @Value("${onewindow.map.tiles:}") String tiles,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        Matcher server = ORIGIN.matcher(tiles);
        // Of other hosts, a page gets the tiles of a map, where a deployer names a server of them.
        pagePolicy = PAGE_POLICY.formatted(server.lookingAt() ? " " + server.group() : "");
        this.accounts = accounts;
        this.issuers = issuers;
        this.https = https;
        this.limits = new LimitedDoors(limits, problems);
        onOperationsPort = operations::received;
    }

    /** The engine's REST interface: machines of the operators, by token. */
    @Bean
    @Order(0)
    SecurityFilterChain engineRestChain(HttpSecurity http, SecurityProblems problems) {
        return bearerOnly(http.securityMatcher(paths("/engine-rest/**")), problems)
                .authorizeHttpRequests(rules -> rules.anyRequest().hasRole(Role.OPERATOR.name()))
                .build();
    }

    /** The engine's pages. They bring their own CSRF filter and content policy, and frame themselves. */
    @Bean
    @Order(1)
    SecurityFilterChain enginePagesChain(HttpSecurity http, FormLogin login, SessionRegistry sessions) {
        return bySession(http.securityMatcher(paths("/camunda/**")), login, sessions)
                .authorizeHttpRequests(rules -> rules.anyRequest().hasRole(Role.OPERATOR.name()))
                .csrf(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.frameOptions(frames -> frames.sameOrigin()))
                .build();
    }

    /** Everything else on the operations port. */
    @Bean
    @Order(2)
    SecurityFilterChain operationsChain(HttpSecurity http, FormLogin login, SessionRegistry sessions) {
        return asPages(bySession(http.securityMatcher(onOperationsPort), login, sessions))
                .formLogin(form -> form.defaultSuccessUrl("/camunda/app/cockpit/default/"))
                .authorizeHttpRequests(rules -> rules.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(paths("/login", "/actuator/health/**"), LOOKS)
                        .permitAll()
                        .requestMatchers(paths("/actuator/**", "/ops/**"))
                        .hasRole(Role.OPERATOR.name())
                        .anyRequest()
                        .denyAll())
                .build();
    }

    /** The API: a token with every request. No CSRF protection, because no cookie is accepted here. */
    @Bean
    @Order(3)
    SecurityFilterChain apiChain(HttpSecurity http, SecurityProblems problems) {
        return bearerOnly(http.securityMatcher(paths("/api/**", "/v3/api-docs/**")), problems)
                .authorizeHttpRequests(rules -> rules.requestMatchers(
                                HttpMethod.POST,
                                "/api/tokens",
                                "/api/registrations",
                                "/api/public-pass-checks",
                                "/api/certificate-checks",
                                "/api/certificate-file-checks",
                                "/api/pass-questions",
                                "/api/outlets/{code}/guides",
                                "/api/exchange-letters")
                        .permitAll()
                        .requestMatchers(
                                HttpMethod.GET,
                                "/v3/api-docs/**",
                                "/api/pass-keys",
                                "/api/exchange-keys",
                                "/api/exchange-cities",
                                "/api/pass-withdrawals",
                                "/api/restricted-zones",
                                "/api/outlets",
                                "/api/outlets/{code}",
                                "/api/displays/{outlet}",
                                "/api/medical-institutions",
                                "/api/service-items",
                                "/api/service-items/{code}",
                                "/api/service-items/{code}/versions",
                                "/api/audit/checkpoint")
                        .permitAll()
                        .requestMatchers("/api/audit/**")
                        .hasRole(Role.AUDIT_ADMIN.name())
                        .requestMatchers(HttpMethod.POST, "/api/pass-checks")
                        .hasRole(Role.OFFICER.name())
                        .requestMatchers(HttpMethod.GET, "/api/pass-checks")
                        .hasAnyRole(Role.OFFICER.name(), Role.SUPERVISOR.name())
                        .requestMatchers(HttpMethod.POST, "/api/pass-offences")
                        .hasRole(Role.OFFICER.name())
                        .requestMatchers(HttpMethod.GET, "/api/pass-offences/{id}")
                        .hasAnyRole(Role.OFFICER.name(), Role.SUPERVISOR.name())
                        .requestMatchers(
                                HttpMethod.PUT,
                                "/api/calendar/{year}",
                                "/api/service-items/{code}/versions/{effectiveFrom}")
                        .hasRole(Role.SUPERVISOR.name())
                        .requestMatchers("/api/accounts/*/second-factor", "/api/accounts/*/password-resets")
                        .hasRole(Role.SECURITY_ADMIN.name())
                        .requestMatchers(HttpMethod.GET, "/api/accounts")
                        .hasAnyRole(Role.SYSTEM_ADMIN.name(), Role.SECURITY_ADMIN.name())
                        .requestMatchers("/api/accounts/**")
                        .hasRole(Role.SYSTEM_ADMIN.name())
                        .requestMatchers("/api/units", "/api/units/*")
                        .hasRole(Role.SYSTEM_ADMIN.name())
                        .requestMatchers("/api/me/second-factor", "/api/me/password")
                        .authenticated()
                        .requestMatchers("/api/me/data/**", "/api/retention-rules")
                        .authenticated()
                        .requestMatchers(HttpMethod.POST, "/api/cases/{id}/reveals")
                        .hasAnyRole(Role.CLERK.name(), Role.SUPERVISOR.name())
                        .requestMatchers("/api/keys", "/api/security-alerts/**")
                        .hasRole(Role.SECURITY_ADMIN.name())
                        .requestMatchers("/api/legal-holds/**")
                        .hasRole(Role.SUPERVISOR.name())
                        .requestMatchers(HttpMethod.GET, "/api/me", "/api/calendar/**")
                        .authenticated()
                        .requestMatchers(HttpMethod.POST, "/api/me/mandates/{creditCode}/end")
                        .hasRole(Role.AGENT.name())
                        .requestMatchers("/api/me/relatives", "/api/company-mandates/**")
                        .hasAnyRole(Role.CLERK.name(), Role.SUPERVISOR.name())
                        .requestMatchers(HttpMethod.POST, "/api/truck-passes/{number}/acts")
                        .hasAnyRole(Role.CLERK.name(), Role.SUPERVISOR.name())
                        .requestMatchers(
                                HttpMethod.POST,
                                "/api/truck-passes/{number}/renewal",
                                "/api/truck-passes/{number}/amendment")
                        .hasAnyRole(Role.APPLICANT.name(), Role.AGENT.name())
                        .requestMatchers(HttpMethod.POST, "/api/home-visits/{id}/report")
                        .hasAnyRole(Role.OFFICER.name(), Role.CLERK.name(), Role.SUPERVISOR.name())
                        .requestMatchers("/api/home-visit-route")
                        .hasRole(Role.OFFICER.name())
                        .requestMatchers(
                                "/api/home-visits/{id}/plan",
                                "/api/home-visits/{id}/postponement",
                                "/api/home-visit-requests")
                        .hasAnyRole(Role.CLERK.name(), Role.SUPERVISOR.name())
                        .requestMatchers("/api/home-visits/**")
                        .hasAnyRole(Role.APPLICANT.name(), Role.AGENT.name())
                        .requestMatchers(
                                HttpMethod.POST,
                                "/api/counters/{outlet}/staffing",
                                "/api/outlets/{code}/closures",
                                "/api/outlets/{code}/closures/{id}/lifting")
                        .hasRole(Role.SUPERVISOR.name())
                        .requestMatchers(
                                "/api/counters/**",
                                "/api/tickets/**",
                                "/api/booked-visits/**",
                                "/api/extended-hours-requests/{id}/decision")
                        .hasAnyRole(Role.CLERK.name(), Role.SUPERVISOR.name())
                        .requestMatchers("/api/no-show-objections/**")
                        .hasRole(Role.SUPERVISOR.name())
                        .requestMatchers("/api/me/contact")
                        .hasAnyRole(Role.APPLICANT.name(), Role.AGENT.name(), Role.SECURITY_ADMIN.name())
                        .requestMatchers("/api/calendar-feed", "/api/wait-list/**")
                        .hasAnyRole(Role.APPLICANT.name(), Role.AGENT.name())
                        .requestMatchers(
                                "/api/slots", "/api/holds", "/api/appointments/**", "/api/extended-hours-requests/**")
                        .hasAnyRole(Role.APPLICANT.name(), Role.AGENT.name())
                        .requestMatchers(HttpMethod.POST, "/api/service-applications")
                        .hasAnyRole(Role.APPLICANT.name(), Role.AGENT.name(), Role.CLERK.name())
                        .requestMatchers(HttpMethod.GET, "/api/rating-statistics", "/api/outlet-guides")
                        .hasRole(Role.SUPERVISOR.name())
                        .requestMatchers(HttpMethod.POST, "/api/service-applications/{id}/supplies")
                        .hasRole(Role.CLERK.name())
                        .requestMatchers(HttpMethod.POST, "/api/receptions")
                        .hasRole(Role.CLERK.name())
                        .requestMatchers(HttpMethod.POST, "/api/cross-region-applications")
                        .hasAnyRole(Role.APPLICANT.name(), Role.AGENT.name())
                        .requestMatchers(HttpMethod.POST, "/api/photos")
                        .hasAnyRole(Role.APPLICANT.name(), Role.AGENT.name(), Role.CLERK.name())
                        .requestMatchers(HttpMethod.POST, "/api/photo-requests")
                        .hasAnyRole(Role.CLERK.name(), Role.SUPERVISOR.name(), Role.PARTNER.name())
                        .requestMatchers("/api/photo-requests/{id}/rendition")
                        .hasAnyRole(Role.CLERK.name(), Role.SUPERVISOR.name(), Role.PARTNER.name())
                        .requestMatchers(HttpMethod.GET, "/api/photo-requests", "/api/photo-requests/{id}")
                        .hasAnyRole(
                                Role.APPLICANT.name(),
                                Role.AGENT.name(),
                                Role.CLERK.name(),
                                Role.SUPERVISOR.name(),
                                Role.PARTNER.name())
                        .requestMatchers(
                                "/api/photos/**",
                                "/api/photo-requests/{id}/answer",
                                "/api/photo-consents",
                                "/api/photo-consents/{id}/withdrawal",
                                "/api/photo-accesses")
                        .hasAnyRole(Role.APPLICANT.name(), Role.AGENT.name())
                        .requestMatchers(HttpMethod.POST, "/api/medical-reports")
                        .hasRole(Role.PARTNER.name())
                        .requestMatchers(HttpMethod.POST, "/api/certificates/**")
                        .hasAnyRole(Role.CLERK.name(), Role.SUPERVISOR.name())
                        .requestMatchers(HttpMethod.GET, "/api/certificates/**")
                        .authenticated()
                        .requestMatchers(
                                "/api/work-items/**",
                                "/api/work-requests",
                                "/api/work-requests/{id}/answer",
                                "/api/key-projects/{code}/pass-counts")
                        .hasAnyRole(Role.CLERK.name(), Role.SUPERVISOR.name())
                        .requestMatchers(
                                "/api/truck-pass-applications/**",
                                "/api/truck-passes/**",
                                "/api/service-applications/**",
                                "/api/cross-region-applications/*",
                                "/api/receptions/{id}",
                                "/api/fleet-applications/**",
                                "/api/joint-applications/{id}",
                                "/api/key-projects",
                                "/api/cases/**",
                                "/api/photo-checks",
                                "/api/photo-specs",
                                "/api/photo-purposes",
                                "/api/photo-renditions/{spec}")
                        .authenticated()
                        .anyRequest()
                        .denyAll())
                .build();
    }

    /** The pages for everybody. */
    @Bean
    @Order(4)
    SecurityFilterChain pagesChain(
            HttpSecurity http,
            FormLogin login,
            IssuerLogin issuerLogin,
            SessionRegistry sessions,
            Environment environment) {
        boolean demo = environment.acceptsProfiles(Profiles.of("demo"));
        return asPages(bySession(http, login, sessions))
                .formLogin(form -> form.successHandler(FormLogin.LANDING))
                .with(issuerLogin, byIssuer -> {})
                .authorizeHttpRequests(rules -> {
                    rules.dispatcherTypeMatchers(DispatcherType.ERROR)
                            .permitAll()
                            .requestMatchers(
                                    paths("/", "/login", "/login/code", "/register", "/certificate-check"),
                                    LOOKS,
                                    VERIFIER)
                            .permitAll();
                    if (demo) {
                        rules.requestMatchers(HttpMethod.GET, "/swagger-ui.html", "/swagger-ui/**")
                                .permitAll();
                    }
                    rules.requestMatchers(
                                    "/portal/question",
                                    "/portal/items",
                                    "/portal/items/*",
                                    "/display/{outlet}",
                                    "/calendars/{secret}")
                            .permitAll()
                            .requestMatchers("/portal/**")
                            .hasAnyRole(Role.APPLICANT.name(), Role.AGENT.name())
                            .requestMatchers("/desk/receptions", "/desk/receptions/**")
                            .hasRole(Role.CLERK.name())
                            .requestMatchers("/desk/objections/**", "/desk/counter/{outlet}/closures/**")
                            .hasRole(Role.SUPERVISOR.name())
                            .requestMatchers("/desk/home-visits", "/desk/home-visits/{id}/report")
                            .hasAnyRole(Role.OFFICER.name(), Role.CLERK.name(), Role.SUPERVISOR.name())
                            .requestMatchers("/desk/**")
                            .hasAnyRole(Role.CLERK.name(), Role.SUPERVISOR.name())
                            .requestMatchers("/security-alerts", "/security-alerts/**")
                            .hasRole(Role.SECURITY_ADMIN.name())
                            .requestMatchers("/password", "/second-factor", "/second-factor/**")
                            .authenticated()
                            .anyRequest()
                            .denyAll();
                })
                .build();
    }

    private HttpSecurity bearerOnly(HttpSecurity http, SecurityProblems problems) {
        return http.addFilterBefore(limits, AnonymousAuthenticationFilter.class)
                .headers(this::transport)
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(
                                token -> new SignedIn(issuers.caller(token).orElseGet(() -> actor(token)))))
                        .authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems))
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                // Else the session of a cookie that came along would get a new id, as if somebody had signed in.
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS)
                        .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy()));
    }

    private HttpSecurity bySession(HttpSecurity http, FormLogin login, SessionRegistry sessions) {
        return http.addFilterBefore(limits, UsernamePasswordAuthenticationFilter.class)
                .headers(this::transport)
                .addFilterBefore(new ClosedAccounts(accounts), AnonymousAuthenticationFilter.class)
                .formLogin(form -> form.loginPage("/login")
                        .authenticationDetailsSource(FormLogin.CODE)
                        .failureHandler(login))
                .logout(logout -> logout.logoutSuccessUrl("/login?left"))
                .sessionManagement(session -> session.sessionFixation(id -> id.changeSessionId())
                        .sessionConcurrency(limit -> limit.maximumSessions(somebody ->
                                        ((SignedIn) somebody).actor().unit().isEmpty() ? -1 : 1)
                                .sessionRegistry(sessions)
                                .expiredUrl("/login?replaced")));
    }

    /** Where TLS ends in front of us, no request looks as if it had come by it. */
    private void transport(HeadersConfigurer<HttpSecurity> headers) {
        if (https) {
            headers.httpStrictTransportSecurity(only -> only.requestMatcher(AnyRequestMatcher.INSTANCE));
        }
    }

    private HttpSecurity asPages(HttpSecurity http) {
        return http.headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(pagePolicy))
                // The two pages that look through a camera say so themselves.
                .permissionsPolicyHeader(policy -> policy.policy("camera=(), microphone=()"))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .frameOptions(frames -> frames.deny()));
    }

    private static Actor actor(Jwt token) {
        return new Actor(
                token.getSubject(),
                token.getClaimAsStringList("roles").stream().map(Role::valueOf).collect(Collectors.toSet()),
                token.getClaimAsString("unit"));
    }

    private static RequestMatcher paths(String... patterns) {
        return new OrRequestMatcher(Stream.of(patterns)
                .<RequestMatcher>map(pattern -> pathPattern(pattern))
                .toList());
    }
}
