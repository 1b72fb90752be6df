/**
 * The code on a windscreen: what it says, how it is signed and read, how it is drawn. Knows no pass and no database; the keys
 * are given to it.
 */
@ApplicationModule(allowedDependencies = {})
package org.onewindow.passcode;

import org.springframework.modulith.ApplicationModule;
