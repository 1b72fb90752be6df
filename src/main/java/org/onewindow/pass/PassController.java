package org.onewindow.pass;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.onewindow.audit.Audit;
import org.onewindow.casework.CaseView.Coded;
import org.onewindow.catalogue.Catalogue;
import org.onewindow.identity.Units;
import org.onewindow.passcode.QrImage;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Cursor;
import org.onewindow.shared.Idempotent;
import org.onewindow.shared.Page;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Version;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/truck-passes")
class PassController {

    /** @param days of a suspension, today included; left out otherwise */
    record ActRequest(
            @NotNull PassAct.Kind act,
            @NotBlank @Size(max = 40) String cause,
            @NotBlank @Size(max = 500) String reason,
            Integer days) {}

    /**
     * The notice of an act: what was done, why, on which basis, by which unit, and what can be done about it.
     *
     * @param remedy {@code null} where nothing was taken from the holder
     */
    record Notice(
            Instant at,
            Coded act,
            Coded cause,
            String reason,
            String basis,
            Coded unit,
            LocalDate suspendedTo,
            LocalDate bannedTo,
            String remedy) {}

    private final Passes passes;
    private final PassActs acts;
    private final PassRules rules;
    private final PassActRules actRules;
    private final Catalogue catalogue;
    private final Units units;
    private final MessageSource messages;
    private final PassSheet sheets;

    PassController(
            Passes passes,
            PassActs acts,
            PassRules rules,
            PassActRules actRules,
            Catalogue catalogue,
            Units units,
            MessageSource messages,
            PassSheet sheets) {
        this.passes = passes;
        this.acts = acts;
        this.rules = rules;
        this.actRules = actRules;
        this.catalogue = catalogue;
        this.units = units;
        this.messages = messages;
        this.sheets = sheets;
    }

    /** The caller's own passes, newest first. */
    @GetMapping
    Page<PassView> mine(
            Actor actor,
            Locale locale,
            @RequestParam(required = false) String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        int size = Cursor.size(limit);
        Cursor after = cursor == null ? null : Cursor.read(cursor);
        List<TruckPass> found = passes.ofHolder(
                actor.id(), after == null ? null : after.instant(0), after == null ? null : after.text(1), size + 1);
        Page<TruckPass> page = Page.of(found, size, p -> Cursor.of(p.issuedAt().toEpochMilli(), p.number()), null);
        return new Page<>(page.items().stream().map(p -> passes.view(p, locale)).toList(), page.next(), null);
    }

    @GetMapping("/{number}")
    ResponseEntity<PassView> one(Actor actor, Locale locale, @PathVariable String number) {
        return tagged(passes.visibleTo(actor, number), locale);
    }

    /** Suspends, ends or restores a pass of the caller's unit, or gives it another code. */
    @PostMapping("/{number}/acts")
    @Idempotent
    ResponseEntity<PassView> act(
            Actor actor,
            Locale locale,
            @PathVariable String number,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) String ifMatch,
            @Valid @RequestBody ActRequest request) {
        TruckPass pass = passes.numbered(number)
                .filter(p -> actor.worksFor(p.unit()))
                .orElseThrow(() -> Refusal.notFound("pass-unknown"));
        Audit.about(pass.caseId());
        Version.require(ifMatch, pass.standing().version());
        return tagged(acts.act(actor, pass, request.act(), request.cause(), request.reason(), request.days()), locale);
    }

    /** What was done to the pass since it was given, oldest first. */
    @GetMapping("/{number}/acts")
    List<Notice> acts(Actor actor, Locale locale, @PathVariable String number) {
        TruckPass pass = passes.visibleTo(actor, number);
        String remedy = catalogue.item(rules.of(pass.passClass()).item()).remedy(locale);
        return acts.of(pass).stream()
                .map(done -> new Notice(
                        done.at(),
                        new Coded(done.kind().name(), messages.getMessage("pass.act." + done.kind(), null, locale)),
                        new Coded(
                                done.cause(),
                                actRules.cause(done.kind(), done.cause())
                                        .map(cause -> cause.text(locale))
                                        .orElse(done.cause())),
                        done.reason(),
                        done.basis(),
                        new Coded(pass.unit(), units.name(pass.unit(), locale)),
                        done.suspendedTo(),
                        done.bannedTo(),
                        done.kind().burdens() ? remedy : null))
                .toList();
    }

    private ResponseEntity<PassView> tagged(TruckPass pass, Locale locale) {
        return ResponseEntity.ok().eTag(Version.tag(pass.standing().version())).body(passes.view(pass, locale));
    }

    /** @param size edge in pixels, 200 to 2000 */
    @GetMapping(value = "/{number}/qr.png", produces = MediaType.IMAGE_PNG_VALUE)
    byte[] qr(Actor actor, @PathVariable String number, @RequestParam(defaultValue = "600") int size) {
        if (size < 200 || size > 2000) {
            throw Refusal.invalid("size", "image-size", 200, 2000);
        }
        return QrImage.png(passes.visibleTo(actor, number).code(), size);
    }

    @GetMapping(value = "/{number}/qr.svg", produces = "image/svg+xml")
    String vector(Actor actor, @PathVariable String number) {
        return QrImage.svg(passes.visibleTo(actor, number).code());
    }

    /** The pass on one page, in the language of the request. */
    @GetMapping(value = "/{number}/pass.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    byte[] sheet(Actor actor, Locale locale, @PathVariable String number) {
        TruckPass pass = passes.visibleTo(actor, number);
        return sheets.pdf(pass, passes.view(pass, locale), locale);
    }
}
