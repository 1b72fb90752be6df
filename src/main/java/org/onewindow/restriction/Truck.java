package org.onewindow.restriction;

import org.onewindow.register.VehicleClass;
import org.onewindow.register.VehicleRecord;
import org.onewindow.register.VehicleRecord.Body;
import org.onewindow.register.VehicleRecord.Energy;
import org.onewindow.register.VehicleRecord.UseNature;

/**
 * What a restriction may depend on.
 *
 * @param grossMassKg greatest permitted total mass
 */
public record Truck(
        VehicleClass vehicleClass,
        Body body,
        Energy energy,
        int lengthMm,
        int widthMm,
        int heightMm,
        int grossMassKg,
        Load load) {

    public enum Load {
        GENERAL,
        /** Hazardous chemicals (regulation on their safety, article 49). */
        HAZARDOUS,
        /** Highly toxic chemicals (the same, article 50). */
        HIGHLY_TOXIC
    }

    /** @param hazardous whether it carries hazardous chemicals; a vehicle that is registered for them counts as doing so */
    public static Truck of(VehicleRecord vehicle, boolean hazardous) {
        return new Truck(
                vehicle.vehicleClass(),
                vehicle.bodyType(),
                vehicle.energy(),
                vehicle.lengthMm(),
                vehicle.widthMm(),
                vehicle.heightMm(),
                vehicle.grossMassKg(),
                hazardous || vehicle.useNature() == UseNature.HAZARDOUS_GOODS ? Load.HAZARDOUS : Load.GENERAL);
    }
}
