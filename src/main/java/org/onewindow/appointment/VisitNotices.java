package org.onewindow.appointment;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.onewindow.calendar.OfficeTime;
import org.onewindow.notification.Notice;
import org.onewindow.notification.Notice.Kind;
import org.onewindow.notification.Notifications;
import org.onewindow.outlet.Outlet;
import org.onewindow.outlet.Outlets;
import org.onewindow.shared.Times;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells whoever booked what becomes of his visit, and reminds him; a change takes back what was not sent yet. */
@Component
class VisitNotices {

    private final Notifications notifications;
    private final Outlets outlets;
    private final AppointmentRules rules;
    private final Clock clock;

    VisitNotices(Notifications notifications, Outlets outlets, AppointmentRules rules, Clock clock) {
        this.notifications = notifications;
        this.outlets = outlets;
        this.rules = rules;
        this.clock = clock;
    }

    @EventListener
    void changed(VisitChanged event) {
        Appointment visit = event.visit();
        Instant now = Times.toMillis(clock.instant());
        notifications.cancel(visit.number());
        switch (event.change()) {
            case CONFIRMED -> tell(visit, Kind.APPOINTMENT_CONFIRMED, now);
            case MOVED -> tell(visit, Kind.APPOINTMENT_MOVED, now);
            case CANCELLED, CALLED_OFF -> tell(visit, Kind.APPOINTMENT_CANCELLED, now);
            case OFFERED -> tell(visit, Kind.APPOINTMENT_OFFERED, now);
            case MISSED -> tell(visit, Kind.APPOINTMENT_MISSED, now);
            case CLOSED -> tell(visit, Kind.APPOINTMENT_CLOSED, now);
            case REOPENED -> tell(visit, Kind.APPOINTMENT_REOPENED, now);
        }
        Instant reminder = visit.slot().startsAt().minus(rules.remind());
        if (visit.status() == Appointment.Status.CONFIRMED && reminder.isAfter(now)) {
            tell(visit, Kind.APPOINTMENT_REMINDER, reminder);
        }
    }

    /** A request for a time outside the hours. */
    void declined(ExtendedRequest request) {
        notifications.tell(new Notice(
                request.id() + "/" + Kind.APPOINTMENT_DECLINED,
                request.holder().account(),
                request.id(),
                Kind.APPOINTMENT_DECLINED,
                Times.toMillis(clock.instant()),
                null,
                locale -> values(request.slot(), locale)));
    }

    private void tell(Appointment visit, Kind kind, Instant at) {
        notifications.tell(new Notice(
                visit.number() + "/" + visit.version() + "/" + kind,
                visit.holder().account(),
                visit.number(),
                kind,
                at,
                kind == Kind.APPOINTMENT_REMINDER ? visit.slot().startsAt() : null,
                locale -> values(visit.slot(), locale)));
    }

    private Object[] values(Slot slot, Locale locale) {
        Outlet outlet = outlets.outlet(slot.outlet());
        return new Object[] {OfficeTime.moment(slot.startsAt()), outlet.name(locale)};
    }
}
