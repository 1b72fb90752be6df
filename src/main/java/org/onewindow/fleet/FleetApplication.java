package org.onewindow.fleet;

import java.time.Instant;

/**
 * @param owner account that handed it in
 * @param vehicles number of rows
 * @param waiting rows whose applications are not sent yet
 */
public record FleetApplication(String id, String owner, Instant submittedAt, int vehicles, int waiting) {}
