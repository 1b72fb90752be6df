package org.onewindow.service;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.onewindow.casework.CaseView;
import org.onewindow.identity.Person;
import org.onewindow.shared.Actor;
import org.onewindow.shared.CitizenId;
import org.onewindow.shared.Idempotent;
import org.onewindow.shared.Mobile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/receptions")
class ReceptionController {

    /**
     * Who stands at which window, by his identity document.
     *
     * @param ticket id of the queue ticket by which he was called; left out for whoever took none
     */
    record Visit(
            @NotBlank @Size(max = 60) String unit,
            @NotBlank @Size(max = 60) String name,
            @NotBlank @Size(max = 30) String citizenId,
            @NotBlank @Size(max = 30) String mobile,
            @Size(max = 36) String ticket) {

        Person person() {
            return new Person(
                    name.strip(),
                    CitizenId.parse(citizenId).value(),
                    Mobile.parse(mobile).value());
        }

        /** Names nothing personal. */
        @Override
        public String toString() {
            return "Visit[" + unit + "]";
        }
    }

    /**
     * @param number of the one receipt for all that was handed in
     * @param ticket the one number in the queue by which he was called, or {@code null}
     */
    record ReceptionView(
            String id, String number, String unit, Instant openedAt, String ticket, List<CaseView> cases) {}

    private final Receptions receptions;
    private final CaseView.Maker views;

    ReceptionController(Receptions receptions, CaseView.Maker views) {
        this.receptions = receptions;
        this.views = views;
    }

    @PostMapping
    @Idempotent
    ResponseEntity<ReceptionView> receive(Actor actor, Locale locale, @Valid @RequestBody Visit visit) {
        Reception opened = receptions.open(actor, visit.unit(), visit.person(), visit.ticket());
        return ResponseEntity.created(URI.create("/api/receptions/" + opened.id()))
                .body(view(opened, locale));
    }

    @GetMapping("/{id}")
    ReceptionView one(Actor actor, Locale locale, @PathVariable String id) {
        return view(receptions.visibleTo(actor, id), locale);
    }

    private ReceptionView view(Reception visit, Locale locale) {
        return new ReceptionView(
                visit.id(),
                visit.number(),
                visit.unit(),
                visit.openedAt(),
                visit.ticket(),
                receptions.cases(visit).stream()
                        .map(c -> views.of(c, locale, false))
                        .toList());
    }
}
