package org.onewindow.portal;

import java.util.Map;
import org.onewindow.shared.Refusal;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;

/** What all pages of the portal have in common. A refusal that no form can show is a page of its own. */
@ControllerAdvice(basePackageClasses = PortalAdvice.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class PortalAdvice {

    private final Words words;
    private final boolean demo;

    PortalAdvice(Words words, Environment environment) {
        this.words = words;
        demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    @ModelAttribute
    void common(Model page) {
        page.addAllAttributes(common());
    }

    @ExceptionHandler
    ModelAndView refused(Refusal refusal) {
        var page = new ModelAndView(
                "portal/refused", HttpStatus.valueOf(refusal.kind().status()));
        page.addAllObjects(common());
        page.addObject("title", words.text("problem.title." + refusal.kind().status()));
        page.addObject("template", "portal/refused");
        page.addObject("errors", words.wrong(refusal.defects()));
        return page;
    }

    private Map<String, Object> common() {
        return Map.of("demo", demo, "words", words);
    }
}
