package org.onewindow.appointment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.onewindow.appointment.ExtendedRequest.Status;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Idempotent;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A time outside the hours of an outlet, on request. */
@RestController
@RequestMapping("/api")
class ExtendedHoursController {

    /**
     * @param company credit code of the company that an agent asks for, or left out
     * @param visitor citizen ID number of whoever comes for the company, or left out
     */
    record Wish(
            @NotBlank @Size(max = 10) String item,
            @NotBlank @Size(max = 10) String outlet,
            @NotNull Instant startsAt,
            @Size(max = 18) String company,
            @Size(max = 20) String visitor) {

        /** Never who comes. */
        @Override
        public String toString() {
            return "Wish[" + item + " " + outlet + " " + startsAt + "]";
        }
    }

    record Answer(
            @NotNull Boolean agree,
            @NotBlank @Size(max = 500) String answer) {}

    /** @param appointment number of the visit that was opened, or {@code null} */
    record RequestView(
            String id,
            String item,
            String outlet,
            Instant startsAt,
            Instant endsAt,
            Status status,
            String answer,
            String appointment) {

        static RequestView of(ExtendedRequest one) {
            return new RequestView(
                    one.id(),
                    one.item(),
                    one.slot().outlet(),
                    one.slot().startsAt(),
                    one.slot().endsAt(),
                    one.status(),
                    one.answer(),
                    one.appointment());
        }
    }

    private final ExtendedHours extended;
    private final Visitors visitors;

    ExtendedHoursController(ExtendedHours extended, Visitors visitors) {
        this.extended = extended;
        this.visitors = visitors;
    }

    @Idempotent
    @PostMapping("/extended-hours-requests")
    ResponseEntity<RequestView> askForHours(Actor actor, @Valid @RequestBody Wish wish) {
        List<String> idNos = wish.company() == null || wish.visitor() == null ? null : List.of(wish.visitor());
        Party party = visitors.party(actor, wish.item(), null, idNos, wish.company());
        ExtendedRequest asked =
                extended.ask(party.holder(), wish.company(), wish.item(), wish.outlet(), wish.startsAt());
        return ResponseEntity.created(URI.create("/api/extended-hours-requests"))
                .body(RequestView.of(asked));
    }

    /** The newest first. */
    @GetMapping("/extended-hours-requests")
    List<RequestView> hoursAskedFor(Actor actor) {
        return extended.of(actor).stream().map(RequestView::of).toList();
    }

    @Idempotent
    @PostMapping("/extended-hours-requests/{id}/withdrawal")
    RequestView withdrawHours(Actor actor, @PathVariable String id) {
        return RequestView.of(extended.withdraw(actor, id));
    }

    /** What is to be decided at the outlet; not who asks. */
    @GetMapping("/counters/{outlet}/extended-hours-requests")
    List<RequestView> hoursToDecide(Actor clerk, @PathVariable String outlet) {
        return extended.undecided(clerk, outlet).stream().map(RequestView::of).toList();
    }

    @Idempotent
    @PostMapping("/extended-hours-requests/{id}/decision")
    RequestView decideHours(Actor clerk, @PathVariable String id, @Valid @RequestBody Answer answer) {
        return RequestView.of(extended.decide(clerk, id, answer.agree(), answer.answer()));
    }
}
