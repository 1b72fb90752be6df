package org.onewindow.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.onewindow.audit.Audit;
import org.onewindow.audit.AuditRecord;
import org.onewindow.shared.Actor;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * What of a request goes into the audit: every change, in its transaction; every look of somebody of the authority at one
 * thing, or search for it, and every export, before it is answered; and every door that stayed shut to somebody who is known.
 */
@ControllerAdvice
class Trail implements HandlerInterceptor, ResponseBodyAdvice<Object> {

    /** Parameter by which lists are searched for one plate or case. */
    private static final String SEARCH = "text";

    /** Where everybody takes away what is kept about him. */
    private static final Set<String> EXPORTS = Set.of("/api/me/data", "/portal/my-data/export");

    private final Audit audit;
    private final Clock clock;

    Trail(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** Within the transaction, when all else is done. */
    void changed(HttpServletRequest request, HttpServletResponse response) {
        audit.record(record(request, response.getHeader(HttpHeaders.LOCATION), AuditRecord.DONE));
    }

    /** After the transaction has ended. */
    void refused(HttpServletRequest request, int status) {
        if ((status == 403 || status == 404 || status == 429) && actor() != null) {
            audit.recordAlone(record(request, null, String.valueOf(status)));
        }
    }

    @Override
    public boolean supports(MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
        return method.hasMethodAnnotation(GetMapping.class);
    }

    @Override
    public Object beforeBodyWrite(
            Object body,
            MethodParameter method,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest asked,
            ServerHttpResponse answer) {
        looked(((ServletServerHttpRequest) asked).getServletRequest());
        return body;
    }

    /** The same for a page. */
    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, ModelAndView page) {
        if (page != null && request.getMethod().equals("GET")) {
            looked(request);
        }
    }

    private void looked(HttpServletRequest request) {
        Actor actor = actor();
        boolean one = !variables(request).isEmpty() || request.getParameter(SEARCH) != null;
        boolean inAudit = request.getRequestURI().startsWith("/api/audit/");
        boolean export = EXPORTS.contains(request.getRequestURI());
        if (actor != null && (export || !actor.unit().isEmpty() && (one || inAudit))) {
            audit.recordAlone(record(request, null, AuditRecord.DONE));
        }
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, Exception failure) {
        if (request.getMethod().equals("GET")) {
            refused(request, response.getStatus());
        }
    }

    private AuditRecord record(HttpServletRequest request, String location, String result) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        Object about = request.getAttribute(Audit.ABOUT);
        String act = request.getMethod() + " " + (pattern == null ? request.getRequestURI() : pattern);
        String object = about != null ? about.toString() : object(location, variables(request));
        Object purpose = request.getAttribute(Audit.PURPOSE);
        AuditRecord record = AuditRecord.of(clock.instant(), actor(), act, object, result);
        return purpose == null ? record : record.because(purpose.toString());
    }

    private static String object(String location, Map<String, String> variables) {
        return location == null || !variables.isEmpty()
                ? String.join("/", variables.values())
                : location.substring(location.lastIndexOf('/') + 1);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> variables(HttpServletRequest request) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return variables == null ? Map.of() : new TreeMap<>((Map<String, String>) variables);
    }

    private static Actor actor() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn somebody
                ? somebody.actor()
                : null;
    }
}
