package org.onewindow.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks HTTP to the running application; follows no redirect and keeps no cookie by itself. */
public final class Caller {

    public static final String DEMO_PASSWORD = "onewindow-demo";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final String base;

    public Caller(int port) {
        base = "http://127.0.0.1:" + port;
    }

    /** @param headers names and values in turn */
    public HttpResponse<String> call(String method, String path, String body, String... headers) {
        byte[] bytes = body == null ? null : body.getBytes(StandardCharsets.UTF_8);
        return send(method, path, bytes, BodyHandlers.ofString(), headers);
    }

    public <T> HttpResponse<T> send(
            String method, String path, byte[] body, BodyHandler<T> handler, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), handler);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public HttpResponse<String> get(String path, String... headers) {
        return call("GET", path, null, headers);
    }

    public HttpResponse<String> getAs(String token, String path) {
        return get(path, "Authorization", "Bearer " + token);
    }

    public HttpResponse<String> askToken(String login, String password) {
        return askToken(login, password, null);
    }

    /** @param code of the second factor, or {@code null} */
    public HttpResponse<String> askToken(String login, String password, String code) {
        String body = JSON.writeValueAsString(JSON.createObjectNode()
                .put("login", login)
                .put("password", password)
                .put("code", code));
        return call("POST", "/api/tokens", body, "Content-Type", "application/json");
    }

    /** Access token of one of the demo people. */
    public String token(String login) {
        return json(askToken(login, DEMO_PASSWORD)).get("accessToken").asString();
    }

    /** The answer to the login form, filled in on a page fetched by the session {@code cookie}. */
    public HttpResponse<String> signIn(String login, String password) {
        HttpResponse<String> page = get("/login");
        return signIn(login, password, cookie(page), csrf(page));
    }

    public HttpResponse<String> signIn(String login, String password, String cookie, String csrf) {
        return post(
                "/login", cookie, "username=" + form(login) + "&password=" + form(password) + "&_csrf=" + form(csrf));
    }

    public HttpResponse<String> post(String path, String cookie, String form) {
        return call("POST", path, form, "Cookie", cookie, "Content-Type", "application/x-www-form-urlencoded");
    }

    /** The session cookie an answer sets, as {@code name=value}. */
    public static String cookie(HttpResponse<String> response) {
        return response.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("ONEWINDOW="))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    public static String csrf(HttpResponse<String> page) {
        Matcher token = CSRF.matcher(page.body());
        if (!token.find()) {
            throw new AssertionError("no CSRF token on the page");
        }
        return token.group(1);
    }

    public static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    public static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static String form(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
