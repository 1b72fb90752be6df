package org.onewindow.homevisit;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.onewindow.calendar.OfficeTime;
import org.onewindow.homevisit.HomeVisit.Status;
import org.onewindow.notification.Notice;
import org.onewindow.notification.Notice.Kind;
import org.onewindow.notification.Notifications;
import org.onewindow.outlet.Outlet;
import org.onewindow.outlet.Outlets;
import org.onewindow.shared.Times;
import org.springframework.stereotype.Component;

/** Tells whoever asked when somebody comes, and reminds him; a change takes back what was not sent yet. Never where. */
@Component
class HomeVisitNotices {

    private final Notifications notifications;
    private final Outlets outlets;
    private final HomeVisitRules rules;
    private final Clock clock;

    HomeVisitNotices(Notifications notifications, Outlets outlets, HomeVisitRules rules, Clock clock) {
        this.notifications = notifications;
        this.outlets = outlets;
        this.rules = rules;
        this.clock = clock;
    }

    /** @return the visit, as it is */
    HomeVisit told(HomeVisit visit, Kind kind) {
        Instant now = Times.toMillis(clock.instant());
        notifications.cancel(visit.id());
        tell(visit, kind, now, null);
        if (visit.status() == Status.PLANNED) {
            Instant reminder = visit.startsAt().minus(rules.remind());
            if (reminder.isAfter(now)) {
                tell(visit, Kind.HOME_VISIT_REMINDER, reminder, visit.startsAt());
            }
        }
        return visit;
    }

    private void tell(HomeVisit visit, Kind kind, Instant at, Instant uselessAt) {
        notifications.tell(new Notice(
                visit.id() + "/" + visit.version() + "/" + kind,
                visit.account(),
                visit.id(),
                kind,
                at,
                uselessAt,
                locale -> values(visit, locale)));
    }

    private Object[] values(HomeVisit visit, Locale locale) {
        Outlet outlet = outlets.outlet(visit.outlet());
        return new Object[] {visit.startsAt() == null ? "" : OfficeTime.moment(visit.startsAt()), outlet.name(locale)};
    }
}
