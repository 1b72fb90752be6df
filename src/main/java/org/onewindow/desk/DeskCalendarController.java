package org.onewindow.desk;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.onewindow.appointment.Visits;
import org.onewindow.appointment.Visits.Hour;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.counter.Counters;
import org.onewindow.outlet.Outlet;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The calendar of an outlet: what is offered on a week's days, what of it is taken, and how it was used of late. */
@Controller
class DeskCalendarController {

    private static final int DAYS = 7;

    /** So many days before the chosen one tell how the outlet is used. */
    private static final int DAYS_OF_USE = 30;

    record Day(LocalDate date, int offered, int taken) {

        static Day of(LocalDate date, List<Hour> hours) {
            return new Day(
                    date,
                    hours.stream().mapToInt(hour -> hour.slot().capacity()).sum(),
                    hours.stream().mapToInt(Hour::taken).sum());
        }
    }

    private final Visits visits;
    private final Counters counters;
    private final Clock clock;

    DeskCalendarController(Visits visits, Counters counters, Clock clock) {
        this.visits = visits;
        this.counters = counters;
        this.clock = clock;
    }

    /** @param day the first of the week shown, and the one shown hour by hour; today when left out */
    @GetMapping("/desk/counter/{outlet}/calendar")
    String calendar(Actor clerk, @PathVariable String outlet, @RequestParam(defaultValue = "") String day, Model page) {
        Outlet own = counters.of(clerk).stream()
                .filter(one -> one.code().equals(outlet))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("outlet-unknown"));
        LocalDate first = day.isEmpty() ? LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE) : read(day);
        page.addAttribute("outlet", own);
        page.addAttribute("chosen", first);
        page.addAttribute("hours", visits.day(own, first));
        page.addAttribute(
                "days",
                first.datesUntil(first.plusDays(DAYS))
                        .map(date -> Day.of(date, visits.day(own, date)))
                        .toList());
        page.addAttribute("use", counters.statistics(clerk, outlet, first.minusDays(DAYS_OF_USE), first.minusDays(1)));
        page.addAttribute("before", first.minusDays(DAYS));
        page.addAttribute("after", first.plusDays(DAYS));
        return "desk/calendar";
    }

    private static LocalDate read(String typed) {
        try {
            LocalDate day = LocalDate.parse(typed);
            if (day.getYear() > 1900 && day.getYear() < 9999) {
                return day;
            }
        } catch (DateTimeException e) {
            // Told alike.
        }
        throw Refusal.invalid("day", "value");
    }
}
