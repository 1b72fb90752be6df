package org.onewindow.registration;

import org.onewindow.registration.Registrations.Registration;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RegistrationController {

    private final Registrations registrations;

    RegistrationController(Registrations registrations) {
        this.registrations = registrations;
    }

    /** Nothing is told of whether the account is new; who sends it twice has one account. */
    @PostMapping("/api/registrations")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void registration(@RequestBody Registration asked) {
        registrations.register(asked);
    }
}
