package org.onewindow.portal;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.onewindow.catalogue.Catalogue;
import org.onewindow.certificate.Certificate;
import org.onewindow.certificate.Certificates;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Cursor;
import org.onewindow.shared.Page;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The holder's certificates: what each says, whether it is good, and the signed files to give away. */
@Controller
class CertificatePages {

    private static final int PER_PAGE = 10;

    /** @param standing in words */
    record Shown(Certificate certificate, String item, String standing) {}

    private final Certificates certificates;
    private final Catalogue catalogue;
    private final Words words;

    CertificatePages(Certificates certificates, Catalogue catalogue, Words words) {
        this.certificates = certificates;
        this.catalogue = catalogue;
        this.words = words;
    }

    @GetMapping("/portal/certificates")
    String mine(Actor actor, Locale locale, @RequestParam(required = false) String cursor, Model page) {
        Cursor after = cursor == null ? null : Cursor.read(cursor);
        Instant before = after == null ? null : after.instant(0);
        List<Certificate> found =
                certificates.ofHolder(actor, before, after == null ? null : after.text(1), PER_PAGE + 1);
        Page<Certificate> shown =
                Page.of(found, PER_PAGE, c -> Cursor.of(c.issuedAt().toEpochMilli(), c.number()), null);
        page.addAttribute(
                "certificates",
                shown.items().stream().map(c -> shown(c, locale)).toList());
        page.addAttribute("next", shown.next());
        return "portal/certificates";
    }

    private Shown shown(Certificate certificate, Locale locale) {
        return new Shown(
                certificate,
                catalogue.item(certificate.item()).name(locale),
                words.text("certificate.result." + certificates.standing(certificate)));
    }

    /** {@code pdf} or {@code ofd}; signed, in Chinese, whoever asks. */
    @GetMapping("/portal/certificates/{number}.{kind:pdf|ofd}")
    ResponseEntity<byte[]> file(Actor actor, @PathVariable String number, @PathVariable String kind) {
        Certificate certificate = certificates.visibleTo(actor, number);
        boolean pdf = kind.equals("pdf");
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, pdf ? "application/pdf" : Certificates.OFD)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + number + "." + kind + "\"")
                .cacheControl(CacheControl.noStore())
                .body(pdf ? certificates.pdf(certificate) : certificates.ofd(certificate));
    }
}
