/**
 * Appointments (预约): slots at the outlets, and who comes when.
 *
 * <p>A slot is computed from the opening hours, the number of windows and the length of a visit; it is written down only as
 * seats once somebody wants one. A seat is taken, kept and given back by one conditional statement each, which judges the end
 * of a hold too, so no slot is ever over its capacity, however many nodes work. What is allowed is told by
 * {@code appointment/appointments.yml}.
 */
@ApplicationModule(allowedDependencies = {"calendar", "database", "identity", "notification", "outlet", "vault"})
package org.onewindow.appointment;

import org.springframework.modulith.ApplicationModule;
