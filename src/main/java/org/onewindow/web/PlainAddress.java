package org.onewindow.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;
import org.onewindow.shared.Refusal;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses an address with a citizen ID number in it: addresses stand in logs, histories and bookmarks on the way and here. By
 * number one asks in a body.
 */
class PlainAddress implements HandlerInterceptor {

    /** GB 11643: region, birthday, serial, check digit. */
    private static final Pattern CITIZEN_ID =
            Pattern.compile("(?<![0-9A-Za-z])[1-8]\\d{5}(18|19|20)\\d{9}[0-9Xx](?![0-9A-Za-z])");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (CITIZEN_ID
                .matcher(request.getRequestURI() + "?" + request.getQueryString())
                .find()) {
            throw Refusal.malformed("citizen-id-in-address");
        }
        return true;
    }
}
