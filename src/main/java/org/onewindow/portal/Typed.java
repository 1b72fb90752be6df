package org.onewindow.portal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onewindow.pass.Hours;
import org.onewindow.pass.PassApplication;
import org.onewindow.pass.PassApplication.Contact;
import org.onewindow.pass.PassApplication.Goods;
import org.onewindow.pass.PassApplication.Kind;
import org.onewindow.pass.PassApplication.Party;
import org.onewindow.pass.PassApplication.PlateEntry;
import org.onewindow.pass.PassClass;
import org.onewindow.pass.Period;
import org.onewindow.shared.Defects;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * What somebody typed into a form, by the path of the field, exactly as he typed it; so it can be shown again when something
 * is wrong with it. Never logged.
 */
final class Typed {

    /** The applicant himself, where the others are companies by their credit code. */
    static final String SELF = "SELF";

    private static final Pattern DATE = Pattern.compile("(\\d{4})\\D{1,2}(\\d{1,2})\\D{1,2}(\\d{1,2})\\D?");
    private static final Pattern TIME = Pattern.compile("(\\d{1,2})[:：](\\d{2})(:00)?");

    private final MultiValueMap<String, String> values;

    Typed(MultiValueMap<String, String> values) {
        this.values = values;
    }

    /** What is written already. */
    static Typed of(PassApplication a) {
        var typed = new Typed(new LinkedMultiValueMap<>());
        typed.put("passClass", a.passClass());
        typed.put("project", a.project());
        typed.put("route", a.route());
        typed.put("purpose", a.purpose());
        if (a.plate() != null) {
            typed.put("plate.number", a.plate().number());
            typed.put("plate.type", a.plate().type());
        }
        if (a.zones() != null) {
            a.zones().forEach(zone -> typed.values.add("zones", zone));
        }
        if (a.period() != null) {
            typed.put("period.from", a.period().from());
            typed.put("period.to", a.period().to());
        }
        if (a.hours() != null && !a.hours().from().equals(a.hours().to())) {
            typed.put("hours.from", a.hours().from());
            typed.put("hours.to", a.hours().to());
        }
        if (a.goods() != null) {
            typed.put("goods.kind", a.goods().kind());
            typed.put("goods.hazardous", a.goods().hazardous());
        }
        if (a.applicant() != null && a.applicant().kind() != null) {
            typed.put(
                    "applicant.kind",
                    a.applicant().kind() == Kind.PERSON ? SELF : a.applicant().creditCode());
        }
        if (a.contact() != null) {
            typed.put("contact.name", a.contact().name());
            typed.put("contact.mobile", a.contact().mobile());
        }
        return typed;
    }

    void put(String field, Object value) {
        if (value != null) {
            values.set(field, value.toString());
        }
    }

    /** As typed; empty when nothing was. */
    public String one(String field) {
        String value = values.getFirst(field);
        return value == null ? "" : value;
    }

    public boolean has(String field, String value) {
        return values.getOrDefault(field, List.of()).contains(value);
    }

    /**
     * The application with the answers of one step.
     *
     * @param defects learns what cannot be read
     */
    PassApplication onto(Step step, PassApplication a, Defects defects) {
        boolean vehicle = step == Step.VEHICLE;
        boolean where = step == Step.WHERE;
        boolean goods = step == Step.GOODS;
        boolean applicant = step == Step.APPLICANT;
        return new PassApplication(
                vehicle ? passClass() : a.passClass(),
                vehicle ? new PlateEntry(plain("plate.number"), plain("plate.type")) : a.plate(),
                a.vehicle(),
                where ? List.copyOf(values.getOrDefault("zones", List.of())) : a.zones(),
                where ? plain("route") : a.route(),
                where ? new Period(date("period.from", defects), date("period.to", defects)) : a.period(),
                where ? hours(defects) : a.hours(),
                goods ? plain("purpose") : a.purpose(),
                goods ? new Goods(plain("goods.kind"), yes("goods.hazardous")) : a.goods(),
                applicant ? party() : a.applicant(),
                applicant ? new Contact(plain("contact.name"), plain("contact.mobile")) : a.contact(),
                vehicle ? plain("project") : a.project(),
                a.driver());
    }

    private PassClass passClass() {
        String kind = plain("passClass");
        return kind == null ? null : new PassClass(kind);
    }

    private Party party() {
        String who = plain("applicant.kind");
        if (who == null) {
            return new Party(null, null);
        }
        return who.equals(SELF) ? new Party(Kind.PERSON, null) : new Party(Kind.COMPANY, who);
    }

    private Boolean yes(String field) {
        String answer = plain(field);
        return answer == null ? null : Boolean.valueOf(answer);
    }

    private String plain(String field) {
        String text = one(field).strip();
        return text.isEmpty() ? null : text;
    }

    /** As an old phone without a calendar lets people write it: 2026-11-30, 2026/11/30, 2026年11月30日. */
    LocalDate date(String field, Defects defects) {
        String text = plain(field);
        if (text == null) {
            return null;
        }
        Matcher parts = DATE.matcher(text);
        try {
            if (parts.matches()) {
                return LocalDate.of(number(parts, 1), number(parts, 2), number(parts, 3));
            }
        } catch (DateTimeException noSuchDay) {
            // Told below.
        }
        defects.require(false, field, "date-malformed");
        return null;
    }

    LocalTime time(String field, Defects defects) {
        String text = plain(field);
        if (text == null) {
            return null;
        }
        Matcher parts = TIME.matcher(text);
        try {
            if (parts.matches()) {
                return LocalTime.of(number(parts, 1), number(parts, 2));
            }
        } catch (DateTimeException noSuchTime) {
            // Told below.
        }
        defects.require(false, field, "time-malformed");
        return null;
    }

    /** A whole number from 1 on; 0 where it is a defect. */
    int number(String field, int most, Defects defects) {
        String text = plain(field);
        defects.require(text != null, field, "missing");
        int number = text != null && text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
        defects.require(text == null || number > 0 && number <= most, field, "value");
        return number;
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    /** Both left out mean the whole day. */
    private Hours hours(Defects defects) {
        LocalTime from = time("hours.from", defects);
        LocalTime to = time("hours.to", defects);
        if (from == null && to == null) {
            return null;
        }
        defects.require(from != null || !one("hours.from").isBlank(), "hours.from", "hours-incomplete");
        defects.require(to != null || !one("hours.to").isBlank(), "hours.to", "hours-incomplete");
        return from == null || to == null ? null : new Hours(from, to);
    }
}
