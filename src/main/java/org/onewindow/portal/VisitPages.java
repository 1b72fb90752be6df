package org.onewindow.portal;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onewindow.appointment.Appointment;
import org.onewindow.appointment.Appointments;
import org.onewindow.appointment.Appointments.Offer;
import org.onewindow.appointment.CaseVisits;
import org.onewindow.appointment.NoShows;
import org.onewindow.appointment.VisitFile;
import org.onewindow.appointment.Visitors;
import org.onewindow.appointment.WaitList;
import org.onewindow.appointment.WaitListEntry;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.Cases;
import org.onewindow.catalogue.Catalogue;
import org.onewindow.outlet.Closure;
import org.onewindow.outlet.OpeningHours;
import org.onewindow.outlet.Outlet;
import org.onewindow.outlet.Outlets;
import org.onewindow.outlet.Point;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.view.RedirectView;

/** Booking a visit: outlet, day and time, held for a few minutes, confirmed; moved and cancelled by the same pages. */
@Controller
class VisitPages {

    private static final int MOST_VISITS = 50;
    private static final int OUTLETS_PER_PAGE = 10;

    private static final int DAYS_SHOWN = 14;
    private static final int LONGEST_OBJECTION = 500;
    private static final Instant LATEST = Instant.parse("9999-12-01T00:00:00Z");

    /**
     * @param opens next, or {@code null} while it is open or stays closed
     * @param closure why it is closed today, or {@code null}
     * @param kilometres from the given point, or {@code null}
     */
    record Place(
            String code,
            String name,
            String address,
            boolean open,
            Instant opens,
            Closure closure,
            Double kilometres) {}

    /** @param free seats on that day */
    record Day(LocalDate date, int free) {}

    record Wait(String id, String item, String outlet, LocalDate first, LocalDate last) {}

    record Visit(String number, String item, String outlet, String address, Appointment told) {}

    private final Appointments appointments;
    private final NoShows noShows;
    private final WaitList waitList;
    private final CaseVisits caseVisits;
    private final Cases cases;
    private final Visitors visitors;
    private final VisitFile calendar;
    private final Outlets outlets;
    private final MapSheet map;
    private final Catalogue catalogue;
    private final Words words;
    private final Clock clock;

