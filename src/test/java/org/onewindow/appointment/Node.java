package org.onewindow.appointment;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.onewindow.appointment.Appointment.Holder;
import org.onewindow.appointment.AppointmentRules.NoShowRules;
import org.onewindow.calendar.Calendars;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.outlet.Outlets;
import org.onewindow.outlet.ShippedOutlets;
import org.onewindow.vault.Vaults;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One node of the office as far as it makes appointments; several may share a database. */
final class Node {

    static final AppointmentRules RULES = new AppointmentRules(
            Map.of("HZ", 15, "JG", 20, "ZA", 20, "CR", 15),
            Duration.ofMinutes(10),
            1,
            5,
            Duration.ofHours(2),
            3,
            Duration.ofHours(24),
            new NoShowRules(3, 90, 30, 15));

    final JdbcClient sql;
    final NoShows noShows;
    private final Appointments appointments;
    private final TransactionTemplate transaction;

    Node(DataSource database, Clock clock) {
        WorkingCalendar calendar = Calendars.shipped();
        Outlets outlets = ShippedOutlets.by(calendar);
        sql = JdbcClient.create(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        var repository = new AppointmentRepository(sql);
        noShows = new NoShows(
                new NoShowRepository(sql, Vaults.of(database)), repository, outlets, RULES, event -> {}, clock);
        appointments = new Appointments(
                repository, new Slots(outlets, calendar, RULES, clock), outlets, noShows, RULES, event -> {}, clock);
    }

    <T> T inTransaction(Function<Appointments, T> act) {
        return transaction.execute(status -> act.apply(appointments));
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
