package org.onewindow.pass;

/** Two kinds of pass, two items of the catalogue. */
public enum PassClass {
    /** 普通货车通行码 */
    ORDINARY,
    /** 大型货车通行码: medium and heavy trucks, the yellow plates */
    LARGE
}
