package org.onewindow.casework;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.onewindow.audit.Audit;
import org.onewindow.audit.AuditRecord;
import org.onewindow.calendar.CountedDay;
import org.onewindow.calendar.Deadline;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.catalogue.Catalogue;
import org.onewindow.catalogue.ServiceItem;
import org.onewindow.identity.Units;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** A case in the caller's language: where it stands, who acts next, by when, and how that was counted. */
public record CaseView(
        String id,
        String number,
        Coded item,
        Coded status,
        String subject,
        Coded unit,
        Instant submittedAt,
        Instant receivedAt,
        Limit limit,
        Next next,
        DecisionView decision,
        int version) {

    public record Coded(String code, String text) {}

    /**
     * @param dueDate local date of the office
     * @param provisional counted while a year of the calendar was not published; may change
     */
    public record Limit(
            int workingDays,
            LocalDate dueDate,
            Instant dueAt,
            boolean provisional,
            Colour colour,
            List<CountedDay> countedDays) {}

    /** @param until {@code null} when nobody waits, or the clock stands */
    public record Next(CaseStatus.Turn who, String text, Instant until) {}

    public record DecisionView(Instant at, boolean byRule, String reason, String remedy) {}

    /** Something that happened. Who of the office did it is not told. */
    public record Event(Instant at, String act, String text, String outcome, String note, Map<String, String> fields) {}

    /**
     * Somebody of the office looked at the case, or changed it, or was kept from it.
     *
     * @param unit of whoever it was; his name is not told
     * @param kind {@code READ}, {@code REVEALED}, {@code CHANGED} or {@code REFUSED}
     * @param purpose codes of the purpose and of the field that was seen in full; empty for other kinds
     */
    public record Access(Instant at, Coded unit, String roles, Coded kind, String purpose) {}

    /** Turns cases into views. */
    @Component
    public static class Maker {

        private static final int MOST_ACCESSES = 200;

        private static final Set<CaseStatus> AGAINST =
                EnumSet.of(CaseStatus.REFUSED, CaseStatus.NOT_ACCEPTED, CaseStatus.RESCINDED);

        private final Catalogue catalogue;
        private final Units units;
        private final WorkingCalendar calendar;
        private final Cases cases;
        private final Audit audit;
        private final MessageSource messages;
        private final Clock clock;

        Maker(
                Catalogue catalogue,
                Units units,
                WorkingCalendar calendar,
                Cases cases,
                Audit audit,
                MessageSource messages,
                Clock clock) {
            this.catalogue = catalogue;
            this.units = units;
            this.calendar = calendar;
            this.cases = cases;
            this.audit = audit;
            this.messages = messages;
            this.clock = clock;
        }

        /** @param explained whether the counted days are listed */
        public CaseView of(Case c, Locale locale, boolean explained) {
            ServiceItem item = cases.itemOf(c);
            Deadline promised = c.clocks().promised();
            return new CaseView(
                    c.id(),
                    c.number(),
                    new Coded(item.code(), item.name(locale)),
                    new Coded(c.status().name(), text("case.status." + c.status(), locale)),
                    c.subject(),
                    new Coded(c.unit(), units.name(c.unit(), locale)),
                    c.clocks().submittedAt(),
                    promised == null ? null : promised.received(),
                    promised == null ? null : limit(c, promised, explained),
                    new Next(c.turn(), text("case.turn." + c.turn(), locale), until(c)),
                    c.decision() == null ? null : decision(c, item, locale),
                    c.version());
        }

        /** What happened, in order. */
        public List<Event> events(Case c, Locale locale) {
            return cases.history(c).stream()
                    .map(e -> new Event(
                            e.at(),
                            e.act().name(),
                            text("case.act." + e.act(), locale),
                            e.outcome(),
                            e.note(),
                            e.fields()))
                    .toList();
        }

        /** Who else than the applicant has looked at his case, or tried to, the newest first; the last two hundred. */
        public List<Access> accesses(Case own, Locale locale) {
            return audit.of(own.id(), own.applicant(), MOST_ACCESSES).stream()
                    .map(r -> new Access(
                            r.at(),
                            new Coded(r.unit(), units.name(r.unit(), locale)),
                            r.roles(),
                            kind(r, locale),
                            r.purpose()))
                    .toList();
        }

        private Coded kind(AuditRecord record, Locale locale) {
            String kind = !record.result().equals(AuditRecord.DONE)
                    ? "REFUSED"
                    : record.act().startsWith("GET ")
                            ? "READ"
                            : record.act().endsWith("/reveals") ? "REVEALED" : "CHANGED";
            return new Coded(kind, text("case.access." + kind, locale));
        }

        private Limit limit(Case c, Deadline promised, boolean explained) {
            return new Limit(
                    promised.workingDays(),
                    promised.dueDate(),
                    promised.due(),
                    promised.provisional(),
                    c.status().isOpen() && c.status() != CaseStatus.SPECIAL_PROCEDURE
                            ? Colour.of(clock.instant(), promised.due(), calendar)
                            : null,
                    explained ? calendar.explain(promised.received(), promised.workingDays()) : null);
        }

        private static Instant until(Case c) {
            return switch (c.turn()) {
                case APPLICANT -> c.clocks().correctionDueAt();
                case SYSTEM, OFFICER ->
                    c.status() == CaseStatus.SPECIAL_PROCEDURE
                            ? null
                            : c.status() == CaseStatus.GRANTED
                                    ? c.clocks().delivery().due()
                                    : c.clocks().promised().due();
                case NOBODY -> null;
            };
        }

        private DecisionView decision(Case c, ServiceItem item, Locale locale) {
            boolean byRule = c.decision().by().equals("rule");
            String reason = c.decision().reason();
            return new DecisionView(
                    c.decision().at(),
                    byRule,
                    byRule && reason != null ? ruleInWords(reason, locale) : reason,
                    AGAINST.contains(c.status())
                            ? catalogue.remedy(item, c.subject()).in(locale)
                            : null);
        }

        /** The code of the rule, and behind spaces what its message names. */
        private String ruleInWords(String reason, Locale locale) {
            String[] words = reason.split(" ");
            Object[] named = Arrays.copyOfRange(words, 1, words.length, Object[].class);
            return messages.getMessage("reason." + words[0], named, locale);
        }

        private String text(String code, Locale locale) {
            return messages.getMessage(code, null, locale);
        }
    }
}
