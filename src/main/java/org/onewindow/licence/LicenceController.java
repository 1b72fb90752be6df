package org.onewindow.licence;

import java.util.Locale;
import org.onewindow.casework.Cases;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class LicenceController {

    private final Cases cases;
    private final LicenceView.Maker views;

    LicenceController(Cases cases, LicenceView.Maker views) {
        this.cases = cases;
        this.views = views;
    }

    /** How far the licence is, for its driver and for whoever works on the case. */
    @GetMapping("/api/cases/{id}/licence")
    LicenceView licence(Actor actor, Locale locale, @PathVariable String id) {
        return views.of(cases.visibleTo(actor, id), locale).orElseThrow(() -> Refusal.notFound("case-unknown"));
    }
}
