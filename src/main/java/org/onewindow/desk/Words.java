package org.onewindow.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.Colour;
import org.onewindow.catalogue.Catalogue;
import org.onewindow.identity.Accounts;
import org.onewindow.identity.Units;
import org.onewindow.pass.Hours;
import org.onewindow.restriction.Zones;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What the pages of the desk say, in the language of the request. */
@Component("deskWords")
class Words {

    /** Something wrong with a form, and the id of the element to put it right at; empty when the whole is meant. */
    record Wrong(String at, String text) {}

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(WorkingCalendar.ZONE);

    private static final Map<String, String> OUTCOMES = Map.of(
            "grant", "page.desk.outcome.grant",
            "refuse", "page.desk.outcome.refuse",
            "correct", "page.desk.outcome.correct",
            "return", "page.desk.outcome.giveBack");

    private static final Map<Colour, String> COLOURS = Map.of(
            Colour.BLUE, "page.desk.colour.blue",
            Colour.YELLOW, "page.desk.colour.yellow",
            Colour.ORANGE, "page.desk.colour.orange",
            Colour.RED, "page.desk.colour.red");

    private final MessageSource messages;
    private final WorkingCalendar calendar;
    private final Units units;
    private final Zones zones;
    private final Catalogue catalogue;
    private final Accounts accounts;
    private final Clock clock;

    Words(
            MessageSource messages,
            WorkingCalendar calendar,
            Units units,
            Zones zones,
            Catalogue catalogue,
            Accounts accounts,
            Clock clock) {
        this.messages = messages;
        this.calendar = calendar;
        this.units = units;
        this.zones = zones;
        this.catalogue = catalogue;
        this.accounts = accounts;
        this.clock = clock;
    }

    public String text(String key, Object... arguments) {
        return messages.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }

    /** Local date and time of the office. */
    public String moment(Instant instant) {
        return MOMENT.format(instant);
    }

    /** The working time that is left until a limit. */
    public String left(Instant due) {
        Instant now = clock.instant();
        if (!due.isAfter(now)) {
            return text("page.desk.overdue");
        }
        Duration left = calendar.workingTimeBetween(now, due);
        return text("page.desk.left", left.toHours(), left.toMinutesPart());
    }

    public Colour colour(Instant due) {
        return Colour.of(clock.instant(), due, calendar);
    }

    public String colour(Colour colour) {
        return text(COLOURS.get(colour));
    }

    /** A diagram may bring outcomes that have no words here. */
    public String outcome(String code) {
        String key = OUTCOMES.get(code);
        return key == null ? code : text(key);
    }

    boolean isOutcome(String code) {
        return OUTCOMES.containsKey(code);
    }

    public String step(String code) {
        return code.equals("review") ? text("page.desk.step.review") : code;
    }

    public String unit(String code) {
        return units.name(code, LocaleContextHolder.getLocale());
    }

    public String zone(String code) {
        return zones.name(code, LocaleContextHolder.getLocale());
    }

    public String act(Enum<?> act) {
        return text("case.act." + act);
    }

    /** The number of a plate without its type. */
    public String plain(String subject) {
        return subject.replaceFirst("/.*", "");
    }

    public String item(String code) {
        return catalogue.item(code).name(LocaleContextHolder.getLocale());
    }

    /** Name of a colleague; whoever applied is not named. */
    public String who(String account, String applicant) {
        if (account.equals(Actor.RULE.id())) {
            return text("page.desk.rule");
        }
        return account.equals(applicant)
                ? text("page.desk.applicant")
                : accounts.person(account).name();
    }

    /** A form is taken once under each. */
    public UUID key() {
        return UUID.randomUUID();
    }

    public String hours(Hours hours) {
        return hours.from().equals(hours.to()) ? text("page.desk.wholeDay") : hours.from() + "–" + hours.to();
    }

    /** What one of {@link Decision#CHANGES} is called. */
    public String change(String path) {
        return text(
                switch (path) {
                    case "period.from" -> "page.desk.change.firstDay";
                    case "period.to" -> "page.desk.change.lastDay";
                    case "hours.from" -> "page.desk.change.begins";
                    default -> "page.desk.change.ends";
                });
    }

    /** What is wrong at one element, or {@code null}. */
    public String at(List<Wrong> wrong, String id) {
        return wrong.stream()
                .filter(one -> one.at().equals(id))
                .map(Wrong::text)
                .findFirst()
                .orElse(null);
    }

    List<Wrong> wrong(Refusal refusal) {
        return refusal.defects().stream()
                .map(defect -> new Wrong(
                        defect.field().replaceFirst("^fields\\.", "").replace('.', '-'),
                        text(
                                "problem." + defect.code(),
                                defect.arguments().stream()
                                        .map(a -> a instanceof Instant at ? moment(at) : a)
                                        .toArray())))
                .toList();
    }
}
