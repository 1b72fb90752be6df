package org.onewindow.register;

import java.util.Locale;

/** The registers that are asked about a vehicle and whoever drives it. */
public enum Register {
    VEHICLE,
    INSPECTION,
    INSURANCE,
    VIOLATION,
    DRIVER;

    String path() {
        return "/" + name().toLowerCase(Locale.ROOT) + "/query";
    }
}
