package org.onewindow.privacy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.onewindow.audit.Audit;
import org.onewindow.casework.Case;
import org.onewindow.casework.Cases;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Mobile;
import org.onewindow.shared.PersonalRecords;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The person's own data, the office's look at a field in full, and what must not be erased. */
@RestController
class PrivacyController {

    /** As the audit names it. */
    private static final String REVEAL = "POST /api/cases/{id}/reveals";

    private static final Duration COUNTED = Duration.ofHours(1);

    record NewMobile(String mobile) {

        @Override
        public String toString() {
            return "NewMobile[…]";
        }
    }

    /** @param field such as {@code contact.mobile}; what belongs to the account begins with {@code applicant.} */
    record Wanted(String field, String purpose) {}

    record Revealed(String field, String value) {

        @Override
        public String toString() {
            return "Revealed[" + field + "]";
        }
    }

    record Holding(String object, String reason) {}

    record RuleView(String kind, String text, Period keep, String from, String source) {}

    private final MyData data;
    private final List<PersonalRecords> kinds;
    private final PrivacyRepository kept;
    private final Rules rules;
    private final Cases cases;
    private final Audit audit;
    private final Clock clock;

    PrivacyController(
            MyData data,
            List<PersonalRecords> kinds,
            PrivacyRepository kept,
            Rules rules,
            Cases cases,
            Audit audit,
            Clock clock) {
        this.data = data;
        this.kinds = kinds;
        this.kept = kept;
        this.rules = rules;
        this.cases = cases;
        this.audit = audit;
        this.clock = clock;
    }

    /** Everything that is kept about the caller, to be taken away. */
    @GetMapping("/api/me/data")
    ResponseEntity<MyData.Everything> everything(Actor actor, Locale locale) {
        Audit.about(actor.id());
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"my-data.json\"")
                .body(data.everything(actor, locale));
    }

    /** Who of the office has looked at the caller's cases, the newest first. */
    @GetMapping("/api/me/data/looks")
    List<MyData.Look> looks(Actor actor, Locale locale) {
        return data.looks(actor, locale);
    }

    @PutMapping("/api/me/data/mobile")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void correct(Actor actor, @RequestBody NewMobile wanted) {
        if (wanted.mobile() == null) {
            throw Refusal.invalid("mobile", "mobile-malformed");
        }
        data.correctMobile(actor, Mobile.parse(wanted.mobile()));
    }

    /** Asks to be forgotten; asking again changes nothing. */
    @PutMapping("/api/me/data/erasure")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void ask(Actor actor) {
        data.askErasure(actor);
    }

    @DeleteMapping("/api/me/data/erasure")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeBack(Actor actor) {
        data.takeBackErasure(actor);
    }

    /** How long which records are kept, and why. */
    @GetMapping("/api/retention-rules")
    List<RuleView> rules(Locale locale) {
        boolean english = locale.getLanguage().equals("en");
        return rules.records().stream()
                .map(rule -> new RuleView(
                        rule.kind(),
                        english ? rule.textEn() : rule.textZh(),
                        rule.keep(),
                        english ? rule.fromEn() : rule.fromZh(),
                        rule.source()))
                .toList();
    }

    /** One field of a case in full, for whoever may see the case. On record with its purpose, and shown to the applicant. */
    @PostMapping("/api/cases/{id}/reveals")
    Revealed reveal(Actor actor, @PathVariable String id, @RequestBody(required = false) Wanted wanted) {
        Case c = cases.visibleTo(actor, id);
        String field = wanted == null || wanted.field() == null ? "" : wanted.field();
        String purpose = wanted == null || wanted.purpose() == null ? "" : wanted.purpose();
        Map<String, String> sealed = sealed(c);
        new Defects()
                .require(Rules.has(rules.purposes(), purpose), "purpose", "purpose-unknown")
                .require(sealed.containsKey(field), "field", "field-not-kept")
                .refuse();
        if (audit.count(actor.id(), REVEAL, clock.instant().minus(COUNTED)) >= rules.revealsPerHour()) {
            throw Refusal.tooMany("too-many-reveals", rules.revealsPerHour());
        }
        Audit.about(c.id());
        Audit.because(purpose + " " + field);
        return new Revealed(field, sealed.get(field));
    }

    private Map<String, String> sealed(Case c) {
        var fields = new HashMap<String, String>();
        for (PersonalRecords kind : kinds) {
            fields.putAll(kind.sealed(c.id()));
            kind.sealed(c.applicant()).forEach((name, value) -> fields.put("applicant." + name, value));
        }
        return fields;
    }

    /** What must not be erased, although its time may be over. */
    @GetMapping("/api/legal-holds")
    List<PrivacyRepository.Hold> holds() {
        return kept.holds();
    }

    /** Keeps a record, or all of an account, until the hold is lifted. */
    @PostMapping("/api/legal-holds")
    @ResponseStatus(HttpStatus.CREATED)
    PrivacyRepository.Hold hold(Actor actor, @RequestBody Holding wanted) {
        new Defects()
                .require(
                        wanted.object() != null && wanted.object().matches("[0-9a-f-]{36}"), "object", "object-unknown")
                .require(Rules.has(rules.holds(), wanted.reason()), "reason", "hold-reason-unknown")
                .refuse();
        Instant now = Times.toMillis(clock.instant());
        var hold =
                new PrivacyRepository.Hold(UUID.randomUUID().toString(), wanted.object(), wanted.reason(), now, null);
        kept.place(hold, actor.id());
        Audit.about(wanted.object());
        return hold;
    }

    @PostMapping("/api/legal-holds/{id}/lifting")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lift(Actor actor, @PathVariable String id) {
        if (!kept.lift(id, actor.id(), Times.toMillis(clock.instant()))) {
            throw Refusal.notFound("hold-unknown");
        }
    }
}
