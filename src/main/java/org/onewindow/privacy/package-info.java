/**
 * The rights of the people whose data the office keeps (Personal Information Protection Law, articles 44 to 47): to see
 * everything, to take it away, to correct it, to know who saw it, and to have it erased when the law no longer wants it kept. A
 * module that keeps records about people tells of them as {@link org.onewindow.shared.PersonalRecords}; {@code
 * privacy/records.yml} says how long each kind is kept. What the office's own people see in full, they see here, for a purpose.
 */
@ApplicationModule(
        allowedDependencies = {"audit", "calendar", "casework", "database", "identity", "notification", "vault"})
package org.onewindow.privacy;

import org.springframework.modulith.ApplicationModule;
