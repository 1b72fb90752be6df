package org.onewindow.fleet;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onewindow.fleet.FleetRow.State;
import org.onewindow.fleet.VehicleList.Vehicle;
import org.onewindow.pass.PassApplication;
import org.onewindow.pass.PassApplications;
import org.onewindow.pass.PassClass;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Cursor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Page;
import org.onewindow.shared.Plate;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Refusal.Defect;
import org.onewindow.shared.Times;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Takes in whole fleets. What is taken in is kept as drafts in the same transaction, so nothing of it can get lost. */
@Service
@Transactional
public class FleetApplications {

    static final int MOST_VEHICLES = 200;

    private final FleetRepository fleets;
    private final PassApplications applications;
    private final JsonMapper json;
    private final Clock clock;

    FleetApplications(FleetRepository fleets, PassApplications applications, JsonMapper json, Clock clock) {
        this.fleets = fleets;
        this.applications = applications;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Keeps an application for each vehicle; they are sent afterwards, one by one. A vehicle that cannot be applied for is
     * noted with its row.
     *
     * @param shared what all vehicles have in common; its plate and vehicle are not read
     * @throws Refusal when what is shared is wrong, {@code mandate-missing}, {@code fleet-empty}, {@code fleet-too-large}
     */
    FleetApplication submit(Actor actor, PassApplication shared, List<Vehicle> vehicles) {
        if (vehicles.isEmpty()) {
            throw Refusal.invalid("vehicles", "fleet-empty");
        }
        if (vehicles.size() > MOST_VEHICLES) {
            throw Refusal.invalid("vehicles", "fleet-too-large", MOST_VEHICLES, vehicles.size());
        }
        requireShared(actor, shared, vehicles);
        Instant now = Times.toMillis(clock.instant());
        var fleet = new FleetApplication(UUID.randomUUID().toString(), actor.id(), now, vehicles.size(), 0);
        var seen = new HashMap<String, Integer>();
        var rows = new ArrayList<FleetRow>();
        for (Vehicle vehicle : vehicles) {
            rows.add(keep(actor, fleet.id(), rows.size() + 1, shared, vehicle, seen));
        }
        fleets.insert(fleet, rows);
        return fleets.find(fleet.id()).orElseThrow();
    }

    /**
     * The same out of a spreadsheet.
     *
     * @throws Refusal what {@link VehicleList#read} throws, too
     */
    public FleetApplication submit(Actor actor, PassApplication shared, String csv) {
        return submit(actor, shared, VehicleList.read(csv));
    }

    private void requireShared(Actor actor, PassApplication shared, List<Vehicle> vehicles) {
        boolean eachHasItsOwn = vehicles.stream().allMatch(v -> v.passClass() != null);
        List<Defect> defects = applications.defects(shared.forVehicle(shared.passClass(), null)).stream()
                .filter(d -> !d.field().startsWith("plate"))
                .filter(d -> !(eachHasItsOwn && d.field().equals("passClass")))
                .map(d -> new Defect("shared." + d.field(), d.code(), d.arguments()))
                .toList();
        if (!defects.isEmpty()) {
            throw Refusal.invalid(defects);
        }
        applications.requireRight(actor, shared);
    }

    private FleetRow keep(
            Actor actor, String fleet, int number, PassApplication shared, Vehicle vehicle, Map<String, Integer> seen) {
        String plate = vehicle.plate() == null ? null : vehicle.plate().number();
        String type = vehicle.plate() == null ? null : vehicle.plate().type();
        List<Defect> defects;
        try {
            PassClass passClass = vehicle.passClass() == null
                    ? shared.passClass()
                    : json.convertValue(vehicle.passClass(), PassClass.class);
            PassApplication application = shared.forVehicle(passClass, vehicle.plate());
            defects = tooLong(plate, type);
            if (defects.isEmpty()) {
                defects = applications.defects(application);
            }
            if (defects.isEmpty()) {
                Integer before = seen.putIfAbsent(Plate.parse(plate, type).toString(), number);
                if (before == null) {
                    String caseId = applications.draft(actor, application).id();
                    return new FleetRow(fleet, number, plate, type, State.WAITING, caseId, List.of());
                }
                defects = Refusal.invalid("plate", "plate-twice", before).defects();
            }
        } catch (JacksonException e) {
            defects = Refusal.invalid("passClass", "field-malformed").defects();
        }
        return new FleetRow(fleet, number, cut(plate, 20), cut(type, 2), State.NOT_SENT, null, defects);
    }

    /** What comes out of a CSV file has passed no validation yet. */
    private static List<Defect> tooLong(String plate, String type) {
        return new Defects()
                .require(plate == null || plate.length() <= 20, "plate.number", "length")
                .require(type == null || type.length() <= 2, "plate.type", "length")
                .found();
    }

    private static String cut(String typed, int longest) {
        return typed == null || typed.length() <= longest ? typed : typed.substring(0, longest);
    }

    /** @throws Refusal {@code fleet-unknown} when there is none, or it is somebody else's: told alike */
    @Transactional(propagation = Propagation.SUPPORTS)
    public FleetApplication ownedBy(Actor actor, String id) {
        return fleets.find(id)
                .filter(fleet -> fleet.owner().equals(actor.id()))
                .orElseThrow(() -> Refusal.notFound("fleet-unknown"));
    }

    /** What has become of each vehicle so far, in the order of the list. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<FleetRow> rows(FleetApplication fleet) {
        return fleets.rows(fleet.id());
    }

    /** Newest first. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Page<FleetApplication> list(Actor actor, String cursor, int limit) {
        int size = Cursor.size(limit);
        Cursor after = cursor == null ? null : Cursor.read(cursor);
        List<FleetApplication> found = fleets.ofOwner(
                actor.id(), after == null ? null : after.instant(0), after == null ? null : after.text(1), size + 1);
        return Page.of(found, size, f -> Cursor.of(f.submittedAt().toEpochMilli(), f.id()), null);
    }
}
