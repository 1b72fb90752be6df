/**
 * The citizens' pages: apply in small steps, see where a case stands, show a pass. They go through the services that the API
 * goes through, work without scripts, and ask for no paper that a register can answer for.
 */
@ApplicationModule(
        allowedDependencies = {
            "appointment",
            "audit",
            "calendar",
            "casework",
            "catalogue",
            "certificate",
            "exchange",
            "fleet",
            "homevisit",
            "identity",
            "joint",
            "licence",
            "notification",
            "outlet",
            "pass",
            "passcode",
            "photo",
            "photolibrary",
            "privacy",
            "rating",
            "register",
            "restriction",
            "service",
            "workflow"
        })
package org.onewindow.portal;

import org.springframework.modulith.ApplicationModule;