    VisitPages(
            Appointments appointments,
            NoShows noShows,
            WaitList waitList,
            CaseVisits caseVisits,
            Cases cases,
            Visitors visitors,
            VisitFile calendar,
            Outlets outlets,
            MapSheet map,
            Catalogue catalogue,
            Words words,
            Clock clock) {
        this.appointments = appointments;
        this.noShows = noShows;
        this.waitList = waitList;
        this.caseVisits = caseVisits;
        this.cases = cases;
        this.visitors = visitors;
        this.calendar = calendar;
        this.outlets = outlets;
        this.map = map;
        this.catalogue = catalogue;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/portal/visits")
    String mine(Actor actor, Model page) {
        page.addAttribute(
                "visits",
                appointments.list(visitors.holder(actor), LATEST, "", MOST_VISITS).stream()
                        .map(this::visit)
                        .toList());
        page.addAttribute(
                "waits",
                waitList.of(visitors.holder(actor)).stream()
                        .filter(entry -> entry.status() == WaitListEntry.Status.WAITING)
                        .map(entry -> new Wait(
                                entry.id(),
                                catalogue.item(entry.item()).name(words.locale()),
                                name(outlets.outlet(entry.outlet())),
                                entry.firstDay(),
                                entry.lastDay()))
                        .toList());
        return "portal/visits";
    }

    @GetMapping("/portal/items/{code}/visit")
    String outlets(@PathVariable String code, @RequestParam(defaultValue = "0") String skip, Model page) {
        int skipped = skip.matches("\\d{1,4}") ? Integer.parseInt(skip) : 0;
        return outlets(code, forItem(code), forItem(code), null, skipped, page);
    }

    /** For a visit that belongs to a case of his own. */
    @GetMapping("/portal/cases/{id}/visit")
    String outletsForCase(
            Actor actor, @PathVariable String id, @RequestParam(defaultValue = "0") String skip, Model page) {
        int skipped = skip.matches("\\d{1,4}") ? Integer.parseInt(skip) : 0;
        return outlets(cases.ownedBy(actor, id).item(), forCase(id), forCase(id), null, skipped, page);
    }

    /**
     * Where somebody is stands in no address.
     *
     * @param place part of the name or the address of an outlet that he knows, where his device says nothing
     */
    @PostMapping("/portal/items/{code}/visit")
    String nearest(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(defaultValue = "") String lat,
            @RequestParam(defaultValue = "") String lon,
            Model page,
            HttpServletResponse response) {
        return nearest(code, forItem(code), place, lat, lon, page, response);
    }

    @PostMapping("/portal/cases/{id}/visit")
    String nearestForCase(
            Actor actor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(defaultValue = "") String lat,
            @RequestParam(defaultValue = "") String lon,
            Model page,
            HttpServletResponse response) {
        return nearest(cases.ownedBy(actor, id).item(), forCase(id), place, lat, lon, page, response);
    }

    private String nearest(
            String code, String list, String place, String lat, String lon, Model page, HttpServletResponse response) {
        page.addAttribute("place", place);
        try {
            Point from = lat.isBlank() && lon.isBlank() ? near(code, place) : point(lat, lon);
            return outlets(code, list, list, from, 0, page);
        } catch (Refusal refused) {
            tell(refused, page, response);
            return outlets(code, list, list, null, 0, page);
        }
    }

    /** Another outlet for a visit that is booked. */
    @GetMapping("/portal/visits/{number}/outlets")
    String otherOutlets(
            Actor actor, @PathVariable String number, @RequestParam(defaultValue = "0") String skip, Model page) {
        Appointment own = appointments.own(visitors.holder(actor), number);
        int skipped = skip.matches("\\d{1,4}") ? Integer.parseInt(skip) : 0;
        String visit = "/portal/visits/" + number;
        return outlets(own.item(), visit + "/outlets", visit + "/change", null, skipped, page);
    }

    /**
     * @param list address of the list itself
     * @param picker where an outlet leads, before its code
     */
    private String outlets(String code, String list, String picker, Point near, int skipped, Model page) {
        List<Outlet> all = outlets.offering(code, near);
        List<Outlet> shown = all.stream().skip(skipped).limit(OUTLETS_PER_PAGE).toList();
        page.addAttribute("item", catalogue.item(code).name(words.locale()));
        page.addAttribute("code", code);
        page.addAttribute("list", list);
        page.addAttribute("fresh", list.equals(picker));
        page.addAttribute("picker", picker);
        page.addAttribute("first", skipped + 1);
        page.addAttribute("total", all.size());
        OpeningHours hours = outlets.hours(clock.instant());
        page.addAttribute(
                "outlets",
                shown.stream().map(outlet -> place(outlet, near, hours)).toList());
        page.addAttribute("map", map.of(all, shown));
        page.addAttribute("next", near == null && skipped + shown.size() < all.size() ? skipped + shown.size() : null);
        return "portal/outlets";
    }

    private Place place(Outlet outlet, Point near, OpeningHours hours) {
        Instant now = clock.instant();
        boolean open = hours.open(outlet, now);
        return new Place(
                outlet.code(),
                name(outlet),
                outlet.addressZh(),
                open,
                open ? null : hours.opensNext(outlet, now).orElse(null),
                hours.closure(outlet, LocalDate.ofInstant(now, WorkingCalendar.ZONE))
                        .orElse(null),
                near == null ? null : Math.round(near.metresTo(outlet.point()) / 100) / 10.0);
    }

    private Point near(String code, String place) {
        String typed = place.strip().toLowerCase(Locale.ROOT);
        new Defects().require(!typed.isEmpty(), "place", "missing").refuse();
        // Who types 莱山 means the district or its station, and not 福莱山.
        List<Outlet> known = outlets.offering(code, null);
        return Stream.<Predicate<String>>of(
                        said -> said.startsWith(typed),
                        said -> said.contains("市" + typed),
                        said -> said.contains(typed))
                .flatMap(fits -> known.stream()
                        .filter(outlet -> Stream.of(outlet.nameZh(), outlet.nameEn(), outlet.addressZh())
                                .anyMatch(said -> fits.test(said.toLowerCase(Locale.ROOT)))))
                .findFirst()
                .map(Outlet::point)
                .orElseThrow(() -> Refusal.invalid("place", "place-unknown"));
    }

    private static Point point(String lat, String lon) {
        Double north = degrees(lat);
        Double east = degrees(lon);
        new Defects()
                .require(north != null && Math.abs(north) <= 90, "lat", "latitude-range")
                .require(east != null && Math.abs(east) <= 180, "lon", "longitude-range")
                .refuse();
        return new Point(north, east);
    }

    private static Double degrees(String text) {
        String typed = text.strip();
        return typed.matches("-?\\d{1,3}(\\.\\d{1,10})?") ? Double.valueOf(typed) : null;
    }

    @GetMapping("/portal/items/{code}/visit/{outlet}")
    String slots(
            @PathVariable String code,
            @PathVariable String outlet,
            @RequestParam(defaultValue = "") String day,
            Model page) {
        return slots(code, outlet, day, forItem(code), null, page);
    }

    @GetMapping("/portal/cases/{id}/visit/{outlet}")
    String slotsForCase(
            Actor actor,
            @PathVariable String id,
            @PathVariable String outlet,
            @RequestParam(defaultValue = "") String day,
            Model page) {
        return slots(cases.ownedBy(actor, id).item(), outlet, day, forCase(id), null, page);
    }

    /** The visit belongs to the case from the moment on at which its seat is kept. */
    @PostMapping("/portal/cases/{id}/visit/{outlet}")
    Object holdForCase(
            Actor actor,
            @PathVariable String id,
            @PathVariable String outlet,
            @RequestParam(defaultValue = "") String startsAt,
            Model page,
            HttpServletResponse response) {
        String item = cases.ownedBy(actor, id).item();
        return taken(
                () -> {
                    Appointment held = appointments.hold(visitors.holder(actor), item, outlet, moment(startsAt));
                    caseVisits.bind(actor, held, id);
                    return to(held);
                },
                () -> slots(item, outlet, "", forCase(id), null, page),
                page,
                response);
    }

    @PostMapping("/portal/items/{code}/visit/{outlet}")
    Object hold(
            Actor actor,
            @PathVariable String code,
            @PathVariable String outlet,
            @RequestParam(defaultValue = "") String startsAt,
            Model page,
            HttpServletResponse response) {
        return taken(
                () -> to(appointments.hold(visitors.holder(actor), code, outlet, moment(startsAt))),
                () -> slots(code, outlet, "", forItem(code), null, page),
                page,
                response);
    }

    /** For a seat that somebody gives back on that day. */
    @PostMapping("/portal/items/{code}/visit/{outlet}/wait")
    Object join(
            Actor actor,
            @PathVariable String code,
            @PathVariable String outlet,
            @RequestParam(defaultValue = "") String day,
            Model page,
            HttpServletResponse response) {
        return taken(
                () -> {
                    LocalDate wanted = day(day);
                    waitList.join(visitors.holder(actor), code, outlet, wanted, wanted);
                    return See.other("/portal/visits");
                },
                () -> slots(code, outlet, day, forItem(code), null, page),
                page,
                response);
    }

    @PostMapping("/portal/wait-list/{id}/leaving")
    RedirectView leave(Actor actor, @PathVariable String id) {
        waitList.leave(visitors.holder(actor), id);
        return See.other("/portal/visits");
    }

    private static LocalDate day(String typed) {
        try {
            return LocalDate.parse(typed);
        } catch (DateTimeException unreadable) {
            throw Refusal.invalid("day", "missing");
        }
    }

    @GetMapping("/portal/visits/{number}/change/{outlet}")
    String otherSlots(
            Actor actor,
            @PathVariable String number,
            @PathVariable String outlet,
            @RequestParam(defaultValue = "") String day,
            Model page) {
        Appointment own = appointments.own(visitors.holder(actor), number);
        return slots(own.item(), outlet, day, changing(number), number, page);
    }

    @PostMapping("/portal/visits/{number}/change/{outlet}")
    Object change(
            Actor actor,
            @PathVariable String number,
            @PathVariable String outlet,
            @RequestParam(defaultValue = "") String startsAt,
            Model page,
            HttpServletResponse response) {
        Appointment own = appointments.own(visitors.holder(actor), number);
        return taken(
                () -> to(appointments.change(visitors.holder(actor), number, outlet, moment(startsAt))),
                () -> slots(own.item(), outlet, "", changing(number), number, page),
                page,
                response);
    }

    private Object taken(
            Supplier<RedirectView> taking, Supplier<String> again, Model page, HttpServletResponse response) {
        try {
            return taking.get();
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.INVALID && refused.kind() != Refusal.Kind.CONFLICT) {
                throw refused;
            }
            tell(refused, page, response);
            return again.get();
        }
    }

