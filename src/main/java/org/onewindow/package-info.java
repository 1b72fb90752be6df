/**
 * One Window: appointments, applications and permits through one window.
 *
 * <p>Floors, from the top; imports point down only, and neighbours on a floor do not know each other:
 *
 * <pre>
 * edge       web  portal  desk
 * use        roadcheck  fleet  counter  privacy  certificate  exchange  joint  registration
 * outcomes   pass  service  worklist  appointment  licence  homevisit  rating
 * case       casework  restriction  greylist  outlet  photolibrary  notification
 * ground     catalogue  register  calendar  workflow  identity  passcode  photo
 * proof      audit
 * base       vault  database      shared
 * </pre>
 *
 * A citizen's application opens a case; a process says when and who; the domain says whether and what it means. The way
 * back up is the diagram: {@code workflow} never imports {@code pass}, but {@code truck-pass.bpmn} names
 * {@code ${pass.issue(…)}} and the engine finds the bean. One name in three places: the package, the BPMN file, the URL.
 */
package org.onewindow;
