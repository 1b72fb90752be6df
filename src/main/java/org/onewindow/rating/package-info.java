/**
 * Ratings of how a case was handled (好差评): five levels, once for each case, on the spot or within some working days after it
 * is over. A negative one starts a follow-up with its own clock. What a rater writes is kept sealed and shown to himself and
 * to supervisors only, never to the clerk whom he rated.
 */
@ApplicationModule(
        allowedDependencies = {"audit", "calendar", "casework", "catalogue", "identity", "vault", "workflow"})
package org.onewindow.rating;

import org.springframework.modulith.ApplicationModule;
