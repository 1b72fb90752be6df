package org.onewindow.desk;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.CaseFlow;
import org.onewindow.casework.Colour;
import org.onewindow.counter.Counters;
import org.onewindow.counter.Counters.Statistics;
import org.onewindow.identity.Unit;
import org.onewindow.identity.Units;
import org.onewindow.outlet.Outlet;
import org.onewindow.rating.Ratings;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Role;
import org.onewindow.worklist.Worklist;
import org.onewindow.worklist.Worklist.Load;
import org.onewindow.worklist.Worklist.Query;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What a supervisor looks at: how urgent the work is, and how much comes and goes. */
@Controller
class DeskBoardController {

    private static final int DAYS = 14;
    private static final int WEEK = 7;
    private static final int MOST_OUTLETS = 20;
    private static final int RATED_DAYS = 30;
    private static final int BEST = 5;
    private static final int MOST_FOLLOW_UPS = 20;
    private static final String FOLLOW_UP = "followUp";

    /** How many items of a unit, or of a service item, are how urgent. */
    record Urgency(String code, Map<Colour, Long> counts) {

        static Urgency of(String code, Stream<Load> loads) {
            var counts = new EnumMap<Colour, Long>(Colour.class);
            Stream.of(Colour.values()).forEach(colour -> counts.put(colour, 0L));
            loads.forEach(load -> counts.merge(load.colour(), load.items(), Long::sum));
            return new Urgency(code, counts);
        }
    }

    /** The use of an outlet's seats in the last seven days. */
    record Use(Outlet outlet, Statistics week) {

        public long percent() {
            return Math.round(100 * week.utilisation());
        }

        public long absent() {
            return Math.round(100 * week.noShowRate());
        }

        public long minutes() {
            return week.meanWaitSeconds() / 60;
        }
    }

    private final Worklist worklist;
    private final CaseFlow flow;
    private final Counters counters;
    private final Ratings ratings;
    private final Units units;
    private final Clock clock;

    DeskBoardController(
            Worklist worklist, CaseFlow flow, Counters counters, Ratings ratings, Units units, Clock clock) {
        this.worklist = worklist;
        this.flow = flow;
        this.counters = counters;
        this.ratings = ratings;
        this.units = units;
        this.clock = clock;
    }

    @GetMapping("/desk/board")
    String board(Actor actor, Model page) {
        List<Load> loads = worklist.loads(actor);
        page.addAttribute("colours", Colour.values());
        page.addAttribute(
                "byUnit",
                units.all().stream()
                        .map(Unit::code)
                        .filter(actor::worksFor)
                        .map(unit -> Urgency.of(
                                unit, loads.stream().filter(load -> load.unit().equals(unit))))
                        .toList());
        page.addAttribute("byItem", by(loads, Load::item));
        return "desk/board";
    }

    private static List<Urgency> by(List<Load> loads, Function<Load, String> key) {
        return loads.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList())).entrySet().stream()
                .map(some -> Urgency.of(some.getKey(), some.getValue().stream()))
                .toList();
    }

    @GetMapping("/desk/trends")
    String trends(Actor actor, Model page) {
        List<CaseFlow.Day> days = flow.lately(actor, DAYS);
        page.addAttribute("days", days);
        page.addAttribute(
                "most",
                days.stream()
                        .mapToLong(day -> Math.max(day.received(), day.decided()))
                        .max()
                        .orElse(0));
        LocalDate today = LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
        List<Outlet> outlets = counters.of(actor);
        page.addAttribute(
                "uses",
                outlets.stream()
                        .sorted(Comparator.comparing(Outlet::code))
                        .limit(MOST_OUTLETS)
                        .map(outlet -> new Use(
                                outlet, counters.statistics(actor, outlet.code(), today.minusDays(WEEK - 1), today)))
                        .sorted(Comparator.comparingLong(Use::percent).reversed())
                        .toList());
        page.addAttribute("outlets", outlets.size());
        if (actor.is(Role.SUPERVISOR)) {
            rated(actor, today, page);
        }
        return "desk/trends";
    }

    /** How people were served in the last thirty days, and which bad ratings still wait for an answer. */
    private void rated(Actor supervisor, LocalDate today, Model page) {
        var levels = new LinkedHashMap<Integer, Long>();
        for (int level = BEST; level > 0; level--) {
            levels.put(level, 0L);
        }
        ratings.counts(supervisor, today.minusDays(RATED_DAYS - 1), today)
                .forEach(counted -> levels.merge(counted.level(), counted.times(), Long::sum));
        page.addAttribute("levels", levels);
        page.addAttribute(
                "mostRated",
                levels.values().stream().mapToLong(Long::longValue).max().orElse(0));
        page.addAttribute(
                "followUps",
                worklist.list(supervisor, new Query(null, null, FOLLOW_UP, null, null, null), null, MOST_FOLLOW_UPS));
    }
}
