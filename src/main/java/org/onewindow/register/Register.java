package org.onewindow.register;

import java.util.Locale;

/** The registers that are asked about a vehicle. */
public enum Register {
    VEHICLE,
    INSPECTION,
    INSURANCE,
    VIOLATION;

    String path() {
        return "/" + name().toLowerCase(Locale.ROOT) + "/query";
    }
}
