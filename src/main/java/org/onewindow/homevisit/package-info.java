/**
 * Home visits (上门服务) for those who cannot come to an outlet: asked for with a sealed address, planned for an officer of the
 * unit who can get there in time, and closed with the results of all items in one go, which the officer's device may have kept
 * while it had no network. The order of work is told by {@code home-visit.bpmn}, who may ask for what by
 * {@code homevisit/home-visit.yml}.
 */
@ApplicationModule(
        allowedDependencies = {"calendar", "database", "identity", "notification", "outlet", "vault", "workflow"})
package org.onewindow.homevisit;

import org.springframework.modulith.ApplicationModule;
