/**
 * Electronic certificates: what a granted application for a proof becomes. Each is one page, signed, as PDF and as OFD; anybody
 * checks one by its number or by the file itself, and a wrong one is voided or issued anew.
 *
 * <p>Basis: GB/T 36904-2018 (identifier), GB/T 33190-2016 (OFD), ETSI EN 319 142 (signature in a PDF). Which items end in a
 * certificate says the catalogue ({@code e_certificate}, kind {@code EPROOF}); how it is worded, {@code certificates.yml}.
 */
@ApplicationModule(
        allowedDependencies = {"calendar", "casework", "catalogue", "identity", "register", "service", "vault"})
package org.onewindow.certificate;

import org.springframework.modulith.ApplicationModule;
