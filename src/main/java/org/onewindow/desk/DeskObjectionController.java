package org.onewindow.desk;

import java.util.List;
import org.onewindow.appointment.NoShow.Decision;
import org.onewindow.appointment.NoShows;
import org.onewindow.outlet.Outlets;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What citizens say to it that nobody came to their visit, and what the supervisor decides. */
@Controller
@RequestMapping("/desk/objections")
class DeskObjectionController {

    private static final int LONGEST_REASON = 500;

    record Objection(String number, String day, String outlet, String objectedAt, String said) {

        /** Never the words of a citizen. */
        @Override
        public String toString() {
            return "Objection[" + number + "]";
        }
    }

    private final NoShows noShows;
    private final Outlets outlets;
    private final Words words;

    DeskObjectionController(NoShows noShows, Outlets outlets, Words deskWords) {
        this.noShows = noShows;
        this.outlets = outlets;
        words = deskWords;
    }

    @GetMapping
    ModelAndView objections(Actor supervisor) {
        return page(supervisor);
    }

    @PostMapping("/{number}/decision")
    Object decide(
            Actor supervisor,
            @PathVariable String number,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String reason) {
        ModelAndView page = page(supervisor);
        try {
            new Defects()
                    .require(decision.matches("UPHELD|REJECTED"), "decision", "missing")
                    .require(!reason.isBlank(), "reason", "missing")
                    .require(reason.length() <= LONGEST_REASON, "reason", "length")
                    .refuse();
            noShows.decide(supervisor, number, Decision.valueOf(decision), reason.strip());
            return See.other("/desk/objections");
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.NOT_FOUND) {
                throw refusal;
            }
            page.setStatus(HttpStatus.valueOf(refusal.kind().status()));
            page.addObject("wrong", words.wrongAt("objection-" + number, refusal));
            return page;
        }
    }

    private ModelAndView page(Actor supervisor) {
        var page = new ModelAndView("desk/objections");
        page.addObject(
                "objections",
                noShows.undecided(supervisor).stream()
                        .map(one -> new Objection(
                                one.appointment(),
                                one.day().toString(),
                                name(one.outlet()),
                                words.moment(one.objectedAt()),
                                one.objection()))
                        .toList());
        page.addObject("wrong", List.of());
        return page;
    }

    private String name(String code) {
        return outlets.outlet(code).name(LocaleContextHolder.getLocale());
    }
}
