/**
 * What people are told outside these pages (短信、邮件). A notice is written in the transaction of whatever it tells, under a key
 * that makes it unique, and sent by a job afterwards; until then it is cancelled when what it tells no longer holds. Where to is
 * looked up when it is sent, and kept sealed; a subject names no person.
 */
@ApplicationModule(allowedDependencies = {"database", "identity", "vault"})
package org.onewindow.notification;

import org.springframework.modulith.ApplicationModule;
