package org.onewindow.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * First of all filters: what belongs to the operations port is not there on the public one, and the other way round. Only
 * the login, its looks and error answers are on both.
 */
final class PortFilter extends OncePerRequestFilter {

    private static final List<String> OPERATIONS = List.of(
            "/camunda",
            "/engine-rest",
            "/actuator",
            "/ops",
            // The raw files of the engine's pages, which Spring MVC would serve from the jar: old script libraries that
            // no
            // citizen's browser should find under our name.
            "/webjars/camunda",
            "/camunda-welcome",
            "/plugin");

    private static final List<String> BOTH = List.of("/login", "/logout", "/error");
    private static final Pattern LOOKS = Pattern.compile("(/[a-z-]+){1,2}\\.(css|svg)");

    private final OperationsPort operations;

    PortFilter(OperationsPort operations) {
        this.operations = operations;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = path(request);
        if (EngineShield.isSetup(path)) {
            // Told alike on both ports, so that nobody need wonder which of them would have made the administrator.
            refuse(response, HttpStatus.FORBIDDEN);
        } else if (isOperations(path) != operations.received(request) && !isBoth(path)) {
            refuse(response, HttpStatus.NOT_FOUND);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isOperations(String path) {
        return OPERATIONS.stream().anyMatch(folder -> isIn(path, folder));
    }

    private static boolean isBoth(String path) {
        return BOTH.contains(path) || LOOKS.matcher(path).matches() && !isOperations(path);
    }

    static boolean isIn(String path, String folder) {
        return path.startsWith(folder) && (path.length() == folder.length() || path.charAt(folder.length()) == '/');
    }

    /** The path as the container dispatches it: decoded, without parameters, dots and double slashes. */
    static String path(HttpServletRequest request) {
        return request.getPathInfo() == null
                ? request.getServletPath()
                : request.getServletPath() + request.getPathInfo();
    }

    static void refuse(HttpServletResponse response, HttpStatus status) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getWriter()
                .write("{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d}"
                        .formatted(status.getReasonPhrase(), status.value()));
    }
}
