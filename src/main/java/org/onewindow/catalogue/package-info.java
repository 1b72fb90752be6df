/**
 * What the office offers, as data: one line an item in {@code catalogue/service-items.tsv}, because ninety-seven items of two
 * dozen columns are compared down a column; what many items share, such as remedies by nature, in
 * {@code catalogue/catalogue.yml}. A new service item is a line in one more file named in {@code onewindow.catalogue.files};
 * a running case keeps the limits with which it was received.
 */
@ApplicationModule(allowedDependencies = {})
package org.onewindow.catalogue;

import org.springframework.modulith.ApplicationModule;
