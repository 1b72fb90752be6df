/**
 * The outlets (网点) of the one window: where they are, when they are open, and how many windows serve which items. Told by
 * {@code outlet/outlets.csv}; days on which one stays closed by its supervisor. Whoever is guided to one is
 * counted and not known. Which outlets try something new is told by what is tried, such as {@code photo/library.yml}.
 */
@ApplicationModule(allowedDependencies = "calendar")
package org.onewindow.outlet;

import org.springframework.modulith.ApplicationModule;
