package org.onewindow.shared;

/**
 * A sentence that must hold at every moment, with the question that finds its violations.
 *
 * @param code short and stable, such as {@code one-pass-per-grant}
 * @param sentence what must hold
 * @param violations SQL that returns one column, the ids of the rows that break it; no row when all is well
 */
public record Invariant(String code, String sentence, String violations) {}
