/**
 * The photo library (统一照片库): one current photograph of each person, taken once, cut for every document, and shared by law
 * or by the consent of its owner, who sees each use of it and each try that was refused. Whoever wants a photograph gets the
 * rendition for one document, never the master.
 *
 * <p>Masters and landmarks lie in the database, each photograph under a data key of its own: so no record is without its
 * picture and no picture without its record, in a backup too, and nothing lies where a web server could find it. Deleting a
 * photograph destroys its key. How old a photograph may be, for whom it is open by law, and at which outlets it is taken,
 * stands in {@code photo/library.yml}.
 *
 * <p>Limits: what a clerk sees and no rule can, a hat or another person's face, remains with him; nobody is recognised.
 */
@ApplicationModule(
        allowedDependencies = {"audit", "calendar", "catalogue", "database", "identity", "photo", "vault", "workflow"})
package org.onewindow.photolibrary;

import org.springframework.modulith.ApplicationModule;
