/**
 * Passes on the road: reading a code or a plate, and what anybody needs to read codes without this system; and what follows
 * when a vehicle is driven without one.
 *
 * <p>Legal base: Road Traffic Safety Law, article 39; Shandong's implementing measures, article 56.
 */
@ApplicationModule(allowedDependencies = {"calendar", "greylist", "pass", "passcode", "vault"})
package org.onewindow.roadcheck;

import org.springframework.modulith.ApplicationModule;
