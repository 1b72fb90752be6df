/**
 * How citizens open their own account: who they are is proved by the population register, so nobody has to come to a window
 * for it. Whether somebody has an account already is not told to whoever asks; that somebody asked is told to whoever has it.
 */
@ApplicationModule(allowedDependencies = {"calendar", "identity", "notification", "register"})
package org.onewindow.registration;

import org.springframework.modulith.ApplicationModule;
