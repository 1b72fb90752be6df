/**
 * Driving licences renewed and replaced at a station: the medical examination comes from the institution straight into the
 * case, the register of drivers is asked, the new licence is made and collected, and the old one is void.
 *
 * <p>Legal base: MPS order 162, articles 61 to 69, 83 and 85. Which item needs what stands in {@code licence/licences.yml}.
 */
@ApplicationModule(
        allowedDependencies = {
            "calendar",
            "casework",
            "identity",
            "outlet",
            "photolibrary",
            "register",
            "vault",
            "workflow"
        })
package org.onewindow.licence;

import org.springframework.modulith.ApplicationModule;
