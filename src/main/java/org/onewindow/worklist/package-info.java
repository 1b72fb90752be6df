/**
 * What there is to do for the people of the authority. Generic: a task's roles and outcomes come from its diagram, so a new
 * diagram needs nothing here. The list is a projection of its own, kept in the transaction in which the engine opens or
 * closes a task, with one index for each filter and order. Who holds a task is kept here only; the engine does not know.
 */
@ApplicationModule(allowedDependencies = {"audit", "calendar", "casework", "database", "workflow", "identity"})
package org.onewindow.worklist;

import org.springframework.modulith.ApplicationModule;
