/**
 * The two databases this product runs on: MySQL 8.4 or 9.7 for service, an H2 file for looking around. One set of
 * migrations serves both; what is added to an old table is an {@link org.onewindow.database.AddedColumns} or an
 * {@link org.onewindow.database.AddedIndex}. MariaDB is not among them: the engine dropped it in 7.23.
 */
@ApplicationModule(allowedDependencies = {})
package org.onewindow.database;

import org.springframework.modulith.ApplicationModule;
