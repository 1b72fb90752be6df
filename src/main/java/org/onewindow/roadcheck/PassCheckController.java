package org.onewindow.roadcheck;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.onewindow.pass.PassView;
import org.onewindow.pass.Passes;
import org.onewindow.pass.TruckPass;
import org.onewindow.pass.TruckPass.Verdict;
import org.onewindow.passcode.PassToken;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Cursor;
import org.onewindow.shared.Page;
import org.onewindow.shared.Plate;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.onewindow.vault.Keyring;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Reading a pass on the road. Sent by POST so that plates and codes stay out of URLs and access logs. Each check is kept with
 * time, place and answer in the same transaction: without the database there is no answer either, and the signed code is
 * what remains.
 */
@RestController
class PassCheckController {

    record PlateEntry(
            @Size(max = 20) String number, @Size(max = 2) String type) {}

    /**
     * @param code the text of the QR code; or, without it, the plate
     * @param plate what the officer sees on the vehicle
     * @param zone code of the zone where he stands
     * @param place where he stands, for the record
     */
    record Question(
            @Size(max = 2000) String code,
            @Valid PlateEntry plate,
            @Size(max = 10) String zone,
            @Valid Place place) {}

    /** @param longitude WGS84, in degrees, with {@code latitude}; or only words, or both */
    record Place(
            @DecimalMin("-180") @DecimalMax("180") BigDecimal longitude,
            @DecimalMin("-90") @DecimalMax("90") BigDecimal latitude,
            @Size(max = 100) String words) {}

    /** A check that was made. */
    record Entry(
            Instant checkedAt,
            String result,
            String text,
            String passNumber,
            String zone,
            BigDecimal longitude,
            BigDecimal latitude,
            String place,
            boolean mine) {}

    record PublicQuestion(
            @NotBlank @Size(max = 2000) String code, @Valid PlateEntry plate) {}

    /** @param pass {@code null} when none stands behind the answer */
    record Answer(String result, String text, Instant checkedAt, PassView pass) {}

    record PublicAnswer(String result, String text) {}

    private final Passes passes;
    private final RoadCheckRepository checks;
    private final Keyring keyring;
    private final MessageSource messages;
    private final Clock clock;

    PassCheckController(
            Passes passes, RoadCheckRepository checks, Keyring keyring, MessageSource messages, Clock clock) {
        this.passes = passes;
        this.checks = checks;
        this.keyring = keyring;
        this.messages = messages;
        this.clock = clock;
    }

    /** Valid now, here, for this vehicle; or why not. */
    @PostMapping("/api/pass-checks")
    Answer check(Actor officer, Locale locale, @Valid @RequestBody Question question) {
        Plate seen = question.plate() == null
                ? null
                : Plate.parse(question.plate().number(), question.plate().type());
        if (question.code() == null && seen == null) {
            throw Refusal.invalid("code", "code-or-plate");
        }
        Place place = question.place() == null ? new Place(null, null, null) : question.place();
        if ((place.longitude() == null) != (place.latitude() == null)) {
            throw Refusal.invalid("place", "point-incomplete");
        }
        Instant now = Times.toMillis(clock.instant());
        Answer answer = question.code() == null
                ? best(passes.ofPlate(seen), now, question.zone(), locale)
                : byCode(question.code(), seen, question.zone(), now, locale);
        keep(officer, answer, question.zone(), place);
        return answer;
    }

    /** The checks that the caller made; for a supervisor those of his units. Newest first. */
    @GetMapping("/api/pass-checks")
    Page<Entry> made(
            Actor actor,
            Locale locale,
            @RequestParam(required = false) String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        int size = Cursor.size(limit);
        long before = cursor == null ? Long.MAX_VALUE : Cursor.read(cursor).number(0);
        Page<RoadCheck> page =
                Page.of(checks.visibleTo(actor, before, size + 1), size, check -> Cursor.of(check.seq()), null);
        return new Page<>(
                page.items().stream()
                        .map(check -> new Entry(
                                check.checkedAt(),
                                check.result(),
                                text(check.result(), locale),
                                check.passNumber(),
                                check.zone(),
                                check.longitude(),
                                check.latitude(),
                                check.place(),
                                actor.id().equals(check.officer())))
                        .toList(),
                page.next(),
                null);
    }

    /** For everybody: whether a code is good, and nothing else. */
    @PostMapping("/api/public-pass-checks")
    PublicAnswer publicCheck(Locale locale, @Valid @RequestBody PublicQuestion question) {
        Plate seen = question.plate() == null
                ? null
                : Plate.parse(question.plate().number(), question.plate().type());
        Answer answer = byCode(question.code(), seen, null, Times.toMillis(clock.instant()), locale);
        // Anybody can send nonsense, as often as he likes: only what concerns a pass is kept.
        if (answer.pass() != null) {
            keep(null, answer, null, new Place(null, null, null));
        }
        String result = answer.result();
        String told = result.equals(Verdict.VALID.name()) || result.equals(Verdict.WRONG_VEHICLE.name())
                ? result
                : "NOT_VALID";
        return new PublicAnswer(told, text(told, locale));
    }

    private void keep(Actor officer, Answer answer, String zone, Place place) {
        checks.append(new RoadCheck(
                0,
                answer.checkedAt(),
                officer == null ? null : officer.id(),
                officer == null || officer.unit().isEmpty() ? null : officer.unit(),
                answer.result(),
                answer.pass() == null ? null : answer.pass().number(),
                zone,
                place.longitude(),
                place.latitude(),
                place.words()));
    }

    private Answer byCode(String code, Plate seen, String zone, Instant now, Locale locale) {
        PassToken.Reading reading = PassToken.read(code, keyring.publicKeys(Keyring.Purpose.PASS)::get);
        if (reading.outcome() != PassToken.Outcome.VALID_SIGNATURE) {
            return answer(reading.outcome().name(), null, now, locale);
        }
        return passes.numbered(reading.claims().number())
                .map(pass -> {
                    // A code that was signed for this pass but is no longer its own was replaced by another.
                    boolean replaced = !pass.code().equals(code.strip());
                    Verdict verdict = replaced ? Verdict.REVOKED : pass.verdict(now, seen, zone);
                    return answer(verdict.name(), pass, now, locale);
                })
                .orElseGet(() -> answer("UNKNOWN_PASS", null, now, locale));
    }

    /** Of several passes of a vehicle the one that lets it pass, if there is one. */
    private Answer best(List<TruckPass> found, Instant now, String zone, Locale locale) {
        return found.stream()
                .min(Comparator.comparing(pass -> pass.verdict(now, null, zone)))
                .map(pass -> answer(pass.verdict(now, null, zone).name(), pass, now, locale))
                .orElseGet(() -> answer("NO_PASS", null, now, locale));
    }

    private Answer answer(String result, TruckPass pass, Instant now, Locale locale) {
        return new Answer(result, text(result, locale), now, pass == null ? null : passes.view(pass, locale));
    }

    private String text(String result, Locale locale) {
        return messages.getMessage("pass-check." + result, null, locale);
    }
}
