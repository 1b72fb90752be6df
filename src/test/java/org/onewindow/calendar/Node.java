package org.onewindow.calendar;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The module as one node runs it, on a given database. */
final class Node {

    final List<Object> events = new ArrayList<>();
    final CurrentDays days;
    final WorkingCalendar calendar;
    final PublishedCalendar published;

    Node(DataSource database, Clock clock) {
        CalendarRepository repository = new CalendarRepository(JdbcClient.create(database));
        JdbcTransactionManager transactions = new JdbcTransactionManager(database);
        days = new CurrentDays(repository, transactions, clock);
        days.afterPropertiesSet();
        calendar = new WorkingCalendar(days, new OfficeHours(null, null));
        published = new PublishedCalendar(repository, days, transactions, events::add, clock);
    }
}
