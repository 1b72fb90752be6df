package org.onewindow.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.onewindow.desk.Words.Wrong;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** What all pages of the desk have in common. A refusal that no form can show is a page of its own. */
@ControllerAdvice(basePackageClasses = DeskAdvice.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class DeskAdvice {

    private final Words words;
    private final boolean demo;

    DeskAdvice(Words deskWords, Environment environment) {
        words = deskWords;
        demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    @ModelAttribute
    void common(HttpServletRequest request, Model page) {
        page.addAllAttributes(common(request));
    }

    @ExceptionHandler
    ModelAndView refused(HttpServletRequest request, Refusal refusal) {
        return page(request, refusal.kind().status(), words.wrong(refusal));
    }

    @ExceptionHandler
    ModelAndView unreadable(HttpServletRequest request, MethodArgumentTypeMismatchException e) {
        return page(request, 400, List.of(new Wrong("", null, words.text("problem.status-400"))));
    }

    private ModelAndView page(HttpServletRequest request, int status, List<Wrong> wrong) {
        return new ModelAndView("desk/refused", common(request), HttpStatus.valueOf(status))
                .addObject("title", words.text("problem.title." + status))
                .addObject("template", "desk/refused")
                .addObject("wrong", wrong);
    }

    private Map<String, Object> common(HttpServletRequest request) {
        boolean clerk = request.isUserInRole(Role.CLERK.name());
        boolean supervisor = request.isUserInRole(Role.SUPERVISOR.name());
        // Whoever goes out and has no work at a desk: most of its pages are not his.
        boolean outdoors = request.isUserInRole(Role.OFFICER.name()) && !clerk && !supervisor;
        return Map.of(
                "demo", demo,
                "words", words,
                "supervisor", supervisor,
                "clerk", clerk,
                "outdoors", outdoors);
    }
}
