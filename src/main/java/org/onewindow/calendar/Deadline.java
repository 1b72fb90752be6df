package org.onewindow.calendar;

import java.time.Instant;
import java.time.LocalDate;

/**
 * The last moment for an act that is due within a number of working days.
 *
 * @param received start of the count; its day is not counted
 * @param due close of business on {@code dueDate}; never before {@code received}
 * @param provisional a day of an unpublished year was counted by its weekday; count again from the submission when
 *     {@link CalendarPublished} tells of that year
 */
public record Deadline(Instant received, int workingDays, LocalDate dueDate, Instant due, boolean provisional) {}
