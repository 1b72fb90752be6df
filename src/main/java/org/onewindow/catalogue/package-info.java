/**
 * What the office offers, as data: {@code catalogue/service-items.yml}. A new service item is an entry there; a running case
 * keeps the limits with which it was received.
 */
@ApplicationModule(allowedDependencies = {})
package org.onewindow.catalogue;

import org.springframework.modulith.ApplicationModule;
