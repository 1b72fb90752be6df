package org.onewindow.certificate;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.onewindow.casework.CaseView.Coded;
import org.onewindow.catalogue.Catalogue;
import org.onewindow.certificate.Certificate.Standing;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Cursor;
import org.onewindow.shared.Idempotent;
import org.onewindow.shared.Page;
import org.onewindow.shared.Version;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
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
@RequestMapping("/api/certificates")
class CertificateController {

    /**
     * @param reason told to the holder when it was voided or replaced
     * @param replacedBy number of the next edition
     */
    record CertificateView(
            String number,
            String identifier,
            String caseId,
            Coded item,
            int edition,
            Coded standing,
            Instant issuedAt,
            LocalDate validTo,
            String text,
            Instant endedAt,
            String reason,
            String replacedBy) {

        /** Names nothing personal. */
        @Override
        public String toString() {
            return "CertificateView[" + number + "]";
        }
    }

    record Voiding(@NotBlank @Size(max = 500) String reason) {

        /** Names nothing personal. */
        @Override
        public String toString() {
            return "Voiding[]";
        }
    }

    /** @param facts what it is to say now; left out, what the application says */
    record Reissue(
            @NotBlank @Size(max = 500) String reason,
            @Size(max = 500) String facts) {

        /** Names nothing personal. */
        @Override
        public String toString() {
            return "Reissue[]";
        }
    }

    private final Certificates certificates;
    private final Catalogue catalogue;
    private final MessageSource messages;

    CertificateController(Certificates certificates, Catalogue catalogue, MessageSource messages) {
        this.certificates = certificates;
        this.catalogue = catalogue;
        this.messages = messages;
    }

    /** The caller's own certificates, the newest first. */
    @GetMapping
    Page<CertificateView> mine(
            Actor actor,
            Locale locale,
            @RequestParam(required = false) String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        int size = Cursor.size(limit);
        Cursor after = cursor == null ? null : Cursor.read(cursor);
        List<Certificate> found = certificates.ofHolder(
                actor, after == null ? null : after.instant(0), after == null ? null : after.text(1), size + 1);
        Page<Certificate> page =
                Page.of(found, size, c -> Cursor.of(c.issuedAt().toEpochMilli(), c.number()), null);
        return new Page<>(page.items().stream().map(c -> view(c, locale)).toList(), page.next(), null);
    }

    @GetMapping("/{number}")
    ResponseEntity<CertificateView> one(Actor actor, Locale locale, @PathVariable String number) {
        return tagged(certificates.visibleTo(actor, number), locale);
    }

    /** Signed; in Chinese, whoever asks. */
    @GetMapping(value = "/{number}/certificate.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> pdf(Actor actor, @PathVariable String number) {
        return file(MediaType.APPLICATION_PDF_VALUE, certificates.pdf(certificates.visibleTo(actor, number)));
    }

    /** Signed; in Chinese, whoever asks. */
    @GetMapping(value = "/{number}/certificate.ofd", produces = CertificateOfd.TYPE)
    ResponseEntity<byte[]> ofd(Actor actor, @PathVariable String number) {
        return file(CertificateOfd.TYPE, certificates.ofd(certificates.visibleTo(actor, number)));
    }

    private static ResponseEntity<byte[]> file(String type, byte[] bytes) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .cacheControl(CacheControl.noStore())
                .body(bytes);
    }

    /** It was wrong, or never should have been issued: from now on every check says so. */
    @PostMapping("/{number}/voidance")
    @Idempotent
    ResponseEntity<CertificateView> voidIt(
            Actor actor,
            Locale locale,
            @PathVariable String number,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) String ifMatch,
            @Valid @RequestBody Voiding voiding) {
        Certificate certificate = certificates.ofUnit(actor, number);
        Version.require(ifMatch, certificate.version());
        return tagged(certificates.voidIt(actor, certificate, voiding.reason()), locale);
    }

    /** Puts a corrected edition, with a number of its own, in its place. */
    @PostMapping("/{number}/reissue")
    @Idempotent
    ResponseEntity<CertificateView> reissue(
            Actor actor,
            Locale locale,
            @PathVariable String number,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) String ifMatch,
            @Valid @RequestBody Reissue reissue) {
        Certificate certificate = certificates.ofUnit(actor, number);
        Version.require(ifMatch, certificate.version());
        Certificate next = certificates.reissue(actor, certificate, reissue.reason(), reissue.facts());
        return ResponseEntity.created(URI.create("/api/certificates/" + next.number()))
                .eTag(Version.tag(next.version()))
                .body(view(next, locale));
    }

    private ResponseEntity<CertificateView> tagged(Certificate certificate, Locale locale) {
        return ResponseEntity.ok().eTag(Version.tag(certificate.version())).body(view(certificate, locale));
    }

    private CertificateView view(Certificate certificate, Locale locale) {
        Standing standing = certificates.standing(certificate);
        return new CertificateView(
                certificate.number(),
                certificates.identifier(certificate),
                certificate.caseId(),
                new Coded(certificate.item(), catalogue.item(certificate.item()).name(locale)),
                certificate.edition(),
                new Coded(standing.name(), messages.getMessage("certificate.result." + standing, null, locale)),
                certificate.issuedAt(),
                certificate.validTo(),
                certificate.text(),
                certificate.ended() == null ? null : certificate.ended().at(),
                certificate.ended() == null ? null : certificate.ended().reason(),
                certificate.ended() == null ? null : certificate.ended().replacedBy());
    }
}
