package org.onewindow.appointment;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.onewindow.appointment.StaffingRepository.Row;
import org.onewindow.appointment.StaffingRepository.Seated;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.outlet.Outlet;
import org.onewindow.outlet.Outlets;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A window stays closed on one day, or fewer people serve: fewer visits can be booked from then on. */
@Service
@Transactional
public class Staffing {

    private static final int MOST_DAYS = 366;

    /** A visit for which nobody is left at that time. */
    public record ToMove(String number, Instant startsAt) {}

    /**
     * @param usual windows of the group that the outlet has
     * @param toMove visits that were booked before and are more than can be served; of each slot those booked last
     */
    public record Day(String group, LocalDate day, int windows, int usual, String reason, List<ToMove> toMove) {}

    private final StaffingRepository staffing;
    private final Outlets outlets;
    private final Clock clock;

    Staffing(StaffingRepository staffing, Outlets outlets, Clock clock) {
        this.staffing = staffing;
        this.outlets = outlets;
        this.clock = clock;
    }

    /**
     * From now on no more is booked than so many windows can serve; what was booked before stays until it is moved.
     *
     * @param windows from none to as many as the outlet has
     * @throws Refusal {@code outlet-unknown} unless he works there; {@code staffing-group}, {@code staffing-windows},
     *     {@code staffing-day}
     */
    public Day set(Actor supervisor, String outletCode, LocalDate day, String group, int windows, String reason) {
        Outlet outlet = own(supervisor, outletCode);
        Integer usual = outlet.windows().get(group);
        LocalDate today = LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
        new Defects()
                .require(usual != null, "group", "staffing-group")
                .require(
                        usual == null || windows >= 0 && windows <= usual,
                        "windows",
                        "staffing-windows",
                        usual == null ? 0 : usual)
                .require(
                        !day.isBefore(today) && day.isBefore(today.plusDays(MOST_DAYS)),
                        "day",
                        "staffing-day",
                        MOST_DAYS)
                .refuse();
        var row = new Row(group, windows, reason);
        staffing.set(outletCode, day, row, supervisor.id(), Times.toMillis(clock.instant()));
        return day(outlet, day, row);
    }

    /** @throws Refusal {@code outlet-unknown} unless he works there */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Day> of(Actor clerk, String outletCode, LocalDate day) {
        Outlet outlet = own(clerk, outletCode);
        return staffing.on(outletCode, day).stream()
                .map(row -> day(outlet, day, row))
                .toList();
    }

    private Day day(Outlet outlet, LocalDate day, Row row) {
        var toMove = staffing
                .seated(
                        outlet.code(),
                        row.group(),
                        day.atStartOfDay(WorkingCalendar.ZONE).toInstant(),
                        day.plusDays(1).atStartOfDay(WorkingCalendar.ZONE).toInstant())
                .stream()
                .collect(Collectors.groupingBy(Seated::slot))
                .values()
                .stream()
                .flatMap(slot -> slot.stream().skip(row.windows()))
                .map(seat -> new ToMove(seat.appointment(), seat.startsAt()))
                .sorted((one, other) -> one.startsAt().compareTo(other.startsAt()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new Day(
                row.group(), day, row.windows(), outlet.windows().get(row.group()), row.reason(), List.copyOf(toMove));
    }

    private Outlet own(Actor clerk, String code) {
        Outlet outlet = outlets.outlet(code);
        if (!clerk.worksFor(outlet.unit())) {
            throw Refusal.notFound("outlet-unknown");
        }
        return outlet;
    }
}
