package org.onewindow.outlet;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.onewindow.shared.Cursor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Page;
import org.onewindow.shared.Refusal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where can I do this? For everybody. */
@RestController
@RequestMapping("/api/outlets")
class OutletController {

    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

    /** A public map's system of coordinates: for the point of a question and those of the answer alike. */
    enum Coordinates {
        WGS84,
        GCJ02;

        static Coordinates named(String name) {
            for (Coordinates one : values()) {
                if (one.name().equalsIgnoreCase(name)) {
                    return one;
                }
            }
            throw Refusal.invalid("coordinates", "coordinates-unknown");
        }

        Point shown(Point point) {
            return this == WGS84 ? point : point.toGcj02();
        }

        Point meant(Point point) {
            return this == WGS84 ? point : point.fromGcj02();
        }
    }

    /** @param reason as it was written, in whatever language */
    record ClosureView(String id, LocalDate from, LocalDate to, String reason) {}

    /**
     * @param distanceMetres as the crow flies; {@code null} when no point was given
     * @param walkingMinutes what a walk of that distance takes, detours guessed; {@code null} when no point was given
     * @param closures of the sixty days to come, on which it stays closed whatever its hours say
     * @param opensNext first opening after the moment asked for; {@code null} when there is none within sixty days
     */
    record View(
            String code,
            Outlet.Kind kind,
            String division,
            String nameZh,
            String nameEn,
            String addressZh,
            String coordinates,
            double latitude,
            double longitude,
            Long distanceMetres,
            Long walkingMinutes,
            boolean open,
            Instant opensNext,
            List<Outlet.Session> hours,
            Map<DayOfWeek, List<Outlet.Session>> extendedHours,
            List<ClosureView> closures,
            Map<String, Integer> windows) {}

    /** @param item what he goes there for; may be left out, like the point where he stands, which is not kept */
    record Start(@Size(max = 10) String item, Double latitude, Double longitude, String coordinates) {}

    /**
     * @param map opens the map of a telephone there (RFC 5870)
     */
    record Guide(View outlet, String map) {}

    private final Outlets outlets;
    private final OutletGuides guides;
    private final Clock clock;

    OutletController(Outlets outlets, OutletGuides guides, Clock clock) {
        this.outlets = outlets;
        this.guides = guides;
        this.clock = clock;
    }

    @GetMapping
    Page<View> outlets(
            @RequestParam(required = false) String item,
            @RequestParam(required = false) Double lat,
            @RequestParam(required = false) Double lon,
            @RequestParam(required = false) Instant at,
            @RequestParam(defaultValue = "WGS84") String coordinates,
            @RequestParam(defaultValue = "false") boolean openFirst,
            @RequestParam(required = false) String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        Coordinates system = Coordinates.named(coordinates);
        int size = Cursor.size(limit);
        new Defects()
                .require(at == null || !at.isBefore(FIRST) && at.isBefore(END), "at", "outlet-moment-range")
                .refuse();
        Point near = point(lat, lon, "lat", "lon", system);
        Instant moment = at == null ? clock.instant() : at;
        OpeningHours hours = outlets.hours(moment);
        List<Outlet> found = openFirst ? outlets.openFirst(item, near, moment, hours) : outlets.offering(item, near);
        int begin = cursor == null ? 0 : behind(found, Cursor.read(cursor).text(0));
        List<View> views = found.stream()
                .skip(begin)
                .limit(size + 1L)
                .map(outlet -> view(outlet, near, moment, hours, system))
                .toList();
        return Page.of(views, size, last -> Cursor.of(last.code()), (long) found.size());
    }

    @GetMapping("/{code}")
    View outlet(@PathVariable String code, @RequestParam(defaultValue = "WGS84") String coordinates) {
        Instant now = clock.instant();
        return view(outlets.outlet(code), null, now, outlets.hours(now), Coordinates.named(coordinates));
    }

    /** Guides somebody there, and counts it. */
    @PostMapping("/{code}/guides")
    Guide guideThere(@PathVariable String code, @Valid @RequestBody(required = false) Start start) {
        Start from = start == null ? new Start(null, null, null, null) : start;
        Coordinates system = from.coordinates() == null ? Coordinates.WGS84 : Coordinates.named(from.coordinates());
        Point near = point(from.latitude(), from.longitude(), "latitude", "longitude", system);
        Outlet outlet = guides.guide(code, from.item());
        Instant now = clock.instant();
        return new Guide(
                view(outlet, near, now, outlets.hours(now), system),
                "geo:" + outlet.point().latitude() + "," + outlet.point().longitude());
    }

    private static Point point(Double lat, Double lon, String north, String east, Coordinates system) {
        new Defects()
                .require((lat == null) == (lon == null), east, "outlet-point-incomplete")
                .require(lat == null || Math.abs(lat) <= 90, north, "latitude-range")
                .require(lon == null || Math.abs(lon) <= 180, east, "longitude-range")
                .refuse();
        return lat == null ? null : system.meant(new Point(lat, lon));
    }

    private static int behind(List<Outlet> found, String code) {
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).code().equals(code)) {
                return i + 1;
            }
        }
        throw Refusal.malformed("cursor-malformed");
    }

    private View view(Outlet outlet, Point near, Instant at, OpeningHours hours, Coordinates system) {
        Point shown = system.shown(outlet.point());
        return new View(
                outlet.code(),
                outlet.kind(),
                outlet.division(),
                outlet.nameZh(),
                outlet.nameEn(),
                outlet.addressZh(),
                system.name(),
                shown.latitude(),
                shown.longitude(),
                near == null ? null : Math.round(near.metresTo(outlet.point())),
                near == null ? null : near.walkingMinutesTo(outlet.point()),
                hours.open(outlet, at),
                hours.opensNext(outlet, at).orElse(null),
                outlet.hours(),
                outlet.extended(),
                hours.closures(outlet).stream()
                        .map(one -> new ClosureView(one.id(), one.from(), one.to(), one.reason()))
                        .toList(),
                outlet.windows());
    }
}
