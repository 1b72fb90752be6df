package org.onewindow.notification;

import java.util.Locale;

/**
 * How somebody wants to be told.
 *
 * @param mail address, or {@code null} for no mail
 * @param sms whether to the mobile number of his account
 * @param language {@code zh} or {@code en}
 */
public record Contact(String mail, boolean sms, String language) {

    /** Who said nothing. */
    static final Contact UNSAID = new Contact(null, true, "zh");

    Locale locale() {
        return Locale.forLanguageTag(language);
    }

    @Override
    public String toString() {
        return "Contact[sealed]";
    }
}
