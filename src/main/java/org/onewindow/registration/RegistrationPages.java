package org.onewindow.registration;

import jakarta.servlet.http.HttpServletResponse;
import org.onewindow.registration.Registrations.Registration;
import org.onewindow.shared.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class RegistrationPages {

    private final Registrations registrations;

    RegistrationPages(Registrations registrations) {
        this.registrations = registrations;
    }

    @GetMapping("/register")
    String form() {
        return "register";
    }

    /** What was typed comes back with what is wrong, but for the password. */
    @PostMapping("/register")
    String register(
            @RequestParam String name,
            @RequestParam String citizenId,
            @RequestParam String mobile,
            @RequestParam String password,
            HttpServletResponse response,
            Model page) {
        try {
            registrations.register(new Registration(name, citizenId, mobile, password));
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            page.addAttribute("defects", refusal.defects());
            page.addAttribute("name", name);
            page.addAttribute("citizenId", citizenId);
            page.addAttribute("mobile", mobile);
            return "register";
        }
        return "redirect:/login?registered";
    }
}
