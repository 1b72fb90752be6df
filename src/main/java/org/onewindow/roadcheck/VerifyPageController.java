package org.onewindow.roadcheck;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.onewindow.restriction.Zones;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page by which anybody checks codes, also without a network: the browser does it all, nothing is sent. */
@Controller
class VerifyPageController {

    private final Zones zones;
    private final boolean demo;

    VerifyPageController(Zones zones, Environment environment) {
        this.zones = zones;
        demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    @GetMapping("/verify")
    String verify(Locale locale, Model page, HttpServletResponse response) {
        response.setHeader("Permissions-Policy", "camera=(self)");
        page.addAttribute("demo", demo);
        page.addAttribute("zones", zones.names(locale));
        return "verify";
    }
}
