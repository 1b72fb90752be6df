package org.onewindow.pass;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import org.onewindow.passcode.QrImage;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Cursor;
import org.onewindow.shared.Idempotent;
import org.onewindow.shared.Page;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Version;
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

    private final Passes passes;
    private final PassActs acts;
    private final PassNotice.Maker notices;
    private final PassSheet sheets;

    PassController(Passes passes, PassActs acts, PassNotice.Maker notices, PassSheet sheets) {
        this.passes = passes;
        this.acts = acts;
        this.notices = notices;
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
        TruckPass pass = acts.ofUnit(actor, number);
        Version.require(ifMatch, pass.version());
        return tagged(acts.act(actor, pass, request.act(), request.cause(), request.reason(), request.days()), locale);
    }

    /** What was done to the pass since it was given, oldest first. */
    @GetMapping("/{number}/acts")
    List<PassNotice> acts(Actor actor, Locale locale, @PathVariable String number) {
        return notices.of(passes.visibleTo(actor, number), locale);
    }

    private ResponseEntity<PassView> tagged(TruckPass pass, Locale locale) {
        return ResponseEntity.ok().eTag(Version.tag(pass.version())).body(passes.view(pass, locale));
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
