package org.onewindow.register;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.onewindow.register.Answer.Silence;
import org.onewindow.register.RegisterCall.Unanswered;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import tools.jackson.core.type.TypeReference;

/** What the vehicle register reports by itself: vehicles sold, re-plated, rebuilt or gone. */
@Service
public final class VehicleChanges {

    private static final Logger LOG = LoggerFactory.getLogger(VehicleChanges.class);

    private final RegisterCall call;

    VehicleChanges(RegisterProperties properties, ObjectProvider<DemoRegisterService> demo) {
        this.call = new RegisterCall(
                "VEHICLE_CHANGES",
                "/vehicle/changes",
                Registers.urls(properties, demo).get(Register.VEHICLE),
                properties,
                Registers.client(properties));
    }

    /**
     * The reports that follow the named one, in the register's order; empty as long as the register is silent, and nothing is
     * thrown.
     *
     * @param id of the last report that was taken; empty for none
     */
    public List<VehicleChange> after(String id) {
        try {
            Optional<List<VehicleChange>> told = call.ask(
                    Map.of("after", id),
                    answer -> RegisterCall.JSON.treeToValue(answer, new TypeReference<List<VehicleChange>>() {}));
            return told.orElse(List.of());
        } catch (Unanswered e) {
            if (e.silence != Silence.NOT_CONFIGURED && e.silence != Silence.CIRCUIT_OPEN) {
                LOG.warn("the vehicle register reports nothing: {}", e.silence);
            }
            return List.of();
        }
    }
}
