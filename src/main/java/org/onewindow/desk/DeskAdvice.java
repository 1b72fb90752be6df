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
        page.addAllAttributes(
                Map.of("demo", demo, "words", words, "outdoors", outdoors(request), "heads", heads(request)));
    }

    /** Whether he goes out and has no work at a desk: then most of its pages are not his. */
    private static boolean outdoors(HttpServletRequest request) {
        return request.isUserInRole(Role.OFFICER.name())
                && !request.isUserInRole(Role.CLERK.name())
                && !request.isUserInRole(Role.SUPERVISOR.name());
    }

    private static boolean heads(HttpServletRequest request) {
        return request.isUserInRole(Role.SUPERVISOR.name());
    }

    @ExceptionHandler
    ModelAndView refused(Refusal refusal, HttpServletRequest request) {
        return page(request, refusal.kind().status(), words.wrong(refusal));
    }

    @ExceptionHandler
    ModelAndView unreadable(MethodArgumentTypeMismatchException e, HttpServletRequest request) {
        return page(request, 400, List.of(new Wrong("", null, words.text("problem.status-400"))));
    }

    private ModelAndView page(HttpServletRequest request, int status, List<Wrong> wrong) {
        return new ModelAndView(
                "desk/refused",
                Map.of(
                        "demo",
                        demo,
                        "words",
                        words,
                        "outdoors",
                        outdoors(request),
                        "heads",
                        heads(request),
                        "title",
                        words.text("problem.title." + status),
                        "wrong",
                        wrong),
                HttpStatus.valueOf(status));
    }
}
