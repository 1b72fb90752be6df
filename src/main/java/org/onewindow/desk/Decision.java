package org.onewindow.desk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.onewindow.pass.Hours;
import org.onewindow.pass.PassApplication;
import org.onewindow.shared.Defects;

/**
 * The decision form as it was typed.
 *
 * @param outcome empty when none was chosen
 * @param changes to what is granted, by path; blank where it stays as asked for
 * @param defects what is to be corrected, by path of the application
 */
record Decision(String outcome, String note, String version, Map<String, String> changes, Map<String, String> defects) {

    /** What an officer may set otherwise than it was asked for. */
    static final List<String> CHANGES = List.of("period.from", "period.to", "hours.from", "hours.to");

    /** What may be wrong with an application, and how it is called. */
    static final Map<String, String> PATHS = new LinkedHashMap<>();

    static {
        PATHS.put("plate.number", "page.desk.field.plate");
        PATHS.put("zones", "page.desk.field.zones");
        PATHS.put("route", "page.desk.field.route");
        PATHS.put("period.to", "page.desk.field.period");
        PATHS.put("hours", "page.desk.field.hours");
        PATHS.put("purpose", "page.desk.field.purpose");
        PATHS.put("goods.kind", "page.desk.field.goods");
        PATHS.put("applicant.creditCode", "page.desk.field.applicant");
        PATHS.put("contact.mobile", "page.desk.field.contact");
        PATHS.put("driver.licenceNumber", "page.desk.field.driver");
    }

    private static final int LONGEST_NOTE = 1000;
    private static final int LONGEST_DEFECT = 300;

    /** Before anything is typed: what was asked for. */
    static Decision blank(PassApplication asked, int version) {
        return new Decision("", "", String.valueOf(version), asked(asked), Map.of());
    }

    static Decision of(Map<String, String> form) {
        var changes = new TreeMap<String, String>();
        CHANGES.forEach(path -> changes.put(path, form.getOrDefault(path, "").strip()));
        var defects = new TreeMap<String, String>();
        PATHS.keySet().forEach(path -> {
            String typed = form.getOrDefault("defect." + path, "").strip();
            if (!typed.isEmpty()) {
                defects.put(path, typed);
            }
        });
        return new Decision(
                form.getOrDefault("outcome", ""),
                form.getOrDefault("note", ""),
                form.getOrDefault("version", ""),
                changes,
                defects);
    }

    Decision against(int current) {
        return new Decision(outcome, note, String.valueOf(current), changes, defects);
    }

    /** What the outcome needs: for a grant what was changed, for a correction what is wrong. */
    Map<String, String> fields(PassApplication asked) {
        return switch (outcome) {
            case "grant" -> {
                var changed = new TreeMap<>(changes);
                changed.values().removeIf(String::isEmpty);
                asked(asked).forEach(changed::remove);
                yield changed;
            }
            case "correct" -> defects;
            default -> Map.of();
        };
    }

    /** @throws org.onewindow.shared.Refusal when none was chosen, or something is too long to be kept */
    void requireReadable() {
        var wrong = new Defects()
                .require(!outcome.isEmpty(), "outcome", "missing")
                .require(note.length() <= LONGEST_NOTE, "note", "length");
        var all = new ArrayList<>(changes.values());
        all.addAll(defects.values());
        all.forEach(typed -> wrong.require(typed.length() <= LONGEST_DEFECT, "fields", "length"));
        wrong.refuse();
    }

    private static Map<String, String> asked(PassApplication application) {
        Hours hours = application.hoursOrWholeDay();
        return Map.of(
                "period.from", application.period().from().toString(),
                "period.to", application.period().to().toString(),
                "hours.from", hours.from().toString(),
                "hours.to", hours.to().toString());
    }
}
