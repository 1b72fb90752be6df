package org.onewindow.register;

import java.util.Locale;

/** The registers that are asked: about a vehicle and whoever drives it, and about whoever registers here. */
public enum Register {
    VEHICLE,
    INSPECTION,
    INSURANCE,
    VIOLATION,
    DRIVER,
    POPULATION;

    String path() {
        return "/" + name().toLowerCase(Locale.ROOT) + "/query";
    }
}
