package org.onewindow.certificate;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** For everybody who is shown a certificate. By POST, so that numbers stay out of URLs and access logs. */
@RestController
class CertificateCheckController {

    record NumberQuestion(@NotBlank @Size(max = 40) String number) {}

    private final Certificates certificates;
    private final CheckAnswer.Maker answers;

    CertificateCheckController(Certificates certificates, CheckAnswer.Maker answers) {
        this.certificates = certificates;
        this.answers = answers;
    }

    @PostMapping("/api/certificate-checks")
    CheckAnswer checkCertificate(Locale locale, @Valid @RequestBody NumberQuestion question) {
        return answers.of(certificates.check(question.number()), locale);
    }

    /** The body is the file, PDF or OFD, up to 256 KB; nothing of it is kept. */
    @PostMapping(
            path = "/api/certificate-file-checks",
            consumes = {"application/pdf", CertificateOfd.TYPE, "application/octet-stream"})
    CheckAnswer checkCertificateFile(Locale locale, @RequestBody byte[] file) {
        return answers.of(certificates.check(file), locale);
    }
}
