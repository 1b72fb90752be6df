package org.onewindow.desk;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.onewindow.desk.Matter.Input;
import org.onewindow.desk.Matter.Sheet;
import org.onewindow.shared.Defects;

/**
 * The decision form as it was typed.
 *
 * @param outcome empty when none was chosen
 * @param typed by the name of the input
 */
record Decision(String outcome, String note, String version, Map<String, String> typed) {

    private static final int LONGEST_NOTE = 1000;
    private static final int LONGEST_FIELD = 300;

    /** Before anything is typed: what was asked for. */
    static Decision blank(Sheet sheet, int version) {
        return new Decision(
                "",
                "",
                String.valueOf(version),
                sheet.allInputs().collect(Collectors.toMap(Input::name, Input::asked)));
    }

    static Decision of(Map<String, String> form, Sheet sheet) {
        return new Decision(
                form.getOrDefault("outcome", ""),
                form.getOrDefault("note", ""),
                form.getOrDefault("version", ""),
                sheet.allInputs()
                        .collect(Collectors.toMap(
                                Input::name,
                                input -> form.getOrDefault(input.name(), "").strip())));
    }

    Decision against(int current) {
        return new Decision(outcome, note, String.valueOf(current), typed);
    }

    /** What the chosen outcome needs, by path: what was typed and says something else than was asked for. */
    Map<String, String> fields(Sheet sheet) {
        var fields = new TreeMap<String, String>();
        sheet.inputs().stream()
                .filter(inputs -> inputs.outcome().equals(outcome))
                .flatMap(inputs -> inputs.list().stream())
                .filter(input -> !typed.get(input.name()).isEmpty())
                .filter(input -> !typed.get(input.name()).equals(input.asked()))
                .forEach(input -> fields.put(input.path(), typed.get(input.name())));
        return fields;
    }

    /** @throws org.onewindow.shared.Refusal when none was chosen, or something is too long to be kept */
    void requireReadable() {
        var wrong = new Defects()
                .require(!outcome.isEmpty(), "outcome", "missing")
                .require(note.length() <= LONGEST_NOTE, "note", "length");
        typed.values().forEach(text -> wrong.require(text.length() <= LONGEST_FIELD, "fields", "length"));
        wrong.refuse();
    }
}
