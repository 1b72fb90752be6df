package org.onewindow.outlet;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.onewindow.shared.Cursor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Page;
import org.onewindow.shared.Refusal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
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

    /**
     * @param distanceMetres as the crow flies; {@code null} when no point was given
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
            boolean open,
            Instant opensNext,
            List<Outlet.Session> hours,
            Map<DayOfWeek, List<Outlet.Session>> extendedHours,
            Map<String, Integer> windows) {}

    private final Outlets outlets;
    private final Clock clock;

    OutletController(Outlets outlets, Clock clock) {
        this.outlets = outlets;
        this.clock = clock;
    }

    @GetMapping
    Page<View> outlets(
            @RequestParam(required = false) String item,
            @RequestParam(required = false) Double lat,
            @RequestParam(required = false) Double lon,
            @RequestParam(required = false) Instant at,
            @RequestParam(defaultValue = "WGS84") String coordinates,
            @RequestParam(required = false) String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        Coordinates system = Coordinates.named(coordinates);
        int size = Cursor.size(limit);
        new Defects()
                .require((lat == null) == (lon == null), "lon", "outlet-point-incomplete")
                .require(lat == null || Math.abs(lat) <= 90, "lat", "latitude-range")
                .require(lon == null || Math.abs(lon) <= 180, "lon", "longitude-range")
                .require(at == null || !at.isBefore(FIRST) && at.isBefore(END), "at", "outlet-moment-range")
                .refuse();
        Point near = lat == null ? null : system.meant(new Point(lat, lon));
        Instant moment = at == null ? clock.instant() : at;
        List<Outlet> found = outlets.offering(item, near);
        int begin = cursor == null ? 0 : behind(found, Cursor.read(cursor).text(0));
        List<View> views = found.stream()
                .skip(begin)
                .limit(size + 1L)
                .map(outlet -> view(outlet, near, moment, system))
                .toList();
        return Page.of(views, size, last -> Cursor.of(last.code()), (long) found.size());
    }

    @GetMapping("/{code}")
    View outlet(@PathVariable String code, @RequestParam(defaultValue = "WGS84") String coordinates) {
        return view(outlets.outlet(code), null, clock.instant(), Coordinates.named(coordinates));
    }

    private static int behind(List<Outlet> found, String code) {
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).code().equals(code)) {
                return i + 1;
            }
        }
        throw Refusal.malformed("cursor-malformed");
    }

    private View view(Outlet outlet, Point near, Instant at, Coordinates system) {
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
                outlets.open(outlet, at),
                outlets.opensNext(outlet, at).orElse(null),
                outlet.hours(),
                outlet.extended(),
                outlet.windows());
    }
}
