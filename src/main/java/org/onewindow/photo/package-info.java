/**
 * Photographs of people for documents: reading an upload safely, finding the face, telling which rule of the exit-entry
 * standard a photograph breaks and what to change, and cutting it for the documents of {@code photo/specs.yaml}.
 *
 * <p>Limits: no recognition of anybody; uniforms, glare on glasses and where the eyes look are not seen and remain with the clerk; a
 * hat is told from a fringe by him alone. The figures of both files under {@code photo} come from secondary sources, named there, and from measurements.
 */
@ApplicationModule(allowedDependencies = {})
package org.onewindow.photo;

import org.springframework.modulith.ApplicationModule;
