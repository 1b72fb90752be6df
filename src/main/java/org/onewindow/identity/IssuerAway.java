package org.onewindow.identity;

import org.springframework.security.core.AuthenticationException;

/** An issuer does not answer, so that nobody can say whether its tokens are good. Later they may be. */
public final class IssuerAway extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    IssuerAway(String issuer, Throwable cause) {
        super("no answer from " + issuer, cause);
    }
}
