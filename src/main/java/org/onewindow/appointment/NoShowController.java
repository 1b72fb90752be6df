package org.onewindow.appointment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.onewindow.appointment.NoShow.Decision;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Idempotent;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A visit to which nobody came: told to whoever booked it, and open to his objection. */
@RestController
@RequestMapping("/api")
class NoShowController {

    record Objection(@NotBlank @Size(max = 500) String text) {}

    record Ruling(
            @NotNull Decision decision,
            @NotBlank @Size(max = 500) String reason) {}

    /**
     * @param text what was recorded and what follows, in words
     * @param barredUntil first day on which booking is possible again; {@code null} when it is possible now
     * @param objectUntil until when an objection is taken
     */
    record NoShowView(
            String number,
            LocalDate day,
            String outlet,
            Instant recordedAt,
            String text,
            LocalDate barredUntil,
            Instant objectUntil,
            Instant objectedAt,
            Decision decision,
            String reason) {}

    /** For the supervisor who decides. */
    record ObjectionView(String number, LocalDate day, String outlet, Instant objectedAt, String text) {}

    private final NoShows noShows;
    private final Visitors visitors;
    private final MessageSource messages;

    NoShowController(NoShows noShows, Visitors visitors, MessageSource messages) {
        this.noShows = noShows;
        this.visitors = visitors;
        this.messages = messages;
    }

    @GetMapping("/appointments/{number}/no-show")
    NoShowView noShow(Actor actor, Locale locale, @PathVariable String number) {
        return view(noShows.own(visitors.holder(actor), number), locale);
    }

    /** Once, in the citizen's own words; it does not count until a supervisor has decided. */
    @Idempotent
    @PostMapping("/appointments/{number}/no-show/objection")
    NoShowView object(
            Actor actor, Locale locale, @PathVariable String number, @Valid @RequestBody Objection objection) {
        return view(noShows.object(visitors.holder(actor), number, objection.text()), locale);
    }

    @GetMapping("/no-show-objections")
    List<ObjectionView> objections(Actor supervisor) {
        return noShows.undecided(supervisor).stream()
                .map(one -> new ObjectionView(
                        one.appointment(), one.day(), one.outlet(), one.objectedAt(), one.objection()))
                .toList();
    }

    @Idempotent
    @PostMapping("/no-show-objections/{number}/decision")
    NoShowView decide(Actor supervisor, Locale locale, @PathVariable String number, @Valid @RequestBody Ruling ruling) {
        return view(noShows.decide(supervisor, number, ruling.decision(), ruling.reason()), locale);
    }

    private NoShowView view(NoShow one, Locale locale) {
        NoShows.Told told = noShows.told(one);
        return new NoShowView(
                one.appointment(),
                one.day(),
                one.outlet(),
                one.recordedAt(),
                messages.getMessage("page.appointment.noShow", told.facts().toArray(), locale),
                told.barredUntil(),
                told.objectUntil(),
                one.objectedAt(),
                one.decision(),
                one.reason());
    }
}
