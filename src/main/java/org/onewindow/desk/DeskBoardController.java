package org.onewindow.desk;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
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
import org.onewindow.shared.Actor;
import org.onewindow.worklist.Worklist;
import org.onewindow.worklist.Worklist.Load;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What a supervisor looks at: how urgent the work is, and how much comes and goes. */
@Controller
class DeskBoardController {

    private static final int DAYS = 14;
    private static final int WEEK = 7;
    private static final int MOST_OUTLETS = 20;

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
    private final Units units;
    private final Clock clock;

    DeskBoardController(Worklist worklist, CaseFlow flow, Counters counters, Units units, Clock clock) {
        this.worklist = worklist;
        this.flow = flow;
        this.counters = counters;
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
        return "desk/trends";
    }
}
