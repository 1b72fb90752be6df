/**
 * The grey list (灰名单): a vehicle that was driven without a pass, or outside it, gets none for a time, longer with each
 * offence, and for good in the end. How long, and for which offences, is told by {@code greylist/greylist.yml}.
 */
@ApplicationModule(allowedDependencies = "calendar")
package org.onewindow.greylist;

import org.springframework.modulith.ApplicationModule;
