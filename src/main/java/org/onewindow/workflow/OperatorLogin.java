package org.onewindow.workflow;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.onewindow.shared.Role;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Whoever the security chain has let in as an operator is logged in to the engine's pages; there is no other login. */
final class OperatorLogin extends ContainerBasedAuthenticationFilter implements AuthenticationProvider {

    private static final String OPERATOR = "ROLE_" + Role.OPERATOR;

    /** Account id of the operator who makes this request, if one does. */
    static Optional<String> operator() {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        boolean isOperator = caller != null
                && caller.isAuthenticated()
                && caller.getAuthorities().stream().anyMatch(granted -> OPERATOR.equals(granted.getAuthority()));
        return isOperator ? Optional.of(caller.getName()) : Optional.empty();
    }

    @Override
    public void init(FilterConfig config) {
        authenticationProvider = this;
    }

    @Override
    public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
        // Of a user it does not know the engine makes a null, and of that a server error.
        return operator()
                .filter(id ->
                        engine.getIdentityService().createUserQuery().userId(id).count() == 1)
                .map(id -> {
                    var known = AuthenticationResult.successful(id);
                    known.setGroups(List.of(OperatorDirectory.GROUP));
                    known.setTenants(List.of());
                    return known;
                })
                .orElseGet(AuthenticationResult::unsuccessful);
    }

    @Override
    public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
        // The security chain has asked already.
    }
}
