/**
 * Applications for every service item that needs no form of its own: what the catalogue says of the item decides who may
 * apply, how the result is delivered and which diagram handles it. What people write is personal and is kept sealed.
 */
@ApplicationModule(
        allowedDependencies = {
            "casework",
            "catalogue",
            "calendar",
            "database",
            "identity",
            "outlet",
            "photolibrary",
            "vault",
            "workflow"
        })
package org.onewindow.service;

import org.springframework.modulith.ApplicationModule;
