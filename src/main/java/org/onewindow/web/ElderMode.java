package org.onewindow.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.WebUtils;

/**
 * Larger and simpler pages (长辈版), chosen by {@code ?elder=on} and left by {@code ?elder=off}; a cookie remembers it. What
 * shows a page finds it as the attribute {@code elder} of the request.
 */
class ElderMode implements HandlerInterceptor {

    private static final String NAME = "elder";
    private static final String COOKIE = "ELDER";
    private static final String ON = "on";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String asked = request.getParameter(NAME);
        if (asked != null) {
            boolean on = asked.equals(ON);
            request.setAttribute(NAME, on);
            response.addHeader(
                    HttpHeaders.SET_COOKIE,
                    ResponseCookie.from(COOKIE, on ? ON : "")
                            .path(request.getContextPath() + "/")
                            .maxAge(on ? Duration.ofDays(365) : Duration.ZERO)
                            .httpOnly(true)
                            .sameSite("Lax")
                            .build()
                            .toString());
        } else if (request.getAttribute(NAME) == null) {
            Cookie kept = WebUtils.getCookie(request, COOKIE);
            request.setAttribute(NAME, kept != null && kept.getValue().equals(ON));
        }
        return true;
    }
}
