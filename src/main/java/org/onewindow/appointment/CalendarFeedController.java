package org.onewindow.appointment;

import java.util.Locale;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Idempotent;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** All visits of an account for a calendar program, which brings no token but knows a secret address. */
@RestController
class CalendarFeedController {

    /** @param path to which the address of this office is put in front */
    record FeedView(String path) {}

    private final CalendarFeeds feeds;
    private final VisitCalendar calendar;

    CalendarFeedController(CalendarFeeds feeds, VisitCalendar calendar) {
        this.feeds = feeds;
        this.calendar = calendar;
    }

    /** A new secret address; an older one ends. */
    @Idempotent
    @PostMapping("/api/calendar-feed")
    @ResponseStatus(HttpStatus.CREATED)
    FeedView openFeed(Actor actor) {
        return new FeedView("/calendars/" + feeds.open(actor.id()));
    }

    @DeleteMapping("/api/calendar-feed")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void closeFeed(Actor actor) {
        feeds.close(actor.id());
    }

    @GetMapping(path = "/calendars/{secret}", produces = "text/calendar;charset=UTF-8")
    String feed(@PathVariable String secret, Locale locale) {
        return calendar.of(feeds.read(secret), locale);
    }
}
