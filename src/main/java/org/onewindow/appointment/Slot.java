package org.onewindow.appointment;

import java.time.Instant;

/**
 * A begin at which as many visits can be served as windows stand open.
 *
 * @param itemGroup the group of windows, see {@link org.onewindow.outlet.Outlet#windows()}
 */
public record Slot(String outlet, String itemGroup, Instant startsAt, Instant endsAt, int capacity) {}
