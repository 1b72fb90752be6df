/**
 * Who somebody is, what he may do and for whom he acts.
 *
 * <p>People of the authority have a unit, a dotted path in the tree of units; people outside have none, and an agent acts
 * for a company by a mandate that can be ended. Names, ID numbers and mobile numbers are sealed by the vault and opened
 * only for the modules that decide. One verb, {@link org.onewindow.identity.Logins#login}, stands behind both ways in: it
 * hashes at most two passwords at a time and lets nobody guess. A login is exchanged once for a token of a quarter of an
 * hour; a token outlives the closing of its account by no more than that.
 */
@ApplicationModule(allowedDependencies = {"audit", "database", "vault"})
package org.onewindow.identity;

import org.springframework.modulith.ApplicationModule;
