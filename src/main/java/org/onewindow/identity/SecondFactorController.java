package org.onewindow.identity;

import org.onewindow.shared.Actor;
import org.onewindow.shared.Defects;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Everybody makes his own second factor; only a security administrator takes one away. */
@RestController
class SecondFactorController {

    record Shown(String code) {}

    private final SecondFactors factors;
    private final Accounts accounts;

    SecondFactorController(SecondFactors factors, Accounts accounts) {
        this.accounts = accounts;
        this.factors = factors;
    }

    @PostMapping("/api/me/second-factor")
    SecondFactors.Enrolment enrol(Actor actor) {
        return factors.enrol(actor.id());
    }

    @PutMapping("/api/me/second-factor")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirm(@RequestBody Shown shown, Actor actor) {
        new Defects()
                .require(shown.code() != null && !shown.code().isBlank(), "code", "second-factor-missing")
                .refuse();
        factors.confirm(actor.id(), shown.code());
    }

    @DeleteMapping("/api/accounts/{id}/second-factor")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id) {
        accounts.refuseAdministrator(id);
        factors.remove(id);
    }
}
