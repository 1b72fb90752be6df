/**
 * What the office offers, as data: one line an item in {@code catalogue/service-items.tsv}, because ninety-seven items of two
 * dozen columns are compared down a column; what many items share, such as remedies by nature, in
 * {@code catalogue/catalogue.yml}: remedies, materials, the fields of forms. A new service item is a line in one more file named
 * in {@code onewindow.catalogue.files}, or is published while the office works, and so is a change, which begins on a day to come;
 * a case keeps the version of the day on which it was handed in.
 */
@ApplicationModule(allowedDependencies = {})
package org.onewindow.catalogue;

import org.springframework.modulith.ApplicationModule;
