package org.onewindow.calendar;

import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The published days as this node knows them. What another node publishes is seen within 10 seconds; in between, reading
 * costs no query.
 */
@Component
class CurrentDays implements Supplier<PublishedDays>, InitializingBean {

    private static final long STALE_MILLIS = Duration.ofSeconds(10).toMillis();

    private final CalendarRepository repository;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final AtomicLong checkedAt = new AtomicLong();
    private volatile PublishedDays days;

    CurrentDays(CalendarRepository repository, PlatformTransactionManager transactions, Clock clock) {
        this.repository = repository;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Adds the shipped years that the database does not have; a year published at run time is never overwritten. */
    @Override
    public void afterPropertiesSet() {
        shipped()
                .forEach((year, days) -> transaction.executeWithoutResult(begun -> {
                    if (repository.claim(year, notice(year), clock.instant())) {
                        repository.replaceDays(year, days);
                    }
                }));
        checkedAt.set(clock.millis());
        refresh();
    }

    @Override
    public PublishedDays get() {
        long now = clock.millis();
        long checked = checkedAt.get();
        boolean stale = Math.abs(now - checked) >= STALE_MILLIS;
        if (stale && checkedAt.compareAndSet(checked, now) && repository.version() != days.version()) {
            refresh();
        }
        return days;
    }

    /** Synchronized, so that an older reading never replaces a newer one. */
    synchronized void refresh() {
        days = repository.read();
    }

    /** The years that come with this release. */
    static Map<Integer, List<PublishedYear.Day>> shipped() {
        try (InputStream file = CurrentDays.class.getResourceAsStream("/calendar/holidays.tsv")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            Map<Integer, List<PublishedYear.Day>> years = new TreeMap<>();
            CalendarRow.parse(text).stream()
                    .collect(groupingBy(row -> Integer.valueOf(row.date().substring(0, 4))))
                    .forEach((year, rows) -> years.put(year, CalendarRow.check(year, rows)));
            return years;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String notice(int year) {
        return "国务院办公厅关于" + year + "年部分节假日安排的通知";
    }
}
