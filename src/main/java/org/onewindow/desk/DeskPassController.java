package org.onewindow.desk;

import java.util.List;
import java.util.Locale;
import org.onewindow.pass.PassAct;
import org.onewindow.pass.PassActs;
import org.onewindow.pass.PassNotice;
import org.onewindow.pass.Passes;
import org.onewindow.pass.TruckPass;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Plate;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Version;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A pass as its unit sees it, and what is done to it. */
@Controller
@RequestMapping("/desk/passes")
class DeskPassController {

    private static final int LONGEST_REASON = 500;
    private static final int MOST_FOUND = 50;

    /**
     * The form of an act as it was typed.
     *
     * @param cause kind of the act and code of the cause, with a full stop between; empty when none was chosen
     * @param days of a suspension, blank otherwise
     */
    record Act(String cause, String reason, String days, String version) {

        static Act blank(int version) {
            return new Act("", "", "", String.valueOf(version));
        }

        Act against(int current) {
            return new Act(cause, reason, days, String.valueOf(current));
        }

        /** @throws Refusal when something is missing or cannot be read */
        void requireReadable() {
            new Defects()
                    .require(cause.matches("[A-Z]+\\.[a-z-]+"), "cause", "missing")
                    .require(!reason.isBlank(), "reason", "missing")
                    .require(reason.length() <= LONGEST_REASON, "reason", "length")
                    .refuse();
        }

        PassAct.Kind kind() {
            String name = cause.substring(0, cause.indexOf('.'));
            return List.of(PassAct.Kind.values()).stream()
                    .filter(kind -> kind.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> Refusal.invalid("cause", "cause-unknown", name));
        }

        String code() {
            return cause.substring(cause.indexOf('.') + 1);
        }

        /** What is no number of days counts as none at all. */
        Integer counted() {
            return days.isBlank() ? null : days.strip().matches("\\d{1,4}") ? Integer.parseInt(days.strip()) : 0;
        }
    }

    private final Passes passes;
    private final PassActs acts;
    private final PassNotice.Maker notices;
    private final Words words;

    DeskPassController(Passes passes, PassActs acts, PassNotice.Maker notices, Words deskWords) {
        this.passes = passes;
        this.acts = acts;
        this.notices = notices;
        words = deskWords;
    }

    @GetMapping
    String ask() {
        return "desk/passes";
    }

    /** A plate is typed into no address. */
    @PostMapping
    Object search(Actor actor, Locale locale, @RequestParam(defaultValue = "") String text) {
        String number = text.strip();
        if (passes.numbered(number).isPresent()) {
            return See.other("/desk/passes/" + acts.ofUnit(actor, number).number());
        }
        var page = new ModelAndView("desk/passes");
        page.addObject("text", text);
        try {
            page.addObject(
                    "found",
                    Plate.bearing(number).stream()
                            .flatMap(plate -> passes.ofPlate(plate).stream())
                            .filter(pass -> actor.worksFor(pass.unit()))
                            .limit(MOST_FOUND)
                            .map(pass -> passes.view(pass, locale))
                            .toList());
        } catch (Refusal refusal) {
            page.setStatus(HttpStatus.valueOf(refusal.kind().status()));
            page.addObject("unread", true);
        }
        return page;
    }

    /** @param done whether an act led back here */
    @GetMapping("/{number}")
    ModelAndView one(
            Actor actor, Locale locale, @PathVariable String number, @RequestParam(required = false) String done) {
        TruckPass pass = acts.ofUnit(actor, number);
        ModelAndView page = page(actor, locale, pass, Act.blank(pass.version()));
        page.addObject("news", done == null ? null : words.text("page.desk.pass.done"));
        return page;
    }

    /** The page is put together before the pass is changed: what it says when that is refused is what still stands. */
    @PostMapping("/{number}/acts")
    Object act(
            Actor actor,
            Locale locale,
            @PathVariable String number,
            @RequestParam(defaultValue = "") String cause,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String days,
            @RequestParam(defaultValue = "") String version) {
        var typed = new Act(cause, reason, days, version);
        TruckPass pass = acts.ofUnit(actor, number);
        ModelAndView page = page(actor, locale, pass, typed.against(pass.version()));
        try {
            Version.require("\"" + version + "\"", pass.version());
            typed.requireReadable();
            acts.act(actor, pass, typed.kind(), typed.code(), reason.strip(), typed.counted());
        } catch (Refusal refusal) {
            page.setStatus(HttpStatus.valueOf(refusal.kind().status()));
            page.addObject("wrong", words.wrong(refusal));
            return page;
        }
        return See.other("/desk/passes/" + number + "?done");
    }

    private ModelAndView page(Actor actor, Locale locale, TruckPass pass, Act typed) {
        var page = new ModelAndView("desk/pass");
        page.addObject("p", passes.view(pass, locale));
        page.addObject("unit", pass.unit());
        page.addObject("acts", notices.of(pass, locale));
        page.addObject("choices", notices.choices(actor, pass, locale));
        page.addObject("typed", typed);
        page.addObject("wrong", List.of());
        return page;
    }
}
