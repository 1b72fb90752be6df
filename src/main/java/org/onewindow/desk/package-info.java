/**
 * The clerks' pages: the queue, one case with its decision, and the board of limits. They go through the services that the
 * API goes through, and work without scripts.
 */
@ApplicationModule(
        allowedDependencies = {
            "appointment",
            "audit",
            "calendar",
            "casework",
            "catalogue",
            "counter",
            "homevisit",
            "identity",
            "outlet",
            "pass",
            "photo",
            "photolibrary",
            "rating",
            "restriction",
            "service",
            "workflow",
            "worklist"
        })
package org.onewindow.desk;

import org.springframework.modulith.ApplicationModule;
