/**
 * The only door to the process engine. Other modules start, complete, deliver and cancel by case id through
 * {@link org.onewindow.workflow.Workflow}, decide by a table through {@link org.onewindow.workflow.Decisions}, watch open
 * tasks through {@link org.onewindow.workflow.TaskObserver}, and are called back by the diagrams through beans marked
 * {@link org.onewindow.workflow.Step}. No engine type leaves this package, so moving to a fork of the engine changes one
 * package and the POM.
 *
 * <p>Operators watch it through its own pages and REST interface, which {@code web} shuts into the operations port. Who they
 * are comes through {@link org.onewindow.workflow.OperatorSource}, what they may do stands in {@code V0010}.
 *
 * <p>Process variables carry routing only. The engine keeps no history: the record of a case is our own, and what the
 * engine would copy into its history tables nobody reads.
 */
@ApplicationModule(allowedDependencies = {})
package org.onewindow.workflow;

import org.springframework.modulith.ApplicationModule;
