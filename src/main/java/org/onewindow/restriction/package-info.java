/**
 * Where trucks are restricted (限行), since when, and for whom: zones, windows of time and editions of the rules stand in
 * {@code restriction/truck-restrictions.yml}, what an edition says about a vehicle in {@code truck-restriction.dmn}, which a
 * domain expert reads. Geometry, time and exceptions inside exceptions are worked out here over the table's answer.
 *
 * <p>A restriction counts only once it is announced (Road Traffic Safety Law, article 39), so where and when nothing was
 * announced every truck goes free.
 */
@ApplicationModule(allowedDependencies = {"calendar", "register", "workflow"})
package org.onewindow.restriction;

import org.springframework.modulith.ApplicationModule;
