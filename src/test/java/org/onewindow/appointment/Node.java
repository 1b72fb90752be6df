package org.onewindow.appointment;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.onewindow.appointment.Appointment.Holder;
import org.onewindow.appointment.AppointmentRules.NoShowRules;
import org.onewindow.calendar.Calendars;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.outlet.Outlet;
import org.onewindow.outlet.Outlets;
import org.onewindow.outlet.ShippedOutlets;
import org.onewindow.vault.Vaults;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One node of the office as far as it makes appointments; several may share a database. */
final class Node {

    static final AppointmentRules RULES = rules(5);

    /** The shipped rules, but with another number of working days ahead. */
    static AppointmentRules rules(int workingDaysAhead) {
        return new AppointmentRules(
                Map.of("HZ", 15, "JG", 20, "ZA", 20, "CR", 15),
                Duration.ofMinutes(10),
                1,
                workingDaysAhead,
                Duration.ofHours(2),
                List.of(new AppointmentRules.OwnRule("JG077", null, Duration.ofHours(24), 2, null)),
                3,
                List.of(new AppointmentRules.Limit(30, 12)),
                new AppointmentRules.HoldRules(Duration.ofHours(24), 12),
                4,
                20,
                new AppointmentRules.WaitListRules(Duration.ofMinutes(30), Duration.ofMinutes(3)),
                Duration.ofHours(12),
                5000,
                new AppointmentRules.OnRequestRules(
                        Set.of(Outlet.Kind.VEHICLE_OFFICE), LocalTime.of(7, 0), LocalTime.of(21, 0), 2, 4),
                Duration.ofHours(24),
                new NoShowRules(3, 90, 30, 15));
    }

    final JdbcClient sql;
    final Outlets outlets;
    final ClosedDays closedDays;
    final NoShows noShows;
    final WaitList waitList;
    final Staffing staffing;
    final Visits visits;
    /** What became of visits because their outlet closed or opened. */
    final List<VisitChanged> told = new ArrayList<>();

    private final Appointments appointments;
    private final TransactionTemplate transaction;

    Node(DataSource database, Clock clock) {
        this(database, clock, RULES);
    }

    Node(DataSource database, Clock clock, AppointmentRules rules) {
        WorkingCalendar calendar = Calendars.shipped();
        sql = JdbcClient.create(database);
        outlets = ShippedOutlets.by(calendar, sql);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        var staffingRows = new StaffingRepository(sql);
        staffing = new Staffing(staffingRows, outlets, clock);
        var repository = new AppointmentRepository(sql);
        noShows = new NoShows(
                new NoShowRepository(sql, Vaults.of(database)), repository, outlets, rules, event -> {}, clock);
        var slots = new Slots(outlets, calendar, rules, staffingRows, clock);
        waitList = new WaitList(
                new WaitListRepository(sql), repository, noShows, slots, outlets, rules, event -> {}, clock);
        visits = new Visits(repository, slots, rules, clock);
        appointments = new Appointments(repository, slots, outlets, noShows, waitList, rules, event -> {}, clock);
        closedDays = new ClosedDays(
                ShippedOutlets.closures(outlets, sql, clock),
                outlets,
                repository,
                appointments,
                event -> told.add((VisitChanged) event),
                clock);
    }

    <T> T inTransaction(Function<Appointments, T> act) {
        return transaction.execute(status -> act.apply(appointments));
    }

    void inTransaction(Runnable act) {
        transaction.executeWithoutResult(status -> act.run());
    }

    WaitListEntry waits(Holder who, String item, String outlet, LocalDate first, LocalDate last) {
        return transaction.execute(status -> waitList.join(who, item, outlet, first, last));
    }

    /** What the job does, each in a transaction. */
    void passOn() {
        waitList.lapsed().forEach(entry -> transaction.executeWithoutResult(status -> waitList.lapse(entry)));
        waitList.free().forEach(slot -> transaction.executeWithoutResult(status -> waitList.offer(slot)));
    }

    /** What the two sentences about seats find wrong. */
    List<String> violations() {
        var configuration = new AppointmentConfiguration();
        return List.of(configuration.oneSeatPerAppointment(), configuration.noSeatWithoutAppointment()).stream()
                .flatMap(sentence -> sql.sql(sentence.violations()).query(String.class).list().stream()
                        .map(id -> sentence.code() + " " + id))
                .toList();
    }

    static Holder somebody(int number) {
        return new Holder("account-" + number, "person-" + number);
    }
}
