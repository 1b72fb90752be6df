package org.onewindow.identity;

import java.util.List;
import org.onewindow.shared.Actor;
import org.onewindow.shared.CitizenId;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people of the authority declare of themselves. */
@RestController
class RelativeController {

    record Declaration(String citizenId) {

        @Override
        public String toString() {
            return "Declaration[…]";
        }
    }

    private final Relatives relatives;

    RelativeController(Relatives relatives) {
        this.relatives = relatives;
    }

    @GetMapping("/api/me/relatives")
    List<Relatives.Declared> relatives(Actor actor) {
        return relatives.of(actor);
    }

    @PostMapping("/api/me/relatives")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void declare(@RequestBody Declaration declaration, Actor actor) {
        relatives.declare(actor, CitizenId.parse(declaration.citizenId()));
    }
}
