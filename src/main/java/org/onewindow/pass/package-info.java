/**
 * The truck pass (货车通行码): from the application, checked against the registers, to a signed code that an officer reads on
 * the road. Whether a pass is needed, given or refused by rule, or referred to an officer is told by
 * {@code truck-access.dmn}; the order of work by {@code truck-pass.bpmn}; zones, classes and quotas by
 * {@code pass/truck-pass.yml}; how grave a failed check is by {@code pass/source-checks.yml}. No licence is uploaded: the registers are asked, and a silent one never refuses.
 *
 * <p>What may be done to a pass once it is given, for which causes and by whom, is told by {@code pass/pass-acts.yml}.
 *
 * <p>Legal base: Road Traffic Safety Law, article 39; Shandong's implementing measures, article 56.
 */
@ApplicationModule(
        allowedDependencies = {
            "calendar",
            "casework",
            "catalogue",
            "database",
            "greylist",
            "identity",
            "passcode",
            "register",
            "vault",
            "workflow"
        })
package org.onewindow.pass;

import org.springframework.modulith.ApplicationModule;
