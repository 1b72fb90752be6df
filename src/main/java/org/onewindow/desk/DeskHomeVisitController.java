package org.onewindow.desk;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.homevisit.HomeVisit;
import org.onewindow.homevisit.HomeVisit.Status;
import org.onewindow.homevisit.HomeVisits;
import org.onewindow.homevisit.HomeVisits.Officer;
import org.onewindow.homevisit.HomeVisits.Stop;
import org.onewindow.homevisit.Result;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Home visits of the day: what is to be planned, who goes where in which order, and what came of it. An officer sees his own
 * way only.
 */
@Controller
@RequestMapping("/desk/home-visits")
class DeskHomeVisitController {

    private static final int LONGEST_NOTE = 300;
    private static final int LONGEST_REPORT = 36;

    private final HomeVisits visits;
    private final Words words;
    private final Clock clock;

    DeskHomeVisitController(HomeVisits visits, Words deskWords, Clock clock) {
        this.visits = visits;
        words = deskWords;
        this.clock = clock;
    }

    /** @param day today when left out */
    @GetMapping
    ModelAndView day(Actor actor, @RequestParam(defaultValue = "") String day) {
        LocalDate chosen = day.isEmpty() ? today() : read(day);
        if (chosen == null) {
            throw Refusal.invalid("day", "value");
        }
        return page(actor, chosen);
    }

    /** @param day and time of the office */
    @PostMapping("/{id}/plan")
    Object plan(
            Actor clerk,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String officer,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String time) {
        LocalDate date = read(day);
        LocalTime begin = time(time);
        ModelAndView page =
                page(clerk, today()).addObject("typed", Map.of("officer", officer, "day", day, "time", time));
        return attempt(page, id, () -> {
            new Defects()
                    .require(!officer.isEmpty(), "officer", "missing")
                    .require(date != null, "day", day.isBlank() ? "missing" : "date-malformed")
                    .require(begin != null, "time", time.isBlank() ? "missing" : "time-malformed")
                    .refuse();
            visits.plan(
                    clerk,
                    id,
                    officer,
                    date.atTime(begin).atZone(WorkingCalendar.ZONE).toInstant());
            return place(date);
        });
    }

    @PostMapping("/{id}/postponement")
    Object postpone(Actor clerk, @PathVariable String id) {
        LocalDate day = dayOf(visits.handled(clerk, id));
        return attempt(page(clerk, day), id, () -> {
            visits.replan(clerk, id);
            return place(day);
        });
    }

    /**
     * The results of all items in one go, whenever there is a network again.
     *
     * @param report id that the form gave to the record
     * @param time at which it was made on the day of the visit; now when left out
     * @param fields {@code done.<item>} and {@code note.<item>}
     */
    @PostMapping("/{id}/report")
    Object report(
            Actor actor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String report,
            @RequestParam(defaultValue = "") String time,
            @RequestParam Map<String, String> fields) {
        HomeVisit visit = visits.handled(actor, id);
        LocalDate day = dayOf(visit);
        LocalTime made = time(time);
        return attempt(page(actor, day), id, () -> {
            var defects = new Defects()
                    .require(!report.isBlank() && report.length() <= LONGEST_REPORT, "results", "missing")
                    .require(time.isBlank() || made != null, "recordedAt", "time-malformed");
            visit.items().forEach(item -> {
                defects.require(fields.getOrDefault("done." + item, "").matches("true|false"), "results", "missing");
                defects.require(
                        fields.getOrDefault("note." + item, "").strip().length() <= LONGEST_NOTE, "results", "length");
            });
            defects.refuse();
            Instant recordedAt = made == null
                    ? clock.instant().truncatedTo(ChronoUnit.MILLIS)
                    : day.atTime(made).atZone(WorkingCalendar.ZONE).toInstant();
            visits.report(
                    actor,
                    id,
                    report,
                    recordedAt,
                    visit.items().stream().map(item -> result(item, fields)).toList());
            return place(day);
        });
    }

    private static Result result(String item, Map<String, String> fields) {
        String note = fields.getOrDefault("note." + item, "").strip();
        return new Result(item, Boolean.parseBoolean(fields.get("done." + item)), note.isEmpty() ? null : note);
    }

    private LocalDate dayOf(HomeVisit visit) {
        return visit.startsAt() == null ? today() : LocalDate.ofInstant(visit.startsAt(), WorkingCalendar.ZONE);
    }

    /** The page is put together before anything changes: it is shown again, at the visit, when the change is refused. */
    private Object attempt(ModelAndView page, String id, Supplier<RedirectView> change) {
        try {
            return change.get();
        } catch (Refusal refusal) {
            page.setStatus(HttpStatus.valueOf(refusal.kind().status()));
            page.addObject("at", id);
            page.addObject("wrong", words.wrongAt("visit-" + id, refusal));
            return page;
        }
    }

    private ModelAndView page(Actor actor, LocalDate day) {
        boolean plans = actor.is(Role.CLERK) || actor.is(Role.SUPERVISOR);
        var page = new ModelAndView("desk/home-visits");
        page.addObject("plans", plans);
        page.addObject("day", day);
        page.addObject("before", day.minusDays(1));
        page.addObject("after", day.plusDays(1));
        page.addObject("requests", plans ? visits.unplanned(actor) : List.of());
        page.addObject("officers", plans ? visits.officers(actor) : List.of());
        Map<Officer, List<Stop>> routes = plans ? visits.routes(actor, day) : own(actor, day);
        page.addObject("routes", routes);
        page.addObject("results", results(routes));
        page.addObject("wrong", List.of());
        return page;
    }

    private Map<Officer, List<Stop>> own(Actor officer, LocalDate day) {
        List<Stop> route = visits.route(officer, day);
        return route.isEmpty() ? Map.of() : Map.of(new Officer(officer.id(), ""), route);
    }

    /** What was recorded, by the id of the visit. */
    private Map<String, List<Result>> results(Map<Officer, List<Stop>> routes) {
        var results = new LinkedHashMap<String, List<Result>>();
        routes.values().stream()
                .flatMap(List::stream)
                .map(Stop::visit)
                .filter(visit -> visit.status() == Status.DONE)
                .forEach(visit -> results.put(visit.id(), visits.results(visit.id())));
        return results;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
    }

    private static LocalDate read(String typed) {
        try {
            LocalDate day = LocalDate.parse(typed.strip());
            return day.getYear() > 1900 && day.getYear() < 9999 ? day : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static LocalTime time(String typed) {
        try {
            return LocalTime.parse(typed.strip());
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static RedirectView place(LocalDate day) {
        return See.other("/desk/home-visits?day=" + day);
    }
}
