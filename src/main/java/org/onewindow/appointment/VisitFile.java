package org.onewindow.appointment;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.Geo;
import biweekly.property.Status;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.onewindow.outlet.Outlet;
import org.onewindow.outlet.Outlets;
import org.springframework.stereotype.Component;

/** Visits as RFC 5545; a moved or cancelled visit comes under the same UID with a higher SEQUENCE. */
@Component
public class VisitFile {

    private final Outlets outlets;

    VisitFile(Outlets outlets) {
        this.outlets = outlets;
    }

    public String of(Appointment one, Locale locale) {
        return of(List.of(one), locale);
    }

    String of(List<Appointment> visits, Locale locale) {
        ICalendar calendar = new ICalendar();
        visits.forEach(visit -> calendar.addEvent(event(visit, locale)));
        return Biweekly.write(calendar).go();
    }

    private VEvent event(Appointment one, Locale locale) {
        Outlet outlet = outlets.outlet(one.slot().outlet());
        VEvent visit = new VEvent();
        visit.setUid(one.number());
        visit.setSequence(one.version());
        visit.setDateTimeStamp(Date.from(one.createdAt()));
        visit.setDateStart(Date.from(one.slot().startsAt()));
        visit.setDateEnd(Date.from(one.slot().endsAt()));
        visit.setSummary(one.item() + " " + outlet.name(locale));
        visit.setLocation(outlet.addressZh());
        visit.setGeo(new Geo(outlet.point().latitude(), outlet.point().longitude()));
        visit.setStatus(
                switch (one.status()) {
                    case HELD -> Status.tentative();
                    case CONFIRMED, ARRIVED, COMPLETED -> Status.confirmed();
                    case TO_MOVE, EXPIRED, CANCELLED, NO_SHOW -> Status.cancelled();
                });
        return visit;
    }
}
