package org.onewindow.portal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The small steps of an application, in their order; each asks for a few fields, named by their paths. */
enum Step {
    VEHICLE("page.portal.step.vehicle", "passClass", "plate.number", "plate.type", "project"),
    WHERE("page.portal.step.where", "zones", "period.from", "period.to", "hours.from", "hours.to", "hours", "route"),
    GOODS("page.portal.step.goods", "purpose", "goods.kind", "goods.hazardous"),
    APPLICANT("page.portal.step.applicant", "applicant.kind", "applicant.creditCode", "contact.name", "contact.mobile");

    private final String title;
    private final List<String> fields;

    Step(String title, String... fields) {
        this.title = title;
        this.fields = List.of(fields);
    }

    /** Key of its title. */
    String title() {
        return title;
    }

    /** As it is written in an address. */
    String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Step> at(String path) {
        return Arrays.stream(values()).filter(step -> step.path().equals(path)).findFirst();
    }

    /** @param field path, such as {@code zones[0]} */
    boolean asksFor(String field) {
        String plain = field.replaceFirst("\\[.*", "");
        return fields.contains(plain) || plain.equals("plate") && this == VEHICLE;
    }
}
