package org.onewindow.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.onewindow.calendar.OfficeTime;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.Colour;
import org.onewindow.catalogue.Catalogue;
import org.onewindow.desk.Matter.Input;
import org.onewindow.desk.Matter.Inputs;
import org.onewindow.identity.Accounts;
import org.onewindow.identity.Units;
import org.onewindow.pass.Hours;
import org.onewindow.restriction.Zones;
import org.onewindow.service.ServiceApplication.Delivery;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What the pages of the desk say, in the language of the request. */
@Component("deskWords")
class Words {

    /**
     * Something wrong with a form.
     *
     * @param at id of the element to put it right at; empty when the whole is meant
     * @param label what that element is called, or {@code null}
     */
    record Wrong(String at, String label, String text) {}

    static final Map<String, String> OUTCOMES = Map.ofEntries(
            Map.entry("grant", "page.desk.outcome.grant"),
            Map.entry("refuse", "page.desk.outcome.refuse"),
            Map.entry("correct", "page.desk.outcome.correct"),
            Map.entry("return", "page.desk.outcome.giveBack"),
            Map.entry("accept", "page.desk.outcome.accept"),
            Map.entry("notRequired", "page.desk.outcome.notRequired"),
            Map.entry("notAccept", "page.desk.outcome.notAccept"),
            Map.entry("finish", "page.desk.outcome.finish"),
            Map.entry("suspend", "page.desk.outcome.suspend"),
            Map.entry("extend", "page.desk.outcome.extend"),
            Map.entry("terminate", "page.desk.outcome.terminate"),
            Map.entry("resume", "page.desk.outcome.resume"),
            Map.entry("approve", "page.desk.outcome.approve"),
            Map.entry("decline", "page.desk.outcome.decline"),
            Map.entry("deliver", "page.desk.outcome.deliver"),
            Map.entry("tolerate", "page.desk.outcome.tolerate"),
            Map.entry("ready", "page.desk.outcome.ready"),
            Map.entry("notReady", "page.desk.outcome.notReady"),
            Map.entry("kept", "page.desk.outcome.kept"),
            Map.entry("broken", "page.desk.outcome.broken"),
            Map.entry("rectified", "page.desk.outcome.rectified"),
            Map.entry("unfounded", "page.desk.outcome.unfounded"),
            Map.entry("made", "page.desk.outcome.made"),
            Map.entry("failed", "page.desk.outcome.failed"),
            Map.entry("undelivered", "page.desk.outcome.undelivered"));

    static final Map<String, String> STEPS = Map.ofEntries(
            Map.entry("review", "page.desk.step.review"),
            Map.entry("acceptance", "page.desk.step.acceptance"),
            Map.entry("specialProcedure", "page.desk.step.special"),
            Map.entry("extension", "page.desk.step.extension"),
            Map.entry("approval", "page.desk.step.approval"),
            Map.entry("preCheck", "page.desk.step.preCheck"),
            Map.entry("followUp", "page.desk.step.followUp"),
            Map.entry("making", "page.desk.step.making"),
            Map.entry("handover", "page.desk.step.handover"),
            Map.entry("delivery", "page.desk.step.delivery"),
            Map.entry("commitmentCheck", "page.desk.step.commitmentCheck"));

    private static final Map<Delivery, String> DELIVERIES = new EnumMap<>(Map.of(
            Delivery.COUNTER, "page.desk.delivery.counter",
            Delivery.POST, "page.desk.delivery.post",
            Delivery.ELECTRONIC, "page.desk.delivery.electronic"));

