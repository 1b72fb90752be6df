package org.onewindow.support;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationConverter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;

/**
 * A real OpenID Connect server outside the office, for whose tokens {@link RunningOffice} is set up. It knows whoever gives
 * {@link #PASSWORD}, by HTTP Basic.
 */
public final class CityIssuer implements AutoCloseable {

    public static final String PASSWORD = "known-there";

    /** Client of the office's pages, and of nobody else. */
    public static final String PAGES = "one-window-pages";

    /** Where the issuer leads back to that serves a client without pages. */
    public static final String ELSEWHERE = "http://127.0.0.1:1/back";

    /** Who has shown a second factor there: {@code login+otp}. */
    public static final String WITH_FACTOR = "+otp";

    private static final int PORT = free();
    private static final int NOBODY = free();

    private final Tomcat tomcat = new Tomcat();
    private final AnnotationConfigWebApplicationContext application = new AnnotationConfigWebApplicationContext();

    /** @param office port of the office's pages */
    public CityIssuer(int office) throws LifecycleException {
        tomcat.setBaseDir(Path.of("target/issuer").toAbsolutePath().toString());
        tomcat.setPort(PORT);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", null);
        application.setServletContext(context.getServletContext());
        application.addBeanFactoryPostProcessor(beans -> beans.registerSingleton("office", office));
        application.register(Server.class);
        application.refresh();
        FilterDef filter = new FilterDef();
        filter.setFilterName("security");
        filter.setFilter(new DelegatingFilterProxy("springSecurityFilterChain", application));
        context.addFilterDef(filter);
        FilterMap all = new FilterMap();
        all.setFilterName("security");
        all.addURLPattern("/*");
        context.addFilterMap(all);
        Tomcat.addServlet(context, "nothing", new HttpServlet() {
                    private static final long serialVersionUID = 1L;
                })
                .addMapping("/");
        tomcat.start();
    }

    public static String uri() {
        return "http://127.0.0.1:" + PORT;
    }

    /** An issuer that never answers. */
    public static String away() {
        return "http://127.0.0.1:" + NOBODY;
    }

    public static int port() {
        return PORT;
    }

    /** Made up, and another for each client. */
    public static String secret(String client) {
        return "secret-of-" + client;
    }

    static List<String> properties() {
        return Stream.of("city", "away")
                .flatMap(name -> Stream.of(
                                "uri=" + (name.equals("city") ? uri() : away()),
                                "audience=one-window-api",
                                "roles=APPLICANT,AGENT,CLERK,SUPERVISOR,PARTNER",
                                "second-factor.claim=amr",
                                "second-factor.values=otp,hwk",
                                "pages.name=" + (name.equals("city") ? "城市身份认证" : "没有回应的身份认证"),
                                "pages.client-id=" + PAGES,
                                "pages.client-secret=" + secret(PAGES))
                        .map(setting -> "onewindow.identity.issuers." + name + "." + setting))
                .toList();
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        application.close();
    }

    /** Outside the range from which the system gives ports to outgoing connections. */
    private static int free() {
        for (int tries = 0; ; tries++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                if (tries == 100) {
                    throw new UncheckedIOException(taken);
                }
            }
        }
    }

    /** No configuration by name, which the office would find and make its own. */
    @EnableWebSecurity
    static class Server {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.with(
                            new OAuth2AuthorizationServerConfigurer(), server -> server.oidc(Customizer.withDefaults()))
                    .authorizeHttpRequests(rules -> rules.anyRequest().authenticated())
                    .addFilterAfter(Server::recognise, SecurityContextHolderFilter.class)
                    .csrf(csrf -> csrf.disable())
                    .build();
        }

        /** Clients show who they are by HTTP Basic too, at other addresses. */
        private static void recognise(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            var http = (HttpServletRequest) request;
            if (http.getRequestURI().equals("/oauth2/authorize")) {
                var shown = new BasicAuthenticationConverter().convert(http);
                if (shown != null && PASSWORD.equals(shown.getCredentials())) {
                    SecurityContextHolder.setContext(
                            new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                                    shown.getName(),
                                    null,
                                    List.of(FactorGrantedAuthority.withAuthority(
                                                    FactorGrantedAuthority.PASSWORD_AUTHORITY)
                                            .issuedAt(Instant.now())
                                            .build()))));
                }
            }
            chain.doFilter(request, response);
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().issuer(uri()).build();
        }

        /** The clients without pages are called after what is wrong with their tokens. */
        @Bean
        RegisteredClientRepository clients(Integer office) {
            return new InMemoryRegisteredClientRepository(
                    Stream.of(PAGES, "app", "yiyuan", "nobody-here", "wrong-audience", "expired", "wrong-issuer")
                            .map(client -> RegisteredClient.withId(client)
                                    .clientId(client)
                                    .clientSecret("{noop}" + secret(client))
                                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                                    .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                                    .redirectUri(
                                            client.equals(PAGES)
                                                    ? "http://127.0.0.1:" + office + "/login/from/city"
                                                    : ELSEWHERE)
                                    .scope(OidcScopes.OPENID)
                                    .build())
                            .toList());
        }

        @Bean
        JWKSource<SecurityContext> keys() throws NoSuchAlgorithmException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            return new ImmutableJWKSet<>(new JWKSet(new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                    .privateKey((RSAPrivateKey) pair.getPrivate())
                    .keyID("of-the-city")
                    .build()));
        }

        @Bean
        JwtDecoder ownTokens(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims() {
            return token -> {
                String client = token.getRegisteredClient().getClientId();
                String somebody = token.getPrincipal().getName();
                if (somebody.endsWith(WITH_FACTOR)) {
                    token.getClaims()
                            .subject(somebody.substring(0, somebody.length() - WITH_FACTOR.length()))
                            .claim("amr", List.of("pwd", "otp"));
                }
                if (!OAuth2TokenType.ACCESS_TOKEN.equals(token.getTokenType())) {
                    return;
                }
                // Roles that a token claims are not ours to believe.
                token.getClaims()
                        .audience(List.of(client.equals("wrong-audience") ? "another-api" : "one-window-api"))
                        .claims(claims -> claims.putAll(Map.of("roles", List.of("SUPERVISOR"), "unit", "YT")));
                switch (client) {
                    case "expired" -> {
                        Instant past = Instant.now().minus(Duration.ofHours(1));
                        token.getClaims().subject("zhang.wei").issuedAt(past).expiresAt(past.plusSeconds(300));
                    }
                    case "wrong-issuer" ->
                        token.getClaims().subject("zhang.wei").issuer("https://elsewhere.example");
                    case "wrong-audience" -> token.getClaims().subject("zhang.wei");
                    default -> {
                        // Good.
                    }
                }
            };
        }
    }
}
