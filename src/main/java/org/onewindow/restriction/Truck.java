package org.onewindow.restriction;

import java.util.Set;
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

    /** Plates of large vehicles: no class below medium hangs on them. */
    private static final Set<String> LARGE_PLATES = Set.of("01", "15", "51");

    /**
     * A truck as somebody describes it who need not know its class.
     *
     * @param plateType code of 号牌种类, or {@code null}
     * @param vehicleClass by GA 802; {@code null} for what length and mass say
     */
    public static Truck told(
            String plateType,
            VehicleClass vehicleClass,
            Body body,
            Energy energy,
            int lengthMm,
            int widthMm,
            int heightMm,
            int grossMassKg,
            Load load) {
        VehicleClass known = vehicleClass == null ? VehicleClass.of(lengthMm, grossMassKg) : vehicleClass;
        boolean small = known == VehicleClass.LIGHT || known == VehicleClass.MICRO;
        return new Truck(
                small && plateType != null && LARGE_PLATES.contains(plateType) ? VehicleClass.MEDIUM : known,
                body,
                energy,
                lengthMm,
                widthMm,
                heightMm,
                grossMassKg,
                load);
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
