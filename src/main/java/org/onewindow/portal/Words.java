package org.onewindow.portal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.onewindow.calendar.OfficeTime;
import org.onewindow.casework.CaseView;
import org.onewindow.shared.Refusal;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What templates say in the reader's language. */
@Component
class Words {

    /** Names of fields by their path in an application. */
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("passClass", "page.portal.field.kind"),
            Map.entry("plate.number", "page.portal.field.plateNumber"),
            Map.entry("plate.type", "page.portal.field.plateType"),
            Map.entry("project", "page.portal.field.project"),
            Map.entry("zones", "page.portal.field.zones"),
            Map.entry("period.from", "page.portal.field.from"),
            Map.entry("period.to", "page.portal.field.to"),
            Map.entry("hours.from", "page.portal.field.hoursFrom"),
            Map.entry("hours.to", "page.portal.field.hoursTo"),
            Map.entry("route", "page.portal.field.route"),
            Map.entry("purpose", "page.portal.field.purpose"),
            Map.entry("goods.kind", "page.portal.field.goods"),
            Map.entry("goods.hazardous", "page.portal.field.hazardous"),
            Map.entry("applicant.kind", "page.portal.field.applicant"),
            Map.entry("zone", "page.portal.field.zone"),
            Map.entry("date", "page.portal.field.date"),
            Map.entry("time", "page.portal.field.time"),
            Map.entry("bodyType", "page.portal.field.bodyType"),
            Map.entry("energy", "page.portal.field.energy"),
            Map.entry("lengthMm", "page.portal.field.lengthMm"),
            Map.entry("widthMm", "page.portal.field.widthMm"),
            Map.entry("heightMm", "page.portal.field.heightMm"),
            Map.entry("grossMassKg", "page.portal.field.grossMassKg"),
            Map.entry("load", "page.portal.field.load"),
            Map.entry("vehicles", "page.portal.field.vehicles"),
            Map.entry("unit", "page.portal.field.unit"),
            Map.entry("region", "page.portal.field.region"),
            Map.entry("mail", "page.portal.field.mail"),
            Map.entry("sms", "page.portal.field.sms"),
            Map.entry("language", "page.portal.field.language"),
            Map.entry("delivery", "page.portal.field.delivery"),
            Map.entry("address", "page.portal.field.address"),
            Map.entry("note", "page.portal.field.note"),
            Map.entry("papers", "page.portal.field.papers"),
            Map.entry("items", "page.portal.home.items"),
            Map.entry("near", "page.portal.home.near"),
            Map.entry("home", "page.portal.field.home"),
            Map.entry("reason", "page.portal.home.reason"),
            Map.entry("startsAt", "page.portal.field.startsAt"),
            Map.entry("place", "page.portal.field.place"),
            Map.entry("lat", "page.portal.field.lat"),
            Map.entry("lon", "page.portal.field.lon"),
            Map.entry("outlet", "page.portal.field.outlet"),
            Map.entry("commitment", "page.portal.field.commitment"),
            Map.entry("level", "page.portal.field.level"),
            Map.entry("reasons", "page.portal.field.reasons"),
            Map.entry("words", "page.portal.field.words"),
            Map.entry("contact.name", "page.portal.field.contactName"),
            Map.entry("contact.mobile", "page.portal.field.mobile"),
            Map.entry("mobile", "page.privacy.mobile"));

    /** Paths that have no input of their own, and the input that stands for them. */
    private static final Map<String, String> REST = Map.of(
            "plate",
            "plate.number",
            "hours",
            "hours.from",
            "applicant.creditCode",
            "applicant.kind",
            "period",
            "period.from",
            "csv",
            "vehicles",
            "division",
            "items");

    /**
     * Entry of an error summary.
     *
     * @param href where the field is
     */
    record Wrong(String field, String label, String text, String href) {}

    /** What a citizen is told of a task by its outcome; of others he hears in another way. */
    private static final Map<String, String> ENDS = Map.of(
            "grant", "page.portal.happened.grant",
            "refuse", "page.portal.happened.refuse",
            "correct", "page.portal.happened.correct",
            "return", "page.portal.happened.giveBack",
            "notAccept", "page.portal.happened.notAccept",
            "finish", "page.portal.happened.finish");

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    private final MessageSource messages;

    Words(MessageSource messages) {
        this.messages = messages;
    }

    /** The language of what somebody typed, where it is another than the page's; otherwise {@code null}. */
    public String tongue(String typed) {
        boolean english = locale().getLanguage().equals("en");
        return english && typed != null && HAN.matcher(typed).find() ? "zh" : null;
    }

    /** Local time of the office, to the minute. */
    public String moment(Instant instant) {
        return OfficeTime.moment(instant);
    }

    /** A day and which of the week it is. */
    public String day(LocalDate date) {
        return OfficeTime.day(date, locale());
    }

    /** What people call a case: a plate, or where there is none to tell it by its item. */
    public String heading(CaseView c) {
        if (c.subject().isEmpty()) {
            return text("page.portal.noPlate");
        }
        return c.subject().equals(c.item().code())
                ? c.item().text()
                : c.subject().replaceFirst("/.*", "");
    }

    /** Local time of the office on its day, to the minute that has begun. */
    public String time(Instant instant) {
        return OfficeTime.time(instant);
    }

    /** What happened, and where somebody decided also what. */
    public String happened(CaseView.Event event) {
        String key = event.outcome() == null ? null : ENDS.get(event.outcome());
        return key == null ? event.text() : text(key);
    }

    /** A key under which a form is taken once, however often it is sent. */
    public String key() {
        return UUID.randomUUID().toString();
    }

    /** Name of a field of the application; a path that has none stands for itself. */
    public String field(String path) {
        return FIELDS.containsKey(path) ? text(FIELDS.get(path)) : path;
    }

    public String text(String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale());
    }

    /** Id of what a screen reader reads with the field, or {@code null}. */
    public String describedBy(String field, String hint, List<Wrong> errors) {
        String hinted = hint == null ? "" : field + "-hint";
        return isWrong(field, errors) ? (hinted + " " + field + "-error").strip() : hinted.isEmpty() ? null : hinted;
    }

    public boolean isWrong(String field, List<Wrong> errors) {
        return errors != null && errors.stream().anyMatch(wrong -> wrong.field().equals(field));
    }

    /** Codes with their keys, in this order. */
    static Map<String, String> ordered(String... codesAndKeys) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < codesAndKeys.length; i += 2) {
            map.put(codesAndKeys[i], codesAndKeys[i + 1]);
        }
        return map;
    }

    /** Texts by code. */
    Map<String, String> all(Map<String, String> keys) {
        var texts = new LinkedHashMap<String, String>();
        keys.forEach((code, key) -> texts.put(code, text(key)));
        return texts;
    }

    List<Wrong> wrong(List<Refusal.Defect> defects) {
        return wrong(defects, field -> "#" + field);
    }

    /** The first of each field. */
    List<Wrong> wrong(List<Refusal.Defect> defects, UnaryOperator<String> places) {
        var named = new HashSet<String>();
        return defects.stream()
                .map(d -> {
                    String field = REST.getOrDefault(plain(d.field()), plain(d.field()));
                    return new Wrong(
                            field,
                            field.isEmpty() ? "" : field(field),
                            text("problem." + d.code(), d.arguments().toArray()),
                            places.apply(field));
                })
                .filter(wrong -> wrong.field().isEmpty() || named.add(wrong.field()))
                .toList();
    }

    private static String plain(String path) {
        return path.replaceFirst("\\[.*", "");
    }

    public Locale locale() {
        return LocaleContextHolder.getLocale();
    }
}
