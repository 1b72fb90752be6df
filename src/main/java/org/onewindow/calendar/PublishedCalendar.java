package org.onewindow.calendar;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The years as announced, and the verb that adds the next one without a new release. */
@Service
public class PublishedCalendar {

    private final CalendarRepository repository;
    private final CurrentDays current;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PublishedCalendar(
            CalendarRepository repository,
            CurrentDays current,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.current = current;
        this.transaction = new TransactionTemplate(transactions);
        // Listeners of CalendarPublished must find it committed, whoever calls.
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.events = events;
        this.clock = clock;
    }

    public Optional<PublishedYear> year(int year) {
        return current.get().year(year);
    }

    /**
     * Replaces the year's calendar by tab-separated text, in a transaction of its own, and tells {@link CalendarPublished}.
     *
     * @param source the notice that announces the year, at most 300 characters
     * @param text header {@code date kind name}, then every day off ({@code OFF}) and every make-up day ({@code WORK}) of
     *     the year, at most 400; dates as {@code 2027-01-01}
     * @throws Refusal naming all defects with their line
     */
    public PublishedYear publish(int year, String source, String text) {
        return publish(year, source, CalendarRow.parse(text));
    }

    PublishedYear publish(int year, String source, List<CalendarRow> rows) {
        new Defects()
                .require(source != null && !source.isBlank(), "source", "calendar-source-missing")
                .require(source == null || source.length() <= 300, "source", "calendar-source-too-long", 300)
                .refuse();
        List<PublishedYear.Day> days = CalendarRow.check(year, rows);
        transaction.executeWithoutResult(begun -> {
            repository.publish(year, source, clock.instant());
            repository.replaceDays(year, days);
        });
        current.refresh();
        events.publishEvent(new CalendarPublished(year));
        return year(year).orElseThrow();
    }

    /** The year that should be published by now and is not: this year or, from 1 December on, the next. */
    public Optional<Integer> missingYear() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
        int needed = today.getYear() + (today.getMonth() == Month.DECEMBER ? 1 : 0);
        return IntStream.rangeClosed(today.getYear(), needed)
                .boxed()
                .filter(year -> year(year).isEmpty())
                .findFirst();
    }
}
