package org.onewindow.certificate;

import java.time.LocalDate;
import java.util.Locale;
import org.onewindow.catalogue.Catalogue;
import org.onewindow.certificate.Certificates.Checked;
import org.onewindow.certificate.Certificates.Result;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * What whoever checks a certificate is told; all but the first two only when one stands behind the answer.
 *
 * @param holder family name and stars
 */
record CheckAnswer(
        Result result, String text, String number, String name, String holder, LocalDate issuedOn, LocalDate validTo) {

    @Component
    static class Maker {

        private final Catalogue catalogue;
        private final MessageSource messages;

        Maker(Catalogue catalogue, MessageSource messages) {
            this.catalogue = catalogue;
            this.messages = messages;
        }

        CheckAnswer of(Checked checked, Locale locale) {
            String text = messages.getMessage("certificate.result." + checked.result(), null, locale);
            Certificate found = checked.certificate();
            return found == null
                    ? new CheckAnswer(checked.result(), text, null, null, null, null, null)
                    : new CheckAnswer(
                            checked.result(),
                            text,
                            found.number(),
                            catalogue.item(found.item()).name(locale),
                            found.maskedName(),
                            found.issuedOn(),
                            found.validTo());
        }
    }
}