    /** Names of the inputs that every form of the desk has, by their ids. */
    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("outcome", "page.desk.outcome"),
            Map.entry("note", "page.desk.label.note"),
            Map.entry("fields", "page.desk.label.fields"),
            Map.entry("cause", "page.desk.pass.cause"),
            Map.entry("name", "page.desk.reception.name"),
            Map.entry("citizenId", "page.desk.reception.citizenId"),
            Map.entry("mobile", "page.desk.reception.mobile"),
            Map.entry("unit", "page.desk.unit"),
            Map.entry("item", "page.desk.what"),
            Map.entry("delivery", "page.desk.reception.delivery"),
            Map.entry("address", "page.desk.reception.address"),
            Map.entry("reason", "page.desk.reason"),
            Map.entry("days", "page.desk.label.days"),
            Map.entry("officer", "page.desk.home.officer"),
            Map.entry("from", "page.desk.closures.from"),
            Map.entry("to", "page.desk.closures.to"),
            Map.entry("day", "page.desk.home.day"),
            Map.entry("time", "page.desk.home.time"),
            Map.entry("startsAt", "page.desk.home.time"),
            Map.entry("results", "page.desk.home.report"),
            Map.entry("recordedAt", "page.desk.home.madeAt"),
            Map.entry("authority", "page.desk.field.authority"),
            Map.entry("tracking", "page.desk.field.tracking"),
            Map.entry("period-to", "page.desk.field.period"),
            Map.entry("period-from", "page.desk.field.period"),
            Map.entry("hours-from", "page.desk.field.hours"));

    private static final Map<Colour, String> COLOURS = Map.of(
            Colour.BLUE, "page.desk.colour.blue",
            Colour.YELLOW, "page.desk.colour.yellow",
            Colour.ORANGE, "page.desk.colour.orange",
            Colour.RED, "page.desk.colour.red");

    private static final Map<String, String> PLATES = Map.of(
            "01", "page.plate.large",
            "02", "page.plate.small",
            "51", "page.plate.largeNew",
            "52", "page.plate.smallNew",
            "15", "page.plate.trailer");

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

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

    /** The language of what somebody typed, where it is another than the page's; otherwise {@code null}. */
    public String tongue(String typed) {
        boolean english = LocaleContextHolder.getLocale().getLanguage().equals("en");
        return english && typed != null && HAN.matcher(typed).find() ? "zh" : null;
    }

    /** Local date and time of the office. */
    public String moment(Instant instant) {
        return OfficeTime.moment(instant);
    }

    /** A day and which of the week it is. */
    public String day(LocalDate date) {
        return OfficeTime.day(date, LocaleContextHolder.getLocale());
    }

    /** Local time of the office on its day. */
    public String time(Instant instant) {
        return OfficeTime.time(instant);
    }

    /** The working time that is left until a limit. */
    public String left(Instant due) {
        Instant now = clock.instant();
        if (!due.isAfter(now)) {
            return text("page.desk.overdue");
        }
        Duration left = calendar.workingTimeBetween(now, due);
        long hours = left.toHours();
        int minutes = left.toMinutesPart();
        return hours == 0
                ? text("page.desk.leftMinutes", minutes)
                : minutes == 0 ? text("page.desk.leftHours", hours) : text("page.desk.left", hours, minutes);
    }

    public Colour colour(Instant due) {
        return Colour.of(clock.instant(), due, calendar);
    }

    public String colour(Colour colour) {
        return text(COLOURS.get(colour));
    }

    /** The colour alone, where it is said elsewhere what it means. */
    public String colourName(Colour colour) {
        return colour(colour).split("[:：]")[0];
    }

    /** A diagram may bring outcomes that have no words here. */
    public String outcome(String code) {
        String key = OUTCOMES.get(code);
        return key == null ? code : text(key);
    }

    boolean isOutcome(String code) {
        return OUTCOMES.containsKey(code);
    }

    /** Ways in which a result comes, by their codes. */
    Map<String, String> deliveries() {
        var ways = new LinkedHashMap<String, String>();
        DELIVERIES.forEach((way, key) -> ways.put(way.name(), text(key)));
        return ways;
    }

    String delivery(Delivery delivery) {
        return text(DELIVERIES.get(delivery));
    }

    /** One input for each path at which something may be wrong. */
    Inputs defects(Map<String, String> paths) {
        return named("correct", "fields", "page.desk.defects", paths);
    }

    Inputs named(String outcome, String id, String title, Map<String, String> paths) {
        String prefix = id.equals("fields") ? "defect." : id + ".";
        return new Inputs(
                outcome,
                id,
                text(title),
                paths.entrySet().stream()
                        .map(path -> new Input(prefix + path.getKey(), path.getKey(), text(path.getValue()), ""))
                        .toList());
    }

    public String step(String code) {
        return STEPS.containsKey(code) ? text(STEPS.get(code)) : code;
    }

    public String unit(String code) {
        return units.name(code, LocaleContextHolder.getLocale());
    }

    /** One of the five levels of a rating. */
    public String level(int level) {
        return text("rating.level." + level);
    }

    /** A plate, and what its type is called. */
    String plate(String number, String type) {
        return PLATES.containsKey(type) ? number + " " + text(PLATES.get(type)) : number + " / " + type;
    }

    public String zone(String code) {
        return zones.name(code, LocaleContextHolder.getLocale());
    }

    public String act(Enum<?> act) {
        return text("case.act." + act);
    }

    /** What people call a case in a list: a plate, or where there is none the item. */
    public String heading(String subject, String item) {
        return subject.equals(item) ? item(item) : plain(subject);
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

    /** What is wrong at one element, or {@code null}. */
    public String at(List<Wrong> wrong, String id) {
        return wrong.stream()
                .filter(one -> one.at().equals(id))
                .map(Wrong::text)
                .findFirst()
                .orElse(null);
    }

    List<Wrong> wrong(Refusal refusal) {
        return wrong(refusal, "fields");
    }

    /** @param entry id of what is shown in a list and stands for all of its fields */
    List<Wrong> wrongAt(String entry, Refusal refusal) {
        return wrong(refusal).stream()
                .map(one -> new Wrong(entry, one.label(), one.text()))
                .toList();
    }

    /** @param fields id of what stands for all the fields of an outcome */
    List<Wrong> wrong(Refusal refusal, String fields) {
        return refusal.defects().stream().map(defect -> wrong(defect, fields)).toList();
    }

    private Wrong wrong(Refusal.Defect defect, String fields) {
        String field = defect.field().replaceFirst("^fields\\.", "").replace('.', '-');
        String at = field.equals("fields") ? fields : field;
        Object[] arguments = defect.arguments().stream()
                .map(a -> a instanceof Instant moment ? moment(moment) : a)
                .toArray();
        return new Wrong(
                at,
                LABELS.containsKey(field) ? text(LABELS.get(field)) : null,
                text("problem." + defect.code(), arguments));
    }
}
