package org.onewindow.workflow;

/**
 * Somebody who watches the engine through its own pages.
 *
 * @param id account id; becomes the engine's user id
 * @param displayName what the pages greet him with
 */
public record Operator(String id, String displayName) {}
