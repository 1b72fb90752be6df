package org.onewindow.web;

import java.time.Instant;
import java.util.Locale;
import org.onewindow.calendar.OfficeTime;
import org.onewindow.notification.Notifications;
import org.onewindow.workflow.EngineState;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What an operator looks at first: what stands still, what waits, and whether all that must hold holds. */
@Controller
class OperationsPage {

    private static final String PLACE = "/ops/overview";

    private final EngineState engine;
    private final Notifications notifications;
    private final InvariantsController invariants;

    OperationsPage(EngineState engine, Notifications notifications, InvariantsController invariants) {
        this.engine = engine;
        this.notifications = notifications;
        this.invariants = invariants;
    }

    @GetMapping(PLACE)
    String overview(Locale locale, Model page) {
        page.addAttribute("home", PLACE);
        page.addAttribute("when", this);
        page.addAttribute("troubles", engine.troubles(locale));
        page.addAttribute("jobs", engine.jobs());
        page.addAttribute("running", engine.running(locale));
        page.addAttribute("outbox", notifications.outbox());
        page.addAttribute("invariants", invariants.check().getBody());
        return "operations";
    }

    /** Local date and time of the office. */
    public String moment(Instant instant) {
        return OfficeTime.moment(instant);
    }
}
