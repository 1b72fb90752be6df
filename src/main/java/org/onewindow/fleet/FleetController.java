package org.onewindow.fleet;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseView;
import org.onewindow.casework.CaseView.Coded;
import org.onewindow.casework.Cases;
import org.onewindow.fleet.FleetRow.State;
import org.onewindow.fleet.VehicleList.Vehicle;
import org.onewindow.pass.PassApplication;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Idempotent;
import org.onewindow.shared.Page;
import org.onewindow.shared.Refusal;
import org.springframework.context.MessageSource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/fleet-applications")
class FleetController {

    /**
     * The vehicles come as a list or as the text of a CSV file with the columns {@code plate}, {@code plate_type} and, if
     * wanted, {@code pass_class} (号牌号码, 号牌种类, 申请种类).
     */
    record Request(
            @NotNull @Valid PassApplication shared,
            @Size(max = FleetApplications.MOST_VEHICLES) List<@NotNull @Valid Vehicle> vehicles,
            @Size(max = 65_536) String csv) {}

    /** @param counts rows by what has become of them: WAITING, NOT_SENT, or where the case stands */
    record FleetView(
            String id,
            Instant submittedAt,
            int vehicles,
            int waiting,
            Map<String, Integer> counts,
            List<RowView> rows) {}

    /**
     * @param row counted from 1
     * @param caseId also of an application that was kept but not sent, which may be mended and sent by itself
     * @param reason of a decision
     */
    record RowView(
            int row,
            String plate,
            String plateType,
            Coded state,
            String caseId,
            String caseNumber,
            String reason,
            List<DefectView> defects) {}

    record DefectView(String field, String code, String message) {}

    private final FleetApplications fleets;
    private final FleetRepository kept;
    private final Cases cases;
    private final CaseView.Maker views;
    private final MessageSource messages;

    FleetController(
            FleetApplications fleets, FleetRepository kept, Cases cases, CaseView.Maker views, MessageSource messages) {
        this.fleets = fleets;
        this.kept = kept;
        this.cases = cases;
        this.views = views;
        this.messages = messages;
    }

    /** Takes a fleet in. The applications are sent within moments; ask the address in {@code Location} how far they are. */
    @PostMapping
    @Idempotent
    ResponseEntity<FleetView> apply(Actor actor, Locale locale, @Valid @RequestBody Request request) {
        if ((request.vehicles() == null) == (request.csv() == null)) {
            throw Refusal.invalid("vehicles", "list-or-csv");
        }
        List<Vehicle> vehicles = request.csv() == null ? request.vehicles() : VehicleList.read(request.csv());
        FleetApplication fleet = fleets.submit(actor, request.shared(), vehicles);
        return ResponseEntity.accepted()
                .location(URI.create("/api/fleet-applications/" + fleet.id()))
                .body(view(fleet, locale));
    }

    @GetMapping
    Page<FleetApplicationEntry> list(
            Actor actor, @RequestParam(required = false) String cursor, @RequestParam(defaultValue = "20") int limit) {
        Page<FleetApplication> page = fleets.list(actor, cursor, limit);
        return new Page<>(page.items().stream().map(FleetApplicationEntry::of).toList(), page.next(), page.total());
    }

    record FleetApplicationEntry(String id, Instant submittedAt, int vehicles, int waiting) {

        static FleetApplicationEntry of(FleetApplication fleet) {
            return new FleetApplicationEntry(fleet.id(), fleet.submittedAt(), fleet.vehicles(), fleet.waiting());
        }
    }

    /** What has become of each vehicle so far. */
    @GetMapping("/{id}")
    FleetView one(Actor actor, Locale locale, @PathVariable String id) {
        return view(fleets.ownedBy(actor, id), locale);
    }

    private FleetView view(FleetApplication fleet, Locale locale) {
        List<FleetRow> rows = kept.rows(fleet.id());
        Map<String, Case> byId =
                cases
                        .all(rows.stream()
                                .filter(row -> row.state() == State.SENT)
                                .map(FleetRow::caseId)
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(Case::id, Function.identity()));
        List<RowView> shown = rows.stream()
                .map(row -> view(row, byId.get(row.caseId()), locale))
                .toList();
        var counts = new TreeMap<String, Integer>();
        shown.forEach(row -> counts.merge(row.state().code(), 1, Integer::sum));
        return new FleetView(fleet.id(), fleet.submittedAt(), fleet.vehicles(), fleet.waiting(), counts, shown);
    }

    private RowView view(FleetRow row, Case sent, Locale locale) {
        CaseView seen = sent == null ? null : views.of(sent, locale, false);
        Coded state = seen == null
                ? new Coded(row.state().name(), messages.getMessage("fleet.state." + row.state(), null, locale))
                : seen.status();
        return new RowView(
                row.number(),
                row.plateNumber(),
                row.plateType(),
                state,
                row.caseId(),
                seen == null ? null : seen.number(),
                seen == null || seen.decision() == null ? null : seen.decision().reason(),
                row.defects().stream()
                        .map(d -> new DefectView(
                                d.field(),
                                d.code(),
                                messages.getMessage(
                                        "problem." + d.code(), d.arguments().toArray(), locale)))
                        .toList());
    }
}
