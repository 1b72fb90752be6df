package org.onewindow.pass;

import jakarta.validation.Valid;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseView;
import org.onewindow.casework.CaseView.Coded;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Idempotent;
import org.onewindow.shared.Version;
import org.springframework.context.MessageSource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A pass that is renewed or amended, and its versions. Both begin with a draft, which is sent like any other. */
@RestController
@RequestMapping("/api/truck-passes/{number}")
class VersionController {

    /** @param to last day; as many days as the pass has when left out */
    record RenewalRequest(LocalDate to) {}

    /**
     * One version of a pass.
     *
     * @param came how it came to be, or {@code null} for the first
     * @param replaces number of the version before, or {@code null}
     * @param replacedBy number of the version that took its place, or {@code null}
     * @param ended the act that ended it, or {@code null} while none did
     */
    record PassVersion(
            String number,
            Coded came,
            Coded standing,
            Period period,
            List<Coded> zones,
            Hours hours,
            String route,
            Instant issuedAt,
            String replaces,
            String replacedBy,
            Ending ended) {}

    record Ending(Instant at, Coded act, Coded cause) {}

    private final Passes passes;
    private final PassActs acts;
    private final PassApplications applications;
    private final Successions successions;
    private final PassActRules rules;
    private final CaseView.Maker views;
    private final MessageSource messages;

    VersionController(
            Passes passes,
            PassActs acts,
            PassApplications applications,
            Successions successions,
            PassActRules rules,
            CaseView.Maker views,
            MessageSource messages) {
        this.passes = passes;
        this.acts = acts;
        this.applications = applications;
        this.successions = successions;
        this.rules = rules;
        this.views = views;
        this.messages = messages;
    }

    /** Begins to renew the pass: a draft of the same for the days after the last one. */
    @PostMapping("/renewal")
    @Idempotent
    ResponseEntity<CaseView> renew(
            Actor actor,
            Locale locale,
            @PathVariable String number,
            @RequestBody(required = false) RenewalRequest asked) {
        return created(applications.renew(actor, number, asked == null ? null : asked.to()), locale);
    }

    /** Begins to change zones, hours or roads for the days that are left. */
    @PostMapping("/amendment")
    @Idempotent
    ResponseEntity<CaseView> amend(
            Actor actor, Locale locale, @PathVariable String number, @Valid @RequestBody Succession.Change change) {
        return created(applications.amend(actor, number, change), locale);
    }

    private ResponseEntity<CaseView> created(Case draft, Locale locale) {
        return ResponseEntity.created(URI.create("/api/cases/" + draft.id()))
                .eTag(Version.tag(draft.version()))
                .body(views.of(draft, locale, true));
    }

    /** What came before the pass and after it, by first day. */
    @GetMapping("/versions")
    List<PassVersion> versions(Actor actor, Locale locale, @PathVariable String number) {
        return successions.versions(passes.visibleTo(actor, number)).stream()
                .map(pass -> version(pass, passes.view(pass, locale), locale))
                .toList();
    }

    private PassVersion version(TruckPass pass, PassView shown, Locale locale) {
        return new PassVersion(
                pass.number(),
                successions
                        .kind(pass)
                        .map(kind -> coded("pass.succession.", kind, locale))
                        .orElse(null),
                shown.standing(),
                shown.period(),
                shown.zones(),
                shown.hours(),
                shown.route(),
                shown.issuedAt(),
                pass.standing().replaces(),
                pass.standing().replacedBy(),
                pass.standing().status().ended() ? ending(pass, locale) : null);
    }

    /** Nothing but closing its entry follows the act that ended a pass. */
    private Ending ending(TruckPass pass, Locale locale) {
        List<PassAct> done = acts.of(pass);
        PassAct last = done.get(done.size() - 1);
        String cause = rules.cause(last.kind(), last.cause())
                .map(known -> known.text(locale))
                .orElse(last.cause());
        return new Ending(last.at(), coded("pass.act.", last.kind(), locale), new Coded(last.cause(), cause));
    }

    private Coded coded(String prefix, Enum<?> value, Locale locale) {
        return new Coded(value.name(), messages.getMessage(prefix + value, null, locale));
    }
}
