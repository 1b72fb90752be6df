package org.onewindow.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/** A page says by which template it is made ({@code data-page}), so nobody has to guess it from an address. */
class PageName implements HandlerInterceptor {

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, ModelAndView answer) {
        if (answer != null && answer.getViewName() != null) {
            request.setAttribute("template", answer.getViewName());
        }
    }
}
