package org.onewindow.homevisit;

/**
 * What became of one item.
 *
 * @param note the officer's words, or {@code null}
 */
public record Result(String item, boolean done, String note) {

    /** Never the officer's words. */
    @Override
    public String toString() {
        return "Result[" + item + " " + done + "]";
    }
}
