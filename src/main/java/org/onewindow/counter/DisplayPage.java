package org.onewindow.counter;

import java.util.Locale;
import org.onewindow.counter.Ticket.Status;
import org.onewindow.outlet.Outlet;
import org.onewindow.outlet.Outlets;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The display in the hall: works without scripts, asks anew every few seconds, and shows numbers only. */
@Controller
class DisplayPage {

    private final Counters counters;
    private final Outlets outlets;
    private final boolean demo;

    DisplayPage(Counters counters, Outlets outlets, Environment environment) {
        this.counters = counters;
        this.outlets = outlets;
        demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    @GetMapping("/display/{outlet}")
    String display(@PathVariable String outlet, Locale locale, Model page) {
        Outlet shown = outlets.outlet(outlet);
        Queue queue = counters.shown(outlet);
        page.addAttribute("demo", demo);
        page.addAttribute("name", shown.name(locale));
        page.addAttribute("queue", queue);
        page.addAttribute("pickup", queue.in(Status.PICKUP));
        return "counter/display";
    }
}