    private void tell(Refusal refused, Model page, HttpServletResponse response) {
        response.setStatus(refused.kind().status());
        boolean taken = refused.defects().get(0).code().equals("slot-taken");
        page.addAttribute(
                "errors",
                taken
                        ? List.of(new Words.Wrong("", "", words.text("page.portal.visit.taken"), ""))
                        : words.wrong(refused.defects()));
    }

    /**
     * @param place what the addresses of the outlets begin with
     * @param changing number of the visit that is moved, or {@code null} for a new one
     */
    private String slots(String code, String outletCode, String wanted, String place, String changing, Model page) {
        Outlet outlet = outlets.outlet(outletCode);
        LocalDate today = LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
        Map<LocalDate, List<Offer>> byDay = appointments.offers(outlet, code, today, DAYS_SHOWN).stream()
                .collect(Collectors.groupingBy(
                        offer -> LocalDate.ofInstant(offer.slot().startsAt(), WorkingCalendar.ZONE),
                        TreeMap::new,
                        Collectors.toList()));
        List<Day> days = byDay.entrySet().stream()
                .map(day -> new Day(
                        day.getKey(),
                        day.getValue().stream().mapToInt(Offer::free).sum()))
                .toList();
        LocalDate chosen = days.stream()
                .filter(day -> day.date().toString().equals(wanted))
                .findFirst()
                .or(() -> days.stream().filter(day -> day.free() > 0).findFirst())
                .map(Day::date)
                .orElse(null);
        page.addAttribute("item", catalogue.item(code).name(words.locale()));
        OpeningHours hours = outlets.hours(clock.instant());
        page.addAttribute("outlet", place(outlet, null, hours));
        page.addAttribute(
                "closures",
                hours.closures(outlet).stream()
                        .filter(closure -> closure.from().isBefore(today.plusDays(DAYS_SHOWN)))
                        .toList());
        page.addAttribute("action", place + "/" + outletCode);
        page.addAttribute("others", changing == null ? place : "/portal/visits/" + changing + "/outlets");
        page.addAttribute("changing", changing);
        page.addAttribute("days", days);
        page.addAttribute("chosen", chosen);
        page.addAttribute(
                "wait",
                changing == null && days.stream().anyMatch(day -> day.date().equals(chosen) && day.free() == 0)
                        ? forItem(code) + "/" + outletCode + "/wait"
                        : null);
        page.addAttribute("offers", chosen == null ? List.of() : byDay.get(chosen));
        return "portal/slots";
    }

