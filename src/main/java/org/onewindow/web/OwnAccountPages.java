package org.onewindow.web;

import java.security.Principal;
import org.onewindow.identity.Passwords;
import org.onewindow.identity.SecondFactors;
import org.onewindow.passcode.QrImage;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where somebody changes his password, and makes his second factor: shown once, counted when a code of it was typed. */
@Controller
class OwnAccountPages {

    private final SecondFactors factors;
    private final Passwords passwords;

    OwnAccountPages(SecondFactors factors, Passwords passwords) {
        this.factors = factors;
        this.passwords = passwords;
    }

    @GetMapping("/second-factor")
    String ask(@RequestParam(required = false) String refused, Principal somebody, Model page) {
        if (refused != null) {
            page.addAttribute("refusal", "problem.second-factor-wrong");
        }
        return page(((SignedIn) somebody).actor(), page);
    }

    @PostMapping("/second-factor")
    String enrol(Actor actor, Model page) {
        try {
            SecondFactors.Enrolment enrolment = factors.enrol(actor.id());
            page.addAttribute("secret", enrolment.secret());
            page.addAttribute("code", QrImage.svg(enrolment.uri()));
        } catch (Refusal exists) {
            page.addAttribute("refusal", "problem." + exists.code());
        }
        return page(actor, page);
    }

    @PostMapping("/second-factor/confirmation")
    String confirm(@RequestParam String code, Actor actor) {
        try {
            factors.confirm(actor.id(), code);
        } catch (Refusal wrong) {
            return "redirect:/second-factor?refused";
        }
        return again(actor, "/second-factor");
    }

    @GetMapping("/password")
    String password() {
        return "password";
    }

    @PostMapping("/password")
    String change(@RequestParam String old, @RequestParam String chosen, Actor actor, Model page) {
        try {
            passwords.change(actor, old, chosen);
        } catch (Refusal refusal) {
            page.addAttribute("defects", refusal.defects());
            return "password";
        }
        return again(actor, "/");
    }

    /** Whoever came in without a role has to come in again to have one. */
    private static String again(Actor actor, String otherwise) {
        return "redirect:" + (actor.roles().isEmpty() ? "/login?ready" : otherwise);
    }

    private String page(Actor actor, Model page) {
        page.addAttribute("standing", factors.standing(actor.id()));
        page.addAttribute("needed", actor.roles().isEmpty());
        return "second-factor";
    }
}
