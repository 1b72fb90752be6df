package org.onewindow.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.onewindow.identity.Accounts;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/** A session outlives its account by no request, on whatever node it lies. */
final class ClosedAccounts extends OncePerRequestFilter {

    private final Accounts accounts;

    ClosedAccounts(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication somebody = SecurityContextHolder.getContext().getAuthentication();
        if (somebody instanceof SignedIn known
                && accounts.actor(known.getPrincipal()).isEmpty()) {
            new SecurityContextLogoutHandler().logout(request, response, somebody);
        }
        chain.doFilter(request, response);
    }
}
