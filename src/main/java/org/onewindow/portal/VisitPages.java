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
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onewindow.appointment.Appointment;
import org.onewindow.appointment.Appointments;
import org.onewindow.appointment.Appointments.Offer;
import org.onewindow.appointment.VisitFile;
import org.onewindow.appointment.Visitors;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.catalogue.Catalogue;
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
    private static final int OUTLETS_PER_PAGE = 20;

    private static final int DAYS_SHOWN = 14;
    private static final Instant LATEST = Instant.parse("9999-12-01T00:00:00Z");

    /**
     * @param opens next, or {@code null} while it is open or stays closed
     * @param kilometres from the given point, or {@code null}
     */
    record Place(String code, String name, String address, boolean open, Instant opens, Double kilometres) {}

    /** @param free seats on that day */
    record Day(LocalDate date, int free) {}

    record Visit(String number, String item, String outlet, String address, Appointment told) {}

    private final Appointments appointments;
    private final Visitors visitors;
    private final VisitFile calendar;
    private final Outlets outlets;
    private final MapSheet map;
    private final Catalogue catalogue;
    private final Words words;
    private final Clock clock;

    VisitPages(
            Appointments appointments,
            Visitors visitors,
            VisitFile calendar,
            Outlets outlets,
            MapSheet map,
            Catalogue catalogue,
            Words words,
            Clock clock) {
        this.appointments = appointments;
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
        return "portal/visits";
    }

    @GetMapping("/portal/items/{code}/visit")
    String outlets(@PathVariable String code, @RequestParam(defaultValue = "0") String skip, Model page) {
        int skipped = skip.matches("\\d{1,4}") ? Integer.parseInt(skip) : 0;
        return outlets(code, forItem(code), forItem(code), null, skipped, page);
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
        page.addAttribute("place", place);
        try {
            Point from = lat.isBlank() && lon.isBlank() ? near(code, place) : point(lat, lon);
            return outlets(code, forItem(code), forItem(code), from, 0, page);
        } catch (Refusal refused) {
            tell(refused, page, response);
            return outlets(code, forItem(code), forItem(code), null, 0, page);
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
        page.addAttribute("list", list);
        page.addAttribute("fresh", list.equals(picker));
        page.addAttribute("picker", picker);
        page.addAttribute("first", skipped + 1);
        page.addAttribute("total", all.size());
        page.addAttribute(
                "outlets", shown.stream().map(outlet -> place(outlet, near)).toList());
        page.addAttribute("map", map.of(all, shown));
        page.addAttribute("next", near == null && skipped + shown.size() < all.size() ? skipped + shown.size() : null);
        return "portal/outlets";
    }

    private Place place(Outlet outlet, Point near) {
        Instant now = clock.instant();
        boolean open = outlets.open(outlet, now);
        return new Place(
                outlet.code(),
                name(outlet),
                outlet.addressZh(),
                open,
                open ? null : outlets.opensNext(outlet, now).orElse(null),
                near == null ? null : Math.round(near.metresTo(outlet.point()) / 100) / 10.0);
    }

    private Point near(String code, String place) {
        String typed = place.strip().toLowerCase(Locale.ROOT);
        new Defects().require(!typed.isEmpty(), "place", "missing").refuse();
        return outlets.offering(code, null).stream()
                .filter(outlet -> Stream.of(outlet.nameZh(), outlet.nameEn(), outlet.addressZh())
                        .anyMatch(known -> known.toLowerCase(Locale.ROOT).contains(typed)))
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
        return slots(code, outlet, day, forItem(code) + "/" + outlet, null, page);
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
                () -> slots(code, outlet, "", forItem(code) + "/" + outlet, null, page),
                page,
                response);
    }

    @GetMapping("/portal/visits/{number}/change/{outlet}")
    String otherSlots(
            Actor actor,
            @PathVariable String number,
            @PathVariable String outlet,
            @RequestParam(defaultValue = "") String day,
            Model page) {
        Appointment own = appointments.own(visitors.holder(actor), number);
        return slots(own.item(), outlet, day, changing(number, outlet), number, page);
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
                () -> slots(own.item(), outlet, "", changing(number, outlet), number, page),
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

    /** @param changing number of the visit that is moved, or {@code null} for a new one */
    private String slots(String code, String outletCode, String wanted, String action, String changing, Model page) {
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
        page.addAttribute("outlet", place(outlet, null));
        page.addAttribute("action", action);
        page.addAttribute("others", changing == null ? forItem(code) : "/portal/visits/" + changing + "/outlets");
        page.addAttribute("changing", changing);
        page.addAttribute("days", days);
        page.addAttribute("chosen", chosen);
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
        page.addAttribute("v", visit(appointments.own(visitors.holder(actor), number)));
        return "portal/visit";
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
        return words.locale().getLanguage().equals("en") ? outlet.nameEn() : outlet.nameZh();
    }

    private static String forItem(String code) {
        return "/portal/items/" + code + "/visit";
    }

    private static String changing(String number, String outlet) {
        return "/portal/visits/" + number + "/change/" + outlet;
    }

    private static RedirectView to(Appointment one) {
        return See.other("/portal/visits/" + one.number());
    }
}
