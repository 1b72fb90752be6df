package org.onewindow.workflow;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets no call reach the engine's resources without an engine user. Without one the engine asks for no authorization at all,
 * so this stands last, directly in front of the servlets, whatever the filters before it made of the path.
 */
final class OperatorPermissions extends OncePerRequestFilter {

    private final IdentityService identity;

    OperatorPermissions(IdentityService identity) {
        this.identity = identity;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var operator = OperatorLogin.operator();
        if (operator.isEmpty()) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        identity.setAuthentication(operator.get(), List.of(OperatorDirectory.GROUP), List.of());
        try {
            chain.doFilter(request, response);
        } finally {
            identity.clearAuthentication();
        }
    }
}
