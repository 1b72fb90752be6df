package org.onewindow.certificate;

import java.util.Locale;
import org.onewindow.register.CriminalRecords.Finding;
import org.onewindow.shared.Actor;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** For the clerk who decides on a certificate of no criminal record. */
@RestController
class RecordCheckController {

    record RecordAnswer(Finding finding, String text) {}

    private final Certificates certificates;
    private final MessageSource messages;

    RecordCheckController(Certificates certificates, MessageSource messages) {
        this.certificates = certificates;
        this.messages = messages;
    }

    /** What the register says of the applicant at this moment, in one word; granting asks it again. */
    @GetMapping("/api/cases/{id}/record-check")
    RecordAnswer recordCheck(Actor officer, Locale locale, @PathVariable String id) {
        Finding finding = certificates.recordCheck(officer, id);
        return new RecordAnswer(finding, messages.getMessage("certificate.record." + finding, null, locale));
    }
}
