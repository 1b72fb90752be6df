package org.onewindow.register;

/** Size class of a goods vehicle by GA 802-2019. */
public enum VehicleClass {
    HEAVY,
    MEDIUM,
    LIGHT,
    MICRO;

    /** @param grossMassKg greatest permitted total mass */
    public static VehicleClass of(int lengthMm, int grossMassKg) {
        if (grossMassKg >= 12_000) {
            return HEAVY;
        }
        if (lengthMm >= 6_000 || grossMassKg >= 4_500) {
            return MEDIUM;
        }
        return lengthMm <= 3_500 && grossMassKg <= 1_800 ? MICRO : LIGHT;
    }
}
