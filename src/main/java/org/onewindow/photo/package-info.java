/**
 * Photographs of people for documents: reading an upload safely, finding the face, and telling which rule of the exit-entry
 * standard a photograph breaks and what to change.
 *
 * <p>Limits: no recognition of anybody; hats, uniforms, glare on glasses, and photographs of a screen are not seen and remain
 * with the clerk. The figures of {@code photo/quality.yml} come from secondary sources, named there, and from measurements.
 */
@ApplicationModule(allowedDependencies = {})
package org.onewindow.photo;

import org.springframework.modulith.ApplicationModule;
