package org.onewindow.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps from the engine what its last community edition should not be given, even by an operator: expressions in queries
 * (CVE-2026-109432), the first-run setup (CVE-2026-77226), serialized Java objects, and every request that would deploy,
 * start or redirect a process, store a query, or change accounts and grants. The engine's own authorizations refuse most of
 * this again; the shield does not rely on them.
 */
final class EngineShield extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(EngineShield.class);
    private static final JsonMapper JSON = new JsonMapper();

    /** Bytes. The largest query an operator's page sends is far below. */
    static final int LARGEST_BODY = 1 << 20;

    private static final Pattern SETUP = Pattern.compile("/camunda/(api/admin/setup|app/admin/[^/]+/setup)(/.*)?");

    /** Resource and the rest, below {@code /engine-rest}, {@code /camunda/api/engine}, or one engine's name under either. */
    private static final Pattern RESOURCE =
            Pattern.compile("/(?:engine-rest|camunda/api/engine)(?:/engine/[^/]+)?/([^/]+)(/.*)?");

    private static final Set<String> READ_ONLY = Set.of(
            "deployment",
            "user",
            "group",
            "tenant",
            "authorization",
            "message",
            "signal",
            "condition",
            "modification",
            "migration",
            "case-definition",
            "case-instance",
            "case-execution");

    private static final Pattern STARTS = Pattern.compile(".*/(start|submit-form|restart|restart-async)/?");
    private static final Pattern MOVES = Pattern.compile(".*/(modification|modification-async|message-async)/?");
    private static final Pattern QUERIES = Pattern.compile(".*/(list|count|singleResult)/?");

    /**
     * Letters, digits and marks that no client need encode (RFC 3986, 2.3). The engine's own filters compare the raw path, so
     * an encoded letter would lead past them.
     */
    private static final Pattern NEEDLESSLY_ENCODED =
            Pattern.compile("%(2[DE]|3[0-9]|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])", Pattern.CASE_INSENSITIVE);

    static boolean isSetup(String path) {
        return SETUP.matcher(path).matches();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = PortFilter.path(request);
        return !PortFilter.isIn(path, "/camunda") && !PortFilter.isIn(path, "/engine-rest");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        HttpStatus refused = verdict(request, body);
        if (refused == null) {
            chain.doFilter(new BufferedRequest(request, body), response);
        } else {
            // The raw path, in which a line break cannot stand.
            LOG.warn("refused {} {} {}", request.getMethod(), request.getRequestURI(), refused.value());
            PortFilter.refuse(response, refused);
        }
    }

    private static HttpStatus verdict(HttpServletRequest request, byte[] body) {
        if (NEEDLESSLY_ENCODED.matcher(request.getRequestURI()).find()) {
            return HttpStatus.BAD_REQUEST;
        }
        if (isSetup(PortFilter.path(request)) || isWrite(request) && changesTooMuch(request)) {
            return HttpStatus.FORBIDDEN;
        }
        if (body.length > LARGEST_BODY) {
            return HttpStatus.CONTENT_TOO_LARGE;
        }
        if (body.length > 0 && !isJson(request.getContentType())) {
            return HttpStatus.UNSUPPORTED_MEDIA_TYPE;
        }
        if (Collections.list(request.getParameterNames()).stream().anyMatch(EngineShield::namesExpression)) {
            return HttpStatus.FORBIDDEN;
        }
        try {
            return isDangerous(body) ? HttpStatus.FORBIDDEN : null;
        } catch (JacksonException e) {
            return HttpStatus.BAD_REQUEST;
        }
    }

    static boolean isWrite(HttpServletRequest request) {
        return !Set.of("GET", "HEAD", "OPTIONS").contains(request.getMethod());
    }

    private static boolean changesTooMuch(HttpServletRequest request) {
        Matcher path = RESOURCE.matcher(PortFilter.path(request));
        if (!path.matches()) {
            return false;
        }
        String rest = path.group(2) == null ? "" : path.group(2);
        return READ_ONLY.contains(path.group(1))
                || switch (path.group(1)) {
                    case "process-definition" ->
                        request.getMethod().equals("DELETE")
                                || STARTS.matcher(rest).matches();
                    case "process-instance" -> MOVES.matcher(rest).matches();
                    case "filter" -> !QUERIES.matcher(rest).matches();
                    default -> false;
                };
    }

    private static boolean isJson(String contentType) {
        try {
            MediaType type = MediaType.parseMediaType(contentType == null ? "" : contentType);
            return type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    /** Reads the whole body as JSON, token by token, so that neither depth nor an escaped letter hides a property. */
    private static boolean isDangerous(byte[] body) {
        try (JsonParser json = JSON.createParser(body)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                boolean dangerous = switch (token) {
                    case PROPERTY_NAME -> namesExpression(json.currentName());
                    case VALUE_STRING -> isJavaObject(json.currentName(), json.getString());
                    default -> false;
                };
                if (dangerous) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean namesExpression(String property) {
        return property.toLowerCase(Locale.ROOT).endsWith("expression");
    }

    private static boolean isJavaObject(String property, String value) {
        return "type".equals(property) && value.strip().equalsIgnoreCase("object")
                || value.toLowerCase(Locale.ROOT).contains("java-serialized-object");
    }
}
