/**
 * How citizens open their own account: who they are is proved by the population register, so nobody has to come to a window
 * for it. Whether somebody has an account already is not told to whoever asks.
 */
@ApplicationModule(allowedDependencies = {"identity", "register"})
package org.onewindow.registration;

import org.springframework.modulith.ApplicationModule;
