package org.onewindow.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestMatcherDelegatingAuthorizationManager;
import org.springframework.security.web.util.matcher.RequestMatcherEntry;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

@RunningOffice
class DoorTests {

    /** Every route that answers somebody unknown. A new one is a decision, taken here. */
    private static final Set<String> OPEN = Set.of(
            "GET /",
            "GET /login",
            "GET /login/code",
            "GET /verify",
            "GET /portal/question",
            "GET /portal/items",
            "GET /portal/items/{code}",
            "GET /register",
            "POST /api/tokens",
            "POST /api/registrations",
            "GET /api/pass-keys",
            "GET /api/pass-withdrawals",
            "POST /api/public-pass-checks",
            "GET /certificate-check",
            "POST /certificate-check",
            "POST /api/certificate-checks",
            "POST /api/certificate-file-checks",
            "POST /api/pass-questions",
            "GET /api/restricted-zones",
            "GET /api/outlets",
            "GET /api/medical-institutions",
            "GET /api/outlets/{code}",
            "POST /api/outlets/{code}/guides",
            "GET /api/displays/{outlet}",
            "GET /display/{outlet}",
            "GET /calendars/{secret}",
            "GET /api/service-items",
            "GET /api/service-items/{code}",
            "GET /api/service-items/{code}/versions",
            "GET /api/audit/checkpoint",
            "GET /api/exchange-cities",
            "GET /api/exchange-keys",
            "POST /api/exchange-letters",
            "GET /v3/api-docs",
            "GET /v3/api-docs/swagger-config",
            "GET /swagger-ui.html");

    private final ApplicationContext context;
    private final List<SecurityFilterChain> chains;
    private final OperationsPort operations;
    private final Caller caller;

    @Autowired
    DoorTests(
            ApplicationContext context,
            List<SecurityFilterChain> chains,
            OperationsPort operations,
            @LocalServerPort int port) {
        this.context = context;
        this.chains = chains;
        this.operations = operations;
        caller = new Caller(port);
    }

    /** Mapped by the frameworks, and reached from outside by nobody. */
    private static final Set<String> SHUT = Set.of("GET /error", "POST /error", "GET /v3/api-docs.yaml");

    @Test
    void opensNoRouteToAnUnknownCallerThatIsNotListed() {
        List<String> leaks = new ArrayList<>();
        Set<String> routes = routes();
        for (String route : routes) {
            String path = path(route);
            HttpResponse<String> answer = caller.call(
                    method(route), path, method(route).equals("GET") ? null : "{}", "Content-Type", "application/json");
            if (!OPEN.contains(route) && !refused(path, answer)) {
                leaks.add(route + " -> " + answer.statusCode());
            }
        }
        assertThat(routes).contains("GET /api/me", "GET /", "POST /error").hasSizeGreaterThan(8);
        assertThat(leaks).isEmpty();
    }

    @Test
    void hasARuleOfItsOwnForEveryRoute() {
        Set<String> withoutRule = new TreeSet<>();
        for (String route : routes()) {
            String rule = rule(route);
            if (rule.equals("any request") || rule.contains("/api/**") || rule.contains(" /**")) {
                withoutRule.add(route);
            }
        }
        assertThat(rule("GET /api/me")).contains("/api/me");
        assertThat(rule("GET /api/unheard-of")).isEqualTo("any request");
        assertThat(withoutRule).isEqualTo(SHUT);
    }

    /** The first rule of the first chain that takes the request, as the filters look for it. */
    private String rule(String route) {
        var request = new MockHttpServletRequest(method(route), path(route));
        request.setServletPath(path(route));
        request.setLocalPort(
                path(route).matches("/(actuator|ops)(/.*)?") ? operations.number() : request.getLocalPort());
        SecurityFilterChain chain = chains.stream()
                .filter(each -> each.matches(request))
                .findFirst()
                .orElseThrow();
        Object manager = chain.getFilters().stream()
                .filter(AuthorizationFilter.class::isInstance)
                .map(filter -> ((AuthorizationFilter) filter).getAuthorizationManager())
                .findFirst()
                .orElseThrow();
        while (!(manager instanceof RequestMatcherDelegatingAuthorizationManager)) {
            manager = ReflectionTestUtils.getField(manager, "delegate");
        }
        return ((List<?>) ReflectionTestUtils.getField(manager, "mappings"))
                .stream()
                        .map(entry -> ((RequestMatcherEntry<?>) entry).getRequestMatcher())
                        .filter(matcher -> matcher.matches(request))
                        .findFirst()
                        .map(Object::toString)
                        .orElse("any request");
    }

