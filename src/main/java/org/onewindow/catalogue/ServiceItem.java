package org.onewindow.catalogue;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One entry of the catalogue.
 *
 * @param code the project's own code, such as {@code JG028}
 * @param process id of the process that handles it, the file name of its diagram
 * @param remedy what an applicant can do against a refusal; an item that is no permit has its own text
 * @param scopeGroup class of items that one scope was announced for, or empty
 * @param statutory limit by law (法定时限), or {@code null} where none was found
 * @param promisedWorkingDays limit that the authority promises, in working days (承诺时限); 0 is on the spot (即办件)
 * @param correctionWorkingDays how long an applicant has to correct, in working days after the notice
 * @param fee yuan, or how it is set, as the tariff writes it
 * @param eCertificate kind and name of the electronic certificate or licence that comes of it, or empty
 * @param effectiveTo last day on which it is offered, or {@code null}
 * @param named where the name comes from
 * @param promised where the promised limit comes from
 * @param source legal or published basis of the numbers above
 * @param tolerant whether it is accepted although a minor paper is still missing (容缺受理)
 * @param byCommitment whether the applicant may promise instead of proving (告知承诺)
 * @param severalAtOnce whether one person may have more than one application under way, if he says so
 * @param competent code of the unit that decides what another accepts
 * @param form what an application for it says, beside what registers know and every application has
 */
public record ServiceItem(
        String code,
        String nameZh,
        String nameEn,
        String process,
        Category category,
        Nature nature,
        Words remedy,
        Applicant applicant,
        Set<Channel> channels,
        StationMode stationMode,
        Scope scope,
        String scopeGroup,
        Statutory statutory,
        int promisedWorkingDays,
        int correctionWorkingDays,
        String fee,
        Photo photo,
        String eCertificate,
        LocalDate effectiveFrom,
        LocalDate effectiveTo,
        Provenance named,
        Provenance promised,
        String source,
        String competent,
        Limits limits,
        boolean severalAtOnce,
        boolean tolerant,
        boolean byCommitment,
        List<Field> form) {

    public enum Category {
        HOUSEHOLD,
        TRAFFIC,
        EXIT_ENTRY,
        PUBLIC_ORDER
    }

    /** What kind of act it is (行政许可, 行政确认, 公共服务…); decides the remedies. */
    public enum Nature {
        PERMIT,
        LICENCE,
        CONFIRM,
        CERT,
        PROOF,
        FILING,
        PUBLIC
    }

    public enum Applicant {
        PERSON,
        ENTERPRISE,
        BOTH
    }

    public enum Channel {
        WINDOW,
        PRE_CHECK,
        ONLINE,
        APPOINTMENT,
        HOME_VISIT,
        KIOSK
    }

    /** What a police station does with it. */
    public enum StationMode {
        FULL,
        ACCEPT_FORWARD,
        CONSULT
    }

    /** Where one may apply (通办范围). */
    public enum Scope {
        CITY,
        PROVINCE,
        CROSS_PROVINCE
    }

    public enum Photo {
        NEW_OR_LIBRARY,
        EXISTING,
        NONE
    }

    /** The announcement itself, a law or another place's list, or filled in to complete the announced number. */
    public enum Provenance {
        SEED,
        SOURCE,
        COMPLETION
    }

    public enum Unit {
        WORKING_DAYS,
        /** The rule says 日 and no more. */
        DAYS
    }

    /** A text in both languages. */
    public record Words(String zh, String en) {

        public String in(Locale locale) {
            return locale.getLanguage().equals("en") ? en : zh;
        }
    }

    /**
     * @param days {@code null} where the rule sets no plain number of days
     * @param text the rule's words and where they stand
     */
    public record Statutory(Integer days, Unit unit, String text) {}

    /**
     * Limits that stand in no line of the catalogue, in working days.
     *
     * @param noticeStatutory to say what is missing, from receipt
     * @param decisionStatutory to decide, from acceptance; {@code null} where no law sets one for all items of the nature
     * @param deliveryStatutory to hand over, from the decision
     */
    public record Limits(
            int noticeStatutory,
            int noticePromised,
            Integer decisionStatutory,
            int deliveryStatutory,
            int deliveryPromised) {}

    /** How a field of a form is filled in. */
    public enum FieldKind {
        TEXT,
        /** Such as {@code 2026-11-29}. */
        DATE,
        /** Digits, at most nine. */
        NUMBER,
        CHOICE
    }

    /**
     * One field of the form of an item.
     *
     * @param options what a {@link FieldKind#CHOICE} offers, by code; empty for the other kinds
     */
    public record Field(String name, Words label, FieldKind kind, boolean required, Map<String, Words> options) {

        private static final int LONGEST = 100;
        private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
        private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

        /** Whether this is an answer; a blank one is none. */
        public boolean fits(String answer) {
            return switch (kind) {
                case TEXT ->
                    answer.length() <= LONGEST && !CONTROL.matcher(answer).find();
                case NUMBER -> NUMBER.matcher(answer).matches();
                case CHOICE -> options.containsKey(answer);
                case DATE -> isDate(answer);
            };
        }

        private static boolean isDate(String answer) {
            try {
                int year = LocalDate.parse(answer).getYear();
                return year >= 1800 && year < 2200;
            } catch (DateTimeException e) {
                return false;
            }
        }

        /** The answer as people read it. */
        public String shown(String answer, Locale locale) {
            return kind == FieldKind.CHOICE ? options.get(answer).in(locale) : answer;
        }
    }

    private static final List<Nature> THINGS = List.of(Nature.PERMIT, Nature.LICENCE, Nature.CERT);

    public String name(Locale locale) {
        return locale.getLanguage().equals("en") ? nameEn : nameZh;
    }

    public String remedy(Locale locale) {
        return remedy.in(locale);
    }

    /** Whether this office gives advice on it and nothing else. */
    public boolean adviceOnly() {
        return process.equals("consultation");
    }

    /** Limit of what this office does about it, in working days: the promised one, or that of the advice. */
    public int workingDays() {
        return adviceOnly() ? limits.noticePromised() : promisedWorkingDays;
    }

    /** Whether a clerk at the window can finish it in the visit in which it is applied for. */
    public boolean onTheSpot() {
        return promisedWorkingDays == 0 && stationMode == StationMode.FULL && channels.contains(Channel.WINDOW);
    }

    /** Whether the result is a document that can be put on line, and not a thing that somebody hands over. */
    public boolean electronicResult() {
        return !eCertificate.isEmpty() || !THINGS.contains(nature);
    }

    boolean offeredOn(LocalDate day) {
        return !day.isBefore(effectiveFrom) && (effectiveTo == null || !day.isAfter(effectiveTo));
    }
}
