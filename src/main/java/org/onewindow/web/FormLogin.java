package org.onewindow.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.onewindow.identity.IssuerAway;
import org.onewindow.identity.Logins;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationDetailsSource;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/** The login form asks the same question as the token endpoint, and is refused alike. */
@Component
class FormLogin implements AuthenticationProvider, AuthenticationFailureHandler {

    /** Carries a refusal through the form's filter, which knows authentication failures only. */
    private static final class TooMany extends AuthenticationException {

        private static final long serialVersionUID = 1L;

        private final Refusal refusal;

        TooMany(Refusal refusal) {
            super(refusal.code(), refusal);
            this.refusal = refusal;
        }
    }

    /** Leads whoever came for something there, and whoever came for nothing to his own pages. */
    static final AuthenticationSuccessHandler LANDING = new SavedRequestAwareAuthenticationSuccessHandler() {
        @Override
        protected String determineTargetUrl(
                HttpServletRequest request, HttpServletResponse response, Authentication somebody) {
            var known = (SignedIn) somebody;
            if (known.isOutdoors()) {
                return "/desk/home-visits";
            }
            if (known.actor().is(Role.SECURITY_ADMIN)) {
                return "/security-alerts";
            }
            return known.isCitizen() ? "/portal" : known.isOfficer() ? "/desk" : "/";
        }
    };

    /** The code of the second factor, which the form's filter does not know. */
    static final AuthenticationDetailsSource<HttpServletRequest, String> CODE = request -> request.getParameter("code");

    private final Logins logins;

    FormLogin(Logins logins) {
        this.logins = logins;
    }

    @Override
    public Authentication authenticate(Authentication form) {
        return signedIn(
                () -> logins.login(form.getName(), form.getCredentials().toString(), (String) form.getDetails()));
    }

    /** Whom the login lets in, or its refusal as the security chain knows it. */
    static SignedIn signedIn(Supplier<Actor> login) {
        try {
            return new SignedIn(login.get());
        } catch (Refusal tooMany) {
            throw new TooMany(tooMany);
        }
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        String code = failure instanceof BadCredentialsException ? failure.getMessage() : "wrong-login";
        if (failure instanceof IssuerAway) {
            code = "issuer-away";
        }
        if (failure instanceof TooMany tooMany) {
            code = tooMany.refusal.code();
            response.setHeader(
                    HttpHeaders.RETRY_AFTER,
                    tooMany.refusal.defects().get(0).arguments().get(0).toString());
        }
        response.sendRedirect(request.getContextPath() + "/login?refused=" + code);
    }
}
