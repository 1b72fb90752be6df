/**
 * The counter (窗口叫号): whoever comes with an appointment and whoever comes without one stand in one queue per outlet and day,
 * get a ticket number, are called, and leave. Each act is one conditional statement on the version that was seen, so of two
 * clerks who call the next person one gets him and the other the one behind. How early and late an appointment counts, and how
 * often somebody is called, is told by {@code counter/counter.yml}.
 */
@ApplicationModule(allowedDependencies = {"appointment", "calendar", "outlet", "service"})
package org.onewindow.counter;

import org.springframework.modulith.ApplicationModule;
