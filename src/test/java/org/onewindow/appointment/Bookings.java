package org.onewindow.appointment;

import java.time.Instant;
import org.onewindow.appointment.Appointment.Holder;
import org.springframework.context.ApplicationContext;

/** Books in an office that runs, for tests of any module. */
public final class Bookings {

    private final Appointments appointments;

    public Bookings(ApplicationContext office) {
        appointments = office.getBean(Appointments.class);
    }

    /** Number of the confirmed visit of a made-up person. */
    public String booked(String person, String item, String outlet, Instant startsAt) {
        var holder = new Holder("account-of-" + person, person);
        String number = appointments.hold(holder, item, outlet, startsAt).number();
        return appointments.confirm(holder, number).number();
    }

    public String status(String person, String number) {
        return appointments
                .own(new Holder("account-of-" + person, person), number)
                .status()
                .name();
    }
}
