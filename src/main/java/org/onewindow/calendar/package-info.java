/**
 * When the office works: published days off and make-up working days, office hours, and the deadlines counted from them.
 *
 * <p>The State Council announces each year's days by a notice; {@code calendar/holidays.tsv} ships the years known so far
 * and names their notices, and a supervisor publishes later ones at run time ({@link org.onewindow.calendar.PublishedCalendar}).
 * A year without a notice is unpublished: its deadlines are counted by the weekday and marked provisional, never passed
 * off as final. Lunar holidays are not computed, because libraries disagree with the notices (Spring Festival 2027).
 *
 * <p>Days are counted as the Civil Code says (articles 201 and 203): the first day does not count, the last one ends at
 * the close of business. Everything is counted in the time of {@link org.onewindow.calendar.WorkingCalendar#ZONE}.
 *
 * <p>A notice may also move days of the December before its year. Such a December is corrected by publishing that earlier
 * year again.
 */
@ApplicationModule(allowedDependencies = "shared")
package org.onewindow.calendar;

import org.springframework.modulith.ApplicationModule;
