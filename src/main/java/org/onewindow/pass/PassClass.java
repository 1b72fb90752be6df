package org.onewindow.pass;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Code of a kind of pass. Which there are, and on what terms, is told by {@code pass/truck-pass.yml}; a code that it does not
 * name is a defect of the application.
 */
public record PassClass(@JsonValue String name) {

    /** 普通货车通行码 */
    static final PassClass ORDINARY = new PassClass("ORDINARY");

    /** 大型货车通行码: medium and heavy trucks, the yellow plates */
    static final PassClass LARGE = new PassClass("LARGE");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PassClass {}

    @Override
    public String toString() {
        return name;
    }
}
