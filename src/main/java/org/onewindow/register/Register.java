package org.onewindow.register;

import java.util.Locale;

/** The registers that are asked: about a vehicle, whoever drives it, and whoever wants a certificate. */
public enum Register {
    VEHICLE,
    INSPECTION,
    INSURANCE,
    VIOLATION,
    DRIVER,
    CRIMINAL_RECORD;

    String path() {
        return "/" + name().toLowerCase(Locale.ROOT).replace('_', '-') + "/query";
    }
}
