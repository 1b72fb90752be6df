package org.onewindow.appointment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.LocalDate;
import org.onewindow.appointment.ClosedDays.Closed;
import org.onewindow.outlet.Closure;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Idempotent;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A supervisor closes his outlet for some days, and opens it again; the outlet itself tells which days. */
@RestController
@RequestMapping("/api/outlets/{code}/closures")
class ClosureController {

    /**
     * @param from first day
     * @param to last day
     * @param reason told to everybody
     */
    record Announcement(
            @NotNull LocalDate from,
            @NotNull LocalDate to,
            @NotBlank @Size(max = 300) String reason) {}

    /** @param toMove visits that need a new time by it */
    record Announced(String id, LocalDate from, LocalDate to, String reason, int toMove) {}

    private final ClosedDays closedDays;

    ClosureController(ClosedDays closedDays) {
        this.closedDays = closedDays;
    }

    @Idempotent
    @PostMapping
    ResponseEntity<Announced> announce(
            Actor supervisor, @PathVariable String code, @Valid @RequestBody Announcement announcement) {
        Closed closed =
                closedDays.announce(supervisor, code, announcement.from(), announcement.to(), announcement.reason());
        return ResponseEntity.created(URI.create("/api/outlets/" + code)).body(view(closed.closure(), closed.toMove()));
    }

    @Idempotent
    @PostMapping("/{id}/lifting")
    Announced lift(Actor supervisor, @PathVariable String code, @PathVariable String id) {
        return view(closedDays.lift(supervisor, code, id), 0);
    }

    private static Announced view(Closure closure, int toMove) {
        return new Announced(closure.id(), closure.from(), closure.to(), closure.reason(), toMove);
    }
}
