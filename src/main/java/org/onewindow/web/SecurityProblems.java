package org.onewindow.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.onewindow.identity.IssuerAway;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.json.JsonMapper;

/** Who may not come in is told so as an RFC 9457 problem, wherever it is found out: in a filter or in a controller. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

    private final BearerTokenAuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();
    private final MessageSource messages;
    private final LocaleResolver locales;
    private final JsonMapper json;
    private final Trail trail;

    SecurityProblems(MessageSource messages, LocaleResolver localeResolver, JsonMapper json, Trail trail) {
        this.messages = messages;
        this.locales = localeResolver;
        this.json = json;
        this.trail = trail;
    }

    @Override
    @ExceptionHandler
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof IssuerAway) {
            write(request, response, 503, "issuer-away");
            return;
        }
        boolean wrongLogin = failure instanceof BadCredentialsException;
        if (!wrongLogin) {
            challenge.commence(request, response, failure);
        }
        write(request, response, 401, wrongLogin ? failure.getMessage() : "unauthenticated");
    }

    @Override
    @ExceptionHandler
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        trail.refused(request, 403);
        write(request, response, 403, "forbidden");
    }

    /** Addresses that no client of ours writes, such as with a double slash. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected)
            throws IOException {
        write(request, response, 400, "status-400");
    }

    private void write(HttpServletRequest request, HttpServletResponse response, int status, String code)
            throws IOException {
        String text = messages.getMessage("problem." + code, null, locales.resolveLocale(request));
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "/problems/" + code);
        problem.put("title", text);
        problem.put("status", status);
        problem.put("detail", text);
        problem.put("code", code);
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem);
    }
}
