/**
 * Who did what, to what, and with what result, so that nobody can alter it unseen. A record is written in the transaction of
 * the act: where it cannot be written, the act does not happen. Records are chained by their hashes in {@value
 * org.onewindow.audit.Audit#STREAMS} streams, so that no row is everybody's bottleneck, and every few minutes the heads of all
 * streams are signed and kept outside the database. {@link org.onewindow.audit.AuditChain} names the first record that was
 * changed, removed or put in another place, and sees by the last checkpoint that the end is missing.
 *
 * <p>No record holds personal data: people and things stand in it by their ids, so erasing a person leaves the chain whole.
 * The database account of the office needs no more than INSERT and SELECT on {@code audit_record}.
 *
 * <p>Basis: Data Security Law, article 27; Personal Information Protection Law, articles 51 and 54; GB/T 22239-2019, 8.1.4.3.
 */
@ApplicationModule(allowedDependencies = {"vault", "database"})
package org.onewindow.audit;

import org.springframework.modulith.ApplicationModule;
