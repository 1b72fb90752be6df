package org.onewindow.portal;

import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseView;
import org.onewindow.casework.Cases;
import org.onewindow.rating.Rating.Reason;
import org.onewindow.rating.Ratings;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where somebody says how his case was handled (好差评). */
@Controller
class RatingPages {

    private static final int LONGEST_WORDS = 500;
    private static final int BEST = 5;

    static final Map<Reason, String> REASONS = new EnumMap<>(Map.of(
            Reason.ATTITUDE, "page.portal.rating.attitude",
            Reason.DELAY, "page.portal.rating.delay",
            Reason.UNCLEAR, "page.portal.rating.unclear",
            Reason.EXTRA_PAPERS, "page.portal.rating.papers",
            Reason.EXTRA_VISITS, "page.portal.rating.visits",
            Reason.FEES, "page.portal.rating.fees"));

    private final Ratings ratings;
    private final Cases cases;
    private final CaseView.Maker views;
    private final Words words;

    RatingPages(Ratings ratings, Cases cases, CaseView.Maker views, Words words) {
        this.ratings = ratings;
        this.cases = cases;
        this.views = views;
        this.words = words;
    }

    @GetMapping("/portal/cases/{id}/rating")
    Object ask(Actor actor, Locale locale, @PathVariable String id, Model page) {
        Case own = cases.ownedBy(actor, id);
        return ratings.openUntil(own).isEmpty()
                ? See.other("/portal/cases/" + id)
                : form(own, locale, new Typed(new LinkedMultiValueMap<>()), page);
    }

    @PostMapping("/portal/cases/{id}/rating")
    Object rate(
            Actor actor,
            Locale locale,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> fields,
            Model page,
            HttpServletResponse response) {
        var typed = new Typed(fields);
        try {
            String said = typed.one("words").strip();
            new Defects()
                    .require(said.length() <= LONGEST_WORDS, "words", "length")
                    .refuse();
            ratings.rate(actor, id, level(typed), reasons(typed), said);
            return See.other("/portal/cases/" + id);
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.INVALID) {
                throw refused;
            }
            response.setStatus(refused.kind().status());
            page.addAttribute("errors", words.wrong(refused.defects()));
            return form(cases.ownedBy(actor, id), locale, typed, page);
        }
    }

    /** {@code null} when none was chosen. */
    private static Integer level(Typed typed) {
        String level = typed.one("level");
        return level.matches("\\d") ? Integer.valueOf(level) : null;
    }

    private static Set<Reason> reasons(Typed typed) {
        Set<Reason> ticked = EnumSet.noneOf(Reason.class);
        REASONS.keySet().stream()
                .filter(reason -> typed.has("reasons", reason.name()))
                .forEach(ticked::add);
        return ticked;
    }

    private String form(Case own, Locale locale, Typed typed, Model page) {
        page.addAttribute("c", views.of(own, locale, false));
        page.addAttribute("typed", typed);
        var levels = new LinkedHashMap<String, String>();
        for (int level = BEST; level > 0; level--) {
            levels.put(String.valueOf(level), words.text("rating.level." + level));
        }
        page.addAttribute("levels", levels);
        var reasons = new LinkedHashMap<String, String>();
        REASONS.forEach((reason, key) -> reasons.put(reason.name(), words.text(key)));
        page.addAttribute("reasons", reasons);
        return "portal/rating";
    }
}
