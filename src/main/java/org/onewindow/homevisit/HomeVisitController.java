package org.onewindow.homevisit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.onewindow.homevisit.HomeVisit.Status;
import org.onewindow.outlet.Point;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Idempotent;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Home visits: asked for by citizens, planned by the clerks of the unit, recorded by its officers. */
@RestController
@RequestMapping("/api")
class HomeVisitController {

    /**
     * @param reason why the citizen cannot come, see {@code home-visit.yml}
     * @param latitude WGS84 degrees
     */
    record Request(
            @NotBlank @Size(max = 20) String reason,
            @NotEmpty @Size(max = 10) List<@NotBlank @Size(max = 10) String> items,
            @NotBlank @Size(max = 6) String division,
            @NotBlank @Size(max = 200) String address,
            @NotNull Double latitude,
            @NotNull Double longitude) {

        @Override
        public String toString() {
            return "Request[sealed]";
        }
    }

    /** @param officer account of whoever goes */
    record Plan(
            @NotBlank @Size(max = 36) String officer,
            @NotNull Instant startsAt) {}

    record ResultEntry(
            @NotBlank @Size(max = 10) String item,
            @NotNull Boolean done,
            @Size(max = 300) String note) {

        @Override
        public String toString() {
            return "ResultEntry[" + item + "]";
        }
    }

    /**
     * @param report id that the officer's device gave to the record; a second one of the same id is none
     * @param recordedAt when the officer made it, however much later it arrives
     */
    record Report(
            @NotBlank @Size(max = 36) String report,
            @NotNull Instant recordedAt,
            @NotEmpty @Size(max = 10) List<@Valid @NotNull ResultEntry> results) {}

    /** @param results empty until it is done */
    record VisitView(
            String id,
            Status status,
            String reason,
            List<String> items,
            String outlet,
            Instant requestedAt,
            Instant planBy,
            boolean planLate,
            Instant startsAt,
            Instant endsAt,
            List<Result> results) {}

    /** @param travelMinutes from the visit before, or from the outlet */
    record StopView(
            String id,
            Status status,
            Instant startsAt,
            Instant endsAt,
            long travelMinutes,
            String address,
            double latitude,
            double longitude,
            List<String> items) {

        @Override
        public String toString() {
            return "StopView[" + id + "]";
        }
    }

    private final HomeVisits visits;

    HomeVisitController(HomeVisits visits) {
        this.visits = visits;
    }

    @Idempotent
    @PostMapping("/home-visits")
    ResponseEntity<VisitView> request(Actor citizen, @Valid @RequestBody Request request) {
        new Defects()
                .require(
                        Math.abs(request.latitude()) <= 90 && Math.abs(request.longitude()) <= 180,
                        "latitude",
                        "home-visit-place")
                .refuse();
        HomeVisit asked = visits.request(
                citizen,
                request.reason(),
                request.items(),
                request.division(),
                request.address(),
                new Point(request.latitude(), request.longitude()));
        return ResponseEntity.created(URI.create("/api/home-visits/" + asked.id()))
                .body(view(asked));
    }

    @GetMapping("/home-visits")
    List<VisitView> homeVisits(Actor citizen) {
        return visits.of(citizen).stream().map(this::view).toList();
    }

    @GetMapping("/home-visits/{id}")
    VisitView homeVisit(Actor citizen, @PathVariable String id) {
        return view(visits.own(citizen, id));
    }

    @Idempotent
    @PostMapping("/home-visits/{id}/cancellation")
    VisitView cancel(Actor citizen, @PathVariable String id) {
        return view(visits.cancel(citizen, id));
    }

    /** For the clerks of the unit: what is to be planned, the oldest first. */
    @GetMapping("/home-visit-requests")
    List<VisitView> requests(Actor clerk) {
        return visits.unplanned(clerk).stream().map(this::view).toList();
    }

    @Idempotent
    @PostMapping("/home-visits/{id}/plan")
    VisitView plan(Actor clerk, @PathVariable String id, @Valid @RequestBody Plan plan) {
        return view(visits.plan(clerk, id, plan.officer(), plan.startsAt()));
    }

    @Idempotent
    @PostMapping("/home-visits/{id}/postponement")
    VisitView postpone(Actor clerk, @PathVariable String id) {
        return view(visits.replan(clerk, id));
    }

    /** For the officer: where he goes on that day, in order. */
    @GetMapping("/home-visit-route")
    List<StopView> route(Actor officer, @RequestParam LocalDate day) {
        return visits.route(officer, day).stream()
                .map(stop -> new StopView(
                        stop.visit().id(),
                        stop.visit().status(),
                        stop.visit().startsAt(),
                        stop.visit().endsAt(),
                        stop.travel().toMinutes(),
                        stop.visit().address(),
                        stop.visit().point().latitude(),
                        stop.visit().point().longitude(),
                        stop.visit().items()))
                .toList();
    }

    /** The results of all items in one go; sent again, it changes nothing. */
    @Idempotent
    @PostMapping("/home-visits/{id}/report")
    VisitView report(Actor officer, @PathVariable String id, @Valid @RequestBody Report report) {
        return view(visits.report(
                officer,
                id,
                report.report(),
                report.recordedAt(),
                report.results().stream()
                        .map(entry -> new Result(entry.item(), entry.done(), entry.note()))
                        .toList()));
    }

    private VisitView view(HomeVisit visit) {
        return new VisitView(
                visit.id(),
                visit.status(),
                visit.reason(),
                visit.items(),
                visit.outlet(),
                visit.requestedAt(),
                visit.planBy(),
                visit.planLate(),
                visit.startsAt(),
                visit.endsAt(),
                visits.results(visit.id()));
    }
}
