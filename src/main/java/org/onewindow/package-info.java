/**
 * One Window: appointments, applications and permits through one window.
 *
 * <p>Floors, from the top; imports point down only, and neighbours on a floor do not know each other (but
 * identity seals by the vault):
 *
 * <pre>
 * edge       web          doors, problems, one transaction a request
 * outcomes   pass         applications, registers' answers, passes      worklist   what there is to do
 * case       casework     the life of a case, its clock and number
 * ground     catalogue    service items        register   other authorities over HTTP
 *            calendar     working days         workflow   the only door to the engine
 *            identity     people and units     vault      keys and sealed fields
 *            database     driver settings
 * open       shared       words that all speak
 * </pre>
 *
 * A citizen's application opens a case; a process says when and who; the domain says whether and what it means. The way
 * back up is the diagram: {@code workflow} never imports {@code pass}, but {@code truck-pass.bpmn} names
 * {@code ${pass.issue(…)}} and the engine finds the bean. One name in three places: the package, the BPMN file, the URL.
 */
package org.onewindow;
