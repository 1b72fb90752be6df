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
        return booked("account-of-" + person, person, item, outlet, startsAt);
    }

    /** Under the account of somebody who is there. */
    public String booked(String account, String person, String item, String outlet, Instant startsAt) {
        var holder = new Holder(account, person);
        String number = appointments.hold(holder, item, outlet, startsAt).number();
        return appointments.confirm(holder, number).number();
    }

    public void move(String account, String person, String number, String outlet, Instant startsAt) {
        appointments.change(new Holder(account, person), number, outlet, startsAt);
    }

    public void cancel(String account, String person, String number) {
        appointments.cancel(new Holder(account, person), number);
    }

    public String status(String person, String number) {
        return appointments
                .own(new Holder("account-of-" + person, person), number)
                .status()
                .name();
    }
}
