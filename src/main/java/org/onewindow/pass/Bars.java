package org.onewindow.pass;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What the office's own books hold against a new pass. It binds until its day, whatever period is asked for.
 *
 * @param greyListedTo last day on which the vehicle gets none, or {@code null}
 * @param greyListedForGood whether it never does again
 * @param bannedTo last day on which the holder, or anybody for this vehicle, may not apply, or {@code null}
 * @param readAt when the books were read
 */
record Bars(LocalDate greyListedTo, boolean greyListedForGood, LocalDate bannedTo, Instant readAt) {}
