package org.onewindow.appointment;

/**
 * Who booked for somebody else.
 *
 * @param company credit code of the company that an agent books for, or {@code null}
 * @param overReason why a seat beyond the capacity was given, or {@code null}
 */
record Origin(String bookedBy, String company, String overReason) {}
