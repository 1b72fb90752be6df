package org.onewindow.certificate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.shared.CheckCharacter;
import org.onewindow.shared.Refusal;

/**
 * One certificate. Owns its transitions.
 *
 * @param number {@code YTZ} + day of issue + eight random characters + check character; nobody guesses one
 * @param edition 1, or one more than that which it replaces
 * @param holder account of whom it is about
 * @param unit that issued it
 * @param validTo last day, or {@code null} without end
 * @param text what it certifies
 * @param ended {@code null} while nothing was done to it
 */
public record Certificate(
        String number,
        String caseId,
        int edition,
        String item,
        String holder,
        String unit,
        Instant issuedAt,
        LocalDate validTo,
        String name,
        String idNo,
        String text,
        Ended ended,
        int version) {

    public enum Standing {
        VALID,
        EXPIRED,
        VOID,
        REPLACED
    }

    /** @param replacedBy number of the next edition, or {@code null} when it was voided */
    public record Ended(Instant at, String by, String reason, String replacedBy) {

        /** Names nothing personal. */
        @Override
        public String toString() {
            return "Ended[" + at + "]";
        }
    }

    /** @param random eight characters 0-9 and A-Z */
    static String number(LocalDate issued, String random) {
        String body = "YTZ" + DateTimeFormatter.BASIC_ISO_DATE.format(issued) + random;
        return body + CheckCharacter.of(body);
    }

    /** The identifier of GB/T 36904: type, issuer, serial, edition and a check character over them. */
    String identifier(String type, String issuer) {
        String three = String.format(Locale.ROOT, "%03d", edition);
        return "1.2.156.3005.2." + type + "." + issuer + "." + number + "." + three + "."
                + CheckCharacter.of(type + issuer + number + three);
    }

    LocalDate issuedOn() {
        return LocalDate.ofInstant(issuedAt, WorkingCalendar.ZONE);
    }

    Standing standing(LocalDate day) {
        if (ended != null) {
            return ended.replacedBy() == null ? Standing.VOID : Standing.REPLACED;
        }
        return validTo != null && day.isAfter(validTo) ? Standing.EXPIRED : Standing.VALID;
    }

    /** @throws Refusal {@code certificate-ended} */
    Certificate ended(Ended how) {
        if (ended != null) {
            throw Refusal.conflict("certificate-ended");
        }
        return new Certificate(
                number, caseId, edition, item, holder, unit, issuedAt, validTo, name, idNo, text, how, version + 1);
    }

    /** Family name and stars, as it may be shown to whoever has the number. */
    String maskedName() {
        int family = name.offsetByCodePoints(0, 1);
        return name.substring(0, family) + "*".repeat(name.codePointCount(family, name.length()));
    }

    /** Names nothing personal. */
    @Override
    public String toString() {
        return "Certificate[" + number + ", " + item + ", edition " + edition + "]";
    }
}
