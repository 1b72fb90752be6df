/**
 * /**
 * Passes on the road: reading a code or a plate, what anybody needs to read codes without this system, a page that does so in
 * the browser, and what follows when a vehicle is driven without a pass.
 *
 * <p>Legal base: Road Traffic Safety Law, article 39; Shandong's implementing measures, article 56.
 */
@ApplicationModule(allowedDependencies = {"calendar", "greylist", "pass", "passcode", "restriction", "vault"})
package org.onewindow.roadcheck;

import org.springframework.modulith.ApplicationModule;