    private Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        for (var mapping :
                context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values()) {
            mapping.getHandlerMethods().keySet().forEach(info -> {
                Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                for (RequestMethod method :
                        methods.isEmpty() ? Set.of(RequestMethod.GET, RequestMethod.POST) : methods) {
                    info.getPatternValues().forEach(pattern -> routes.add(method + " " + pattern));
                }
            });
        }
        return routes;
    }

    private static String method(String route) {
        return route.substring(0, route.indexOf(' '));
    }

    private static String path(String route) {
        String path = route.substring(route.indexOf(' ') + 1).replaceAll("\\{[^}]*}|\\*+", "x");
        return path.startsWith("/") ? path : "/" + path;
    }

    private static boolean refused(String path, HttpResponse<String> answer) {
        return switch (answer.statusCode()) {
            case 401, 403 -> true;
            case 302 -> Caller.header(answer, "Location").endsWith("/login");
            case 404 -> path.startsWith("/actuator") || path.startsWith("/ops/");
            default -> false;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/", "/api/unheard-of", "/api/tokens/x", "/api/calendar-x"})
    void closesWhatNobodyOpened(String path) {
        assertThat(caller.get(path).statusCode()).isEqualTo(401);
        var signedIn = caller.getAs(caller.token("chen.gang"), path);
        assertThat(signedIn.statusCode()).isEqualTo(403);
        assertThat(Caller.header(signedIn, "Content-Type")).startsWith("application/problem+json");
        assertThat(Caller.json(signedIn).get("code").asString()).isEqualTo("forbidden");
        assertThat(Caller.json(signedIn).get("type").asString()).isEqualTo("/problems/forbidden");
    }

    @Test
    void opensEachApiDoorToItsRolesOnly() {
        mayCall("zhang.wei", "GET", "/api/work-items", false);
        mayCall("liu.yang", "GET", "/api/work-items", false);
        mayCall("wang.fang", "GET", "/api/work-items", true);
        mayCall("chen.gang", "POST", "/api/work-items/x/completion", true);
        mayCall("chen.gang", "PUT", "/api/calendar/2027", true);
        mayCall("wang.fang", "PUT", "/api/calendar/2027", false);
        mayCall("wang.fang", "GET", "/api/outlet-guides?from=2026-01-01&to=2026-01-02", false);
        mayCall("chen.gang", "PUT", "/api/service-items/JG012/versions/2000-01-01", true);
        mayCall("wang.fang", "PUT", "/api/service-items/JG012/versions/2000-01-01", false);
        mayCall("wang.fang", "GET", "/api/calendar/2027", true);
        mayCall("wang.fang", "DELETE", "/api/calendar/2027", false);
        mayCall("yiyuan", "POST", "/api/medical-reports", true);
        mayCall("wang.fang", "POST", "/api/medical-reports", false);
        mayCall("yiyuan", "GET", "/api/work-items", false);
        mayCall("yiyuan", "POST", "/api/photos", false);
        mayCall("yiyuan", "GET", "/api/photo-accesses", false);
        mayCall("liu.yang", "POST", "/api/photo-requests", false);
        mayCall("liu.yang", "POST", "/api/pass-checks", true);
        mayCall("wang.fang", "POST", "/api/pass-checks", false);
        mayCall("zhang.wei", "POST", "/api/truck-pass-applications", true);
        mayCall("li.na", "POST", "/api/truck-passes/x/acts", false);
        mayCall("wang.fang", "POST", "/api/truck-passes/x/acts", true);
        mayCall("wang.fang", "POST", "/api/truck-passes/x/renewal", false);
        mayCall("li.na", "POST", "/api/truck-passes/x/renewal", true);
        mayCall("liu.yang", "POST", "/api/truck-passes/x/amendment", false);
        mayCall("zhang.wei", "POST", "/api/truck-passes/x/amendment", true);
    }

    private void mayCall(String login, String method, String path, boolean may) {
        int status = caller.call(
                        method,
                        path,
                        method.equals("GET") ? null : "{}",
                        "Authorization",
                        "Bearer " + caller.token(login),
                        "Content-Type",
                        "application/json")
                .statusCode();
        assertThat(status == 401 || status == 403)
                .as(login + " " + method + " " + path)
                .isEqualTo(!may);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/health",
                "/engine-rest/engine",
                "/camunda/app/cockpit/default/",
                "/ops/invariants"
            })
    void hasNoToolsOnThePublicPortWhoeverAsks(String path) {
        assertThat(caller.get(path).statusCode()).isEqualTo(404);
        assertThat(caller.getAs(caller.token("ops"), path).statusCode()).isEqualTo(404);
        String session = Caller.cookie(caller.signIn("ops", Caller.DEMO_PASSWORD));
        assertThat(caller.get(path, "Cookie", session).statusCode()).isEqualTo(404);
    }

    @Test
    void takesNoCookieAtTheApi() {
        String session = Caller.cookie(caller.signIn("zhang.wei", Caller.DEMO_PASSWORD));

        assertThat(caller.get("/api/me", "Cookie", session).statusCode()).isEqualTo(401);
        assertThat(caller.call(
                                "POST",
                                "/api/truck-pass-applications",
                                "{}",
                                "Cookie",
                                session,
                                "Content-Type",
                                "text/plain",
                                "Origin",
                                "https://evil.example")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void believesTheTokenWhenACookieComesWithIt() {
        String session = Caller.cookie(caller.signIn("li.na", Caller.DEMO_PASSWORD));
        var me = caller.get("/api/me", "Cookie", session, "Authorization", "Bearer " + caller.token("wang.fang"));

        assertThat(Caller.json(me).get("roles").toString()).isEqualTo("[\"CLERK\"]");
        assertThat(me.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(caller.get("/api/me", "Cookie", session, "Authorization", "Bearer nonsense")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void takesNoPasswordWithARequest() {
        String basic = "Basic "
                + java.util.Base64.getEncoder().encodeToString(("zhang.wei:" + Caller.DEMO_PASSWORD).getBytes());

        assertThat(caller.get("/api/me", "Authorization", basic).statusCode()).isEqualTo(401);
        assertThat(caller.get("/api/me").headers().allValues("WWW-Authenticate"))
                .isNotEmpty()
                .allSatisfy(challenge -> assertThat(challenge).startsWith("Bearer"));
    }

    @Test
    void letsNoForeignPageReadTheApi() {
        var preflight = caller.call(
                "OPTIONS",
                "/api/me",
                null,
                "Origin",
                "https://evil.example",
                "Access-Control-Request-Method",
                "GET",
                "Access-Control-Request-Headers",
                "authorization");
        var tokens = caller.call(
                "POST", "/api/tokens", "{}", "Origin", "https://evil.example", "Content-Type", "application/json");

        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
        assertThat(tokens.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void refusesAFormWithoutItsTokenOrWithThatOfAnotherSession() {
        HttpResponse<String> mine = caller.get("/login");
        HttpResponse<String> theirs = caller.get("/login");
        String form = "username=zhang.wei&password=" + Caller.DEMO_PASSWORD;

        assertThat(caller.post("/login", Caller.cookie(mine), form).statusCode())
                .isEqualTo(403);
        assertThat(caller.signIn("zhang.wei", Caller.DEMO_PASSWORD, Caller.cookie(mine), Caller.csrf(theirs))
                        .statusCode())
                .isEqualTo(403);
        assertThat(caller.signIn("zhang.wei", Caller.DEMO_PASSWORD, Caller.cookie(mine), Caller.csrf(mine))
                        .statusCode())
                .isEqualTo(302);
    }

    @Test
    void changesTheSessionIdAtLogin() {
        HttpResponse<String> page = caller.get("/login");
        String before = Caller.cookie(page);
        HttpResponse<String> in = caller.signIn("zhang.wei", Caller.DEMO_PASSWORD, before, Caller.csrf(page));
        String after = Caller.cookie(in);

        assertThat(after).isNotEqualTo(before);
        assertThat(caller.get("/", "Cookie", after).body()).contains("/logout");
        assertThat(caller.get("/", "Cookie", before).body()).doesNotContain("/logout");
        assertThat(Caller.header(in, "Set-Cookie")).contains("HttpOnly").contains("SameSite=Lax");
    }

    @ParameterizedTest
    @CsvSource({"system, /, /api/accounts", "security, /security-alerts, 安全告警", "audit, /, /api/audit/records"})
    void leadsEachAdministratorToWhatIsHis(String login, String place, String shown) {
        HttpResponse<String> in = caller.signIn(login, Caller.DEMO_PASSWORD);
        assertThat(URI.create(Caller.header(in, "Location")).getPath()).isEqualTo(place);
        HttpResponse<String> page = caller.get(place, "Cookie", Caller.cookie(in));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains(shown);
    }

    @Test
    void endsTheEarlierSessionOfAClerkButNotOfACitizen() {
        String first = Caller.cookie(caller.signIn("zhao.min", Caller.DEMO_PASSWORD));
        caller.signIn("zhao.min", Caller.DEMO_PASSWORD);
        assertThat(Caller.header(caller.get("/", "Cookie", first), "Location")).endsWith("/login?replaced");

        String citizen = Caller.cookie(caller.signIn("zhang.wei", Caller.DEMO_PASSWORD));
        caller.signIn("zhang.wei", Caller.DEMO_PASSWORD);
        assertThat(caller.get("/", "Cookie", citizen).body()).contains("/logout");
    }

    @Test
    void endsTheSessionWhenSomebodySignsOut() {
        String session = Caller.cookie(caller.signIn("zhang.wei", Caller.DEMO_PASSWORD));
        String csrf = Caller.csrf(caller.get("/", "Cookie", session));

        assertThat(caller.post("/logout", session, "").statusCode()).isEqualTo(403);
        assertThat(Caller.header(caller.post("/logout", session, "_csrf=" + csrf), "Location"))
                .endsWith("/login?left");
        assertThat(caller.get("/", "Cookie", session).body()).doesNotContain("/logout");
    }

    @Test
    void sendsPagesWithHeadersThatKeepThemPrivateAndUnframed() {
        String session = Caller.cookie(caller.signIn("zhang.wei", Caller.DEMO_PASSWORD));
        HttpResponse<String> page = caller.get("/", "Cookie", session);

        assertThat(Caller.header(page, "Cache-Control")).contains("no-store");
        assertThat(Caller.header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(Caller.header(page, "Referrer-Policy")).isEqualTo("same-origin");
        assertThat(Caller.header(page, "Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("<script", "<style", " style=").doesNotContainPattern(" on[a-z]+=");
    }

    @Test
    void speaksChineseUntilSomebodyChoosesEnglish() {
        HttpResponse<String> chinese = caller.get("/login", "Accept-Language", "en");
        assertThat(chinese.body()).contains("lang=\"zh-CN\"", "账号", "?lang=en");

        HttpResponse<String> english = caller.get("/login?lang=en&refused=wrong-login");
        assertThat(english.body()).contains("lang=\"en\"", "Login or password is wrong.", "?lang=zh");
        String choice = Caller.header(english, "Set-Cookie");
        assertThat(caller.get("/", "Cookie", choice.substring(0, choice.indexOf(';')))
                        .body())
                .contains("lang=\"en\"");
    }

    @Test
    void answersAProblemInTheLanguageTheCallerAccepts() {
        assertThat(caller.get("/api/me").body()).contains("请先登录");
        assertThat(caller.get("/api/me", "Accept-Language", "en-GB").body()).contains("Sign in first");
        assertThat(caller.get("/api/me", "Accept-Language", "fr").body()).contains("请先登录");
    }

    @Test
    void repeatsNothingFromTheAddressOnTheLoginPage() {
        assertThat(caller.get("/login?refused=%3Cb%3Eunheard-of").body())
                .doesNotContain("unheard-of")
                .doesNotContain("role=\"alert\"");
    }

    @Test
    void servesItsLooksAndAPageForErrors() {
        assertThat(caller.get("/onewindow.css").statusCode()).isEqualTo(200);
        assertThat(caller.get("/favicon.svg").statusCode()).isEqualTo(200);
        assertThat(caller.call("POST", "/login", "", "Accept", "text/html").body())
                .contains("未能完成", "403");
    }
}
