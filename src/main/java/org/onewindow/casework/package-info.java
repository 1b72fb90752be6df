/**
 * The life of a case, whatever the item: received, corrected, reviewed, decided, withdrawn; its clock, its number and what
 * happened in it. An outcome module (a pass, a certificate) opens the case, keeps its own content under the same id, and
 * asks for the transitions that its diagram draws.
 */
@ApplicationModule(allowedDependencies = {"audit", "calendar", "catalogue", "database", "workflow", "identity"})
package org.onewindow.casework;

import org.springframework.modulith.ApplicationModule;