    private static Instant moment(String typed) {
        try {
            return Instant.parse(typed);
        } catch (DateTimeException unreadable) {
            throw Refusal.invalid("startsAt", "missing");
        }
    }

    @GetMapping("/portal/visits/{number}")
    String one(Actor actor, @PathVariable String number, Model page) {
        Appointment own = appointments.own(visitors.holder(actor), number);
        page.addAttribute("v", visit(own));
        if (own.status() == Appointment.Status.TO_MOVE) {
            Outlet outlet = outlets.outlet(own.slot().outlet());
            LocalDate day = LocalDate.ofInstant(own.slot().startsAt(), WorkingCalendar.ZONE);
            page.addAttribute(
                    "closure",
                    outlets.hours(outlet, day, day).closure(outlet, day).orElse(null));
        }
        if (own.status() == Appointment.Status.NO_SHOW) {
            NoShows.Told told = noShows.told(noShows.own(visitors.holder(actor), number));
            page.addAttribute("missed", told);
            page.addAttribute(
                    "missedText",
                    words.text("page.appointment.noShow", told.facts().toArray()));
            page.addAttribute("mayObject", clock.instant().isBefore(told.objectUntil()));
        }
        return "portal/visit";
    }

    /** Why it does not count that nobody came, in the citizen's own words. */
    @PostMapping("/portal/visits/{number}/objection")
    Object object(
            Actor actor,
            @PathVariable String number,
            @RequestParam(defaultValue = "") String words,
            Model page,
            HttpServletResponse response) {
        return taken(
                () -> {
                    String said = words.strip();
                    new Defects()
                            .require(!said.isEmpty(), "words", "missing")
                            .require(said.length() <= LONGEST_OBJECTION, "words", "length")
                            .refuse();
                    noShows.object(visitors.holder(actor), number, said);
                    return See.other("/portal/visits/" + number);
                },
                () -> one(actor, number, page),
                page,
                response);
    }

    @PostMapping("/portal/visits/{number}/confirmation")
    Object confirm(Actor actor, @PathVariable String number, Model page, HttpServletResponse response) {
        return taken(
                () -> to(appointments.confirm(visitors.holder(actor), number)),
                () -> one(actor, number, page),
                page,
                response);
    }

    @PostMapping("/portal/visits/{number}/cancellation")
    Object cancel(Actor actor, @PathVariable String number, Model page, HttpServletResponse response) {
        return taken(
                () -> to(appointments.cancel(visitors.holder(actor), number)),
                () -> one(actor, number, page),
                page,
                response);
    }

    @GetMapping(path = "/portal/visits/{number}/visit.ics", produces = "text/calendar;charset=UTF-8")
    @ResponseBody
    String file(Actor actor, @PathVariable String number, Locale locale) {
        return calendar.of(appointments.own(visitors.holder(actor), number), locale);
    }

    private Visit visit(Appointment told) {
        Outlet outlet = outlets.outlet(told.slot().outlet());
        return new Visit(
                told.number(),
                catalogue.item(told.item()).name(words.locale()),
                name(outlet),
                outlet.addressZh(),
                told);
    }

    private String name(Outlet outlet) {
        return outlet.name(words.locale());
    }

    private static String forItem(String code) {
        return "/portal/items/" + code + "/visit";
    }

    private static String forCase(String id) {
        return "/portal/cases/" + id + "/visit";
    }

    private static String changing(String number) {
        return "/portal/visits/" + number + "/change";
    }

    private static RedirectView to(Appointment one) {
        return See.other("/portal/visits/" + one.number());
    }
}
