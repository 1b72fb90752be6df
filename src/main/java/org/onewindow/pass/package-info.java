/**
 * The truck pass (货车通行码): from the application, checked against the registers, to a signed code that an officer reads on
 * the road. Whether a pass is needed, given or refused by rule, or referred to an officer is told by
 * {@code truck-access.dmn}; the order of work by {@code truck-pass.bpmn}; kinds and quotas by
 * {@code pass/truck-pass.yml}; how grave a failed check is by {@code pass/source-checks.yml}; zones, and where no pass is
 * needed at all, by the module {@code restriction}. No licence is uploaded: the registers are asked, and a silent one never refuses.
 *
 * <p>A pass is renewed for the days after its last one, or amended for the days that are left; each is an application of its own
 * that follows the pass, and {@code truck-pass.yml} tells from when and whether silence grants a renewal.
 *
 * <p>What may be done to a pass once it is given, for which causes and by whom, is told by {@code pass/pass-acts.yml}.
 *
 * <p>Legal base: Road Traffic Safety Law, article 39; Shandong's implementing measures, article 56.
 */
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "calendar",
            "casework",
            "catalogue",
            "database",
            "greylist",
            "identity",
            "passcode",
            "register",
            "restriction",
            "vault",
            "workflow"
        })
package org.onewindow.pass;

import org.springframework.modulith.ApplicationModule;
