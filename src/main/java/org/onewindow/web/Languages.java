package org.onewindow.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/**
 * Pages speak Chinese until somebody chooses English by {@code ?lang=en}, which a cookie remembers. The API takes no cookie
 * and answers in the language the caller accepts.
 */
@Component("localeResolver")
class Languages implements LocaleResolver {

    private final AcceptHeaderLocaleResolver accepted = new AcceptHeaderLocaleResolver();
    private final CookieLocaleResolver chosen = new CookieLocaleResolver("LANGUAGE");

    Languages() {
        accepted.setSupportedLocales(List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH));
        accepted.setDefaultLocale(Locale.SIMPLIFIED_CHINESE);
        chosen.setDefaultLocale(Locale.SIMPLIFIED_CHINESE);
        chosen.setCookieMaxAge(Duration.ofDays(365));
        chosen.setCookieHttpOnly(true);
        chosen.setCookieSameSite("Lax");
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        boolean api = request.getRequestURI().startsWith(request.getContextPath() + "/api/");
        return (api ? accepted : chosen).resolveLocale(request);
    }

    @Override
    public void setLocale(HttpServletRequest request, HttpServletResponse response, Locale locale) {
        boolean english = locale != null && locale.getLanguage().equals("en");
        chosen.setLocale(request, response, english ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE);
    }
}
