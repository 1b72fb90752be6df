/**
 * One window for two departments: a foreigner's work permit and residence permit from one application. Each department has a
 * case of its own, with its own clock and decision, and reads the same materials; the residence permit is never decided before
 * the work permit.
 *
 * <p>Legal base: permit law, article 26; exit-entry law, articles 30, 36 and 41; Yantai's business environment rules, article
 * 13. Which unit decides which part stands in {@code joint/joint.yml}.
 */
@ApplicationModule(allowedDependencies = {"casework", "service", "workflow"})
package org.onewindow.joint;

import org.springframework.modulith.ApplicationModule;
