/**
 * The edge: who may come in by which door, how a refusal looks, and the pages that belong to nobody else. Nobody imports
 * this package.
 */
@ApplicationModule(
        allowedDependencies = {"audit", "calendar", "identity", "notification", "passcode", "vault", "workflow"})
package org.onewindow.web;

import org.springframework.modulith.ApplicationModule;
