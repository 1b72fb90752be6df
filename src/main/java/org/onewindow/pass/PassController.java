package org.onewindow.pass;

import java.util.List;
import java.util.Locale;
import org.onewindow.passcode.QrImage;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Cursor;
import org.onewindow.shared.Page;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/truck-passes")
class PassController {

    private final Passes passes;
    private final PassRules rules;
    private final PassSheet sheets;

    PassController(Passes passes, PassRules rules, PassSheet sheets) {
        this.passes = passes;
        this.rules = rules;
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
        return new Page<>(
                page.items().stream().map(p -> PassView.of(p, rules, locale)).toList(), page.next(), null);
    }

    @GetMapping("/{number}")
    PassView one(Actor actor, Locale locale, @PathVariable String number) {
        return PassView.of(visible(actor, number), rules, locale);
    }

    /** @param size edge in pixels, 200 to 2000 */
    @GetMapping(value = "/{number}/qr.png", produces = MediaType.IMAGE_PNG_VALUE)
    byte[] qr(Actor actor, @PathVariable String number, @RequestParam(defaultValue = "600") int size) {
        if (size < 200 || size > 2000) {
            throw Refusal.invalid("size", "image-size", 200, 2000);
        }
        return QrImage.png(visible(actor, number).code(), size);
    }

    @GetMapping(value = "/{number}/qr.svg", produces = "image/svg+xml")
    String vector(Actor actor, @PathVariable String number) {
        return QrImage.svg(visible(actor, number).code());
    }

    /** The pass on one page, in the language of the request. */
    @GetMapping(value = "/{number}/pass.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    byte[] sheet(Actor actor, Locale locale, @PathVariable String number) {
        TruckPass pass = visible(actor, number);
        return sheets.pdf(pass, PassView.of(pass, rules, locale), locale);
    }

    private TruckPass visible(Actor actor, String number) {
        return passes.numbered(number)
                .filter(p -> p.holder().equals(actor.id())
                        || actor.is(Role.OFFICER)
                        || (actor.is(Role.CLERK) || actor.is(Role.SUPERVISOR)) && actor.worksFor(p.unit()))
                .orElseThrow(() -> Refusal.notFound("pass-unknown"));
    }
}
