package org.onewindow.register;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/**
 * A vehicle as the vehicle register knows it. Plate, VIN and owner are personal and do not appear in {@code toString}.
 *
 * @param plateType code of the plate type, such as 01, 02, 51, 52
 * @param vehicleClass as delivered, or by GA 802 from length and mass where the register leaves it out
 * @param grossMassKg greatest permitted total mass
 * @param emissionStage 1 to 6 for 国I to 国VI; {@code null} where the register says none, as for an electric vehicle
 * @param ownerId citizen id number of a person, unified social credit code of a company
 */
public record VehicleRecord(
        String plate,
        String plateType,
        String vin,
        VehicleClass vehicleClass,
        Body bodyType,
        Energy energy,
        int lengthMm,
        int widthMm,
        int heightMm,
        int grossMassKg,
        OwnerKind ownerKind,
        String ownerId,
        Status status,
        UseNature useNature,
        Integer emissionStage) {

    /** A word not known here is read as {@code OTHER}, which earns no right. */
    public enum Body {
        BOX,
        PICKUP,
        FLATBED,
        TANK,
        ENGINEERING,
        @JsonEnumDefaultValue
        OTHER
    }

    /** A word not known here is read as {@code OTHER}, which earns no right. */
    public enum Energy {
        DIESEL,
        PETROL,
        GAS,
        HYBRID,
        ELECTRIC,
        HYDROGEN,
        @JsonEnumDefaultValue
        OTHER
    }

    public enum OwnerKind {
        PERSON,
        COMPANY
    }

    /** A word not known here makes the whole answer malformed: it may well speak against the vehicle. */
    public enum Status {
        NORMAL,
        DEREGISTERED,
        SCRAPPED,
        STOLEN,
        DETAINED
    }

    /** A word not known here makes the whole answer malformed: it may mean a hazardous load. */
    public enum UseNature {
        NON_COMMERCIAL,
        FREIGHT,
        HAZARDOUS_GOODS,
        OTHER
    }

    public VehicleRecord {
        requireNonNull(plate);
        requireNonNull(plateType);
        requireNonNull(vin);
        requireNonNull(bodyType);
        requireNonNull(energy);
        requireNonNull(ownerKind);
        requireNonNull(ownerId);
        requireNonNull(status);
        requireNonNull(useNature);
        if (lengthMm <= 0 || widthMm <= 0 || heightMm <= 0 || grossMassKg <= 0) {
            throw new IllegalArgumentException("dimensions and mass are greater than zero");
        }
        if (vehicleClass == null) {
            vehicleClass = VehicleClass.of(lengthMm, grossMassKg);
        }
    }

    @Override
    public String toString() {
        return "VehicleRecord[" + vehicleClass + " " + bodyType + " " + energy + " " + status + "]";
    }
}
