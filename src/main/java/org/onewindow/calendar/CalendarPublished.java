package org.onewindow.calendar;

/**
 * A year's calendar was published or replaced. Told on the node that took it, after the commit, outside any transaction,
 * when {@link WorkingCalendar} already counts by it: a plain {@code @EventListener} hears it. Whoever stored deadlines
 * counts them again from the submission. Another node may still count by the old calendar for 10 seconds, so whoever
 * must miss none looks again for provisional deadlines of published years later.
 */
public record CalendarPublished(int year) {}
