package org.onewindow.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.onewindow.identity.Issuers;
import org.onewindow.shared.Role;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class PageController {

    /** What the login page repeats from its address; anything else there is not said. */
    private static final Set<String> REFUSALS = Set.of(
            "wrong-login",
            "second-factor-missing",
            "second-factor-wrong",
            "too-many-failures",
            "too-many-logins",
            "issuer-account-unknown",
            "issuer-away",
            "issuer-refused");

    private static final List<Role> ADMINISTRATORS = List.of(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN);

    private final Issuers issuers;
    private final OperationsPort operations;
    private final boolean demo;

    PageController(Issuers issuers, OperationsPort operations, Environment environment) {
        this.issuers = issuers;
        this.operations = operations;
        demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    @ModelAttribute("demo")
    boolean demo() {
        return demo;
    }

    @GetMapping("/")
    String home(Principal somebody, Model page) {
        page.addAttribute("signedIn", somebody != null);
        page.addAttribute(
                "unready",
                somebody instanceof SignedIn known && known.actor().roles().isEmpty());
        page.addAttribute("citizen", somebody instanceof SignedIn known && known.isCitizen());
        page.addAttribute("officer", somebody instanceof SignedIn known && known.isOfficer());
        page.addAttribute(
                "administrator",
                somebody instanceof SignedIn known
                        ? ADMINISTRATORS.stream()
                                .filter(known.actor()::is)
                                .findFirst()
                                .orElse(null)
                        : null);
        page.addAttribute("outdoors", somebody instanceof SignedIn known && known.isOutdoors());
        return "home";
    }

    @GetMapping("/login")
    String login(
            @RequestParam(required = false) String refused,
            @RequestParam(required = false) String left,
            @RequestParam(required = false) String replaced,
            @RequestParam(required = false) String ready,
            @RequestParam(required = false) String registered,
            HttpServletRequest request,
            Model page) {
        // Who runs the house comes in with his password here, whoever vouches for him.
        page.addAttribute("issuers", operations.received(request) ? Map.of() : issuers.pages());
        if (refused != null && REFUSALS.contains(refused)) {
            page.addAttribute("refusal", "problem." + refused);
        } else if (left != null) {
            page.addAttribute("news", "page.login.left");
        } else if (replaced != null) {
            page.addAttribute("news", "page.login.replaced");
        } else if (ready != null) {
            page.addAttribute("news", "page.login.ready");
        } else if (registered != null) {
            page.addAttribute("news", "page.login.registered");
        }
        return "login";
    }

    /** Where somebody whom an issuer vouches for shows the second factor that he has here. */
    @GetMapping("/login/code")
    String code(@RequestParam(required = false) String refused, Model page) {
        if (refused != null) {
            page.addAttribute("refusal", "problem.second-factor-wrong");
        }
        return "login-code";
    }
}
