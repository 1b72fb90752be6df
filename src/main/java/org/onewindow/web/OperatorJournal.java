package org.onewindow.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** One line for each thing an operator changes in the engine: who, what, with which result. No body and no query. */
final class OperatorJournal extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorJournal.class);

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = PortFilter.path(request);
        return !EngineShield.isWrite(request)
                || !PortFilter.isIn(path, "/camunda") && !PortFilter.isIn(path, "/engine-rest");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication operator = SecurityContextHolder.getContext().getAuthentication();
        int status = 500;
        try {
            chain.doFilter(request, response);
            status = response.getStatus();
        } finally {
            LOG.info(
                    "operator {} {} {} {}",
                    operator == null ? "-" : operator.getName(),
                    request.getMethod(),
                    request.getRequestURI(),
                    status);
        }
    }
}
