/**
 * One application for a fleet: up to 200 vehicles handed in at once, as a list or out of a spreadsheet. Each vehicle becomes a
 * case of its own and is decided on its own; what is wrong with one is told by its row and keeps no other back.
 */
@ApplicationModule(allowedDependencies = {"casework", "identity", "pass"})
package org.onewindow.fleet;

import org.springframework.modulith.ApplicationModule;
