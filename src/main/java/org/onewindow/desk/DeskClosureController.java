package org.onewindow.desk;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.onewindow.appointment.ClosedDays;
import org.onewindow.outlet.Outlets;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Days on which a supervisor closes his outlet: he sees how many visits need a new time before he does. */
@Controller
@RequestMapping("/desk/counter/{outlet}/closures")
class DeskClosureController {

    private static final int LONGEST_REASON = 300;

    /** What he has typed. */
    record Typed(String from, String to, String reason) {

        static final Typed NOTHING = new Typed("", "", "");

        LocalDate first() {
            return day(from, "from");
        }

        LocalDate last() {
            return day(to, "to");
        }

        private static LocalDate day(String typed, String field) {
            try {
                return LocalDate.parse(typed);
            } catch (DateTimeException unreadable) {
                throw Refusal.invalid(field, "missing");
            }
        }

        Typed checked() {
            new Defects()
                    .require(!reason.isBlank(), "reason", "missing")
                    .require(reason.length() <= LONGEST_REASON, "reason", "length")
                    .refuse();
            return this;
        }
    }

    private final ClosedDays closedDays;
    private final Outlets outlets;
    private final Words words;

    DeskClosureController(ClosedDays closedDays, Outlets outlets, Words deskWords) {
        this.closedDays = closedDays;
        this.outlets = outlets;
        words = deskWords;
    }

    @GetMapping
    ModelAndView closures(Actor supervisor, @PathVariable String outlet) {
        return page(supervisor, outlet, Typed.NOTHING);
    }

    /** How many visits are booked on these days; nothing changes yet. */
    @GetMapping("/new")
    ModelAndView look(
            Actor supervisor,
            @PathVariable String outlet,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String reason) {
        var typed = new Typed(from, to, reason.strip());
        ModelAndView page = page(supervisor, outlet, typed);
        try {
            page.addObject("booked", closedDays.booked(supervisor, outlet, typed.first(), typed.last()));
            typed.checked();
            page.addObject("sure", true);
            return page;
        } catch (Refusal refusal) {
            return wrong(page, refusal);
        }
    }

    @PostMapping
    Object announce(
            Actor supervisor,
            @PathVariable String outlet,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String reason) {
        var typed = new Typed(from, to, reason.strip());
        ModelAndView page = page(supervisor, outlet, typed);
        try {
            typed.checked();
            closedDays.announce(supervisor, outlet, typed.first(), typed.last(), typed.reason());
            return place(outlet);
        } catch (Refusal refusal) {
            return wrong(page, refusal);
        }
    }

    @PostMapping("/{id}/lifting")
    Object lift(Actor supervisor, @PathVariable String outlet, @PathVariable String id) {
        ModelAndView page = page(supervisor, outlet, Typed.NOTHING);
        try {
            closedDays.lift(supervisor, outlet, id);
            return place(outlet);
        } catch (Refusal refusal) {
            return wrong(page, refusal);
        }
    }

    private ModelAndView wrong(ModelAndView page, Refusal refusal) {
        if (refusal.kind() == Refusal.Kind.NOT_FOUND) {
            throw refusal;
        }
        page.setStatus(HttpStatus.valueOf(refusal.kind().status()));
        return page.addObject("wrong", words.wrong(refusal));
    }

    private ModelAndView page(Actor supervisor, String outlet, Typed typed) {
        return new ModelAndView("desk/closures")
                .addObject("closures", closedDays.toCome(supervisor, outlet))
                .addObject("outlet", outlets.outlet(outlet))
                .addObject("typed", typed)
                .addObject("sure", false)
                .addObject("wrong", List.of());
    }

    private static Object place(String outlet) {
        return See.other("/desk/counter/" + outlet + "/closures");
    }
}
