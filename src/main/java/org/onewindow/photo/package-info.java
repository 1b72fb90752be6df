/**
 * Photographs of people for documents: reading an upload safely, finding the face, telling which rule of the exit-entry
 * standard a photograph breaks and what to change, and cutting it for the documents of {@code photo/specs.yaml}.
 *
 * <p>Limits: no recognition of anybody; uniforms and glare on glasses are not seen and remain with the clerk; eyes that look
 * aside and what covers the head are only warned of, because small eyes hide the first and a fringe looks like the second. The
 * figures of both files under {@code photo} come from secondary sources, named there, and from measurements.
 */
@ApplicationModule(allowedDependencies = {})
package org.onewindow.photo;

import org.springframework.modulith.ApplicationModule;
