package org.onewindow.calendar;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OfficeHours.class)
class CalendarConfiguration {

    /** The one clock of the system; a test that needs another time brings its own as primary. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    WorkingCalendar workingCalendar(CurrentDays days, OfficeHours office) {
        return new WorkingCalendar(days, office);
    }

    /** Stays UP: work goes on with provisional deadlines, but somebody must publish the year it names. */
    @Bean
    HealthIndicator calendarHealthIndicator(PublishedCalendar calendar) {
        return () -> calendar.missingYear()
                .map(year -> Health.up().withDetail("warning", "the calendar of " + year + " is not published"))
                .orElseGet(Health::up)
                .build();
    }
}
