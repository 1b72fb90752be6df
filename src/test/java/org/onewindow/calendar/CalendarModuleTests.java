package org.onewindow.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.onewindow.support.MovableClock;
import org.onewindow.support.TestDatabase;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.PersistenceExceptionTranslationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

class CalendarModuleTests {

    @Test
    void countsFromTheFirstMomentAndWarnsWhenTheNextYearIsMissing() {
        try (TestDatabase database = TestDatabase.fresh()) {
            Clock december = new MovableClock("2026-12-01T01:00:00Z");
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(
                            JdbcTemplateAutoConfiguration.class,
                            JdbcClientAutoConfiguration.class,
                            DataSourceTransactionManagerAutoConfiguration.class,
                            // Wraps repositories in proxies, which must reach their package-private verbs.
                            PersistenceExceptionTranslationAutoConfiguration.class))
                    .withBean(DataSource.class, () -> database)
                    .withBean("december", Clock.class, () -> december, definition -> definition.setPrimary(true))
                    .withUserConfiguration(Module.class)
                    .run(context -> {
                        assertThat(context).hasNotFailed();
                        assertThat(context.getBean(WorkingCalendar.class)
                                        .deadline(december.instant(), 1)
                                        .dueDate())
                                .isEqualTo("2026-12-02");
                        var health = context.getBean(HealthIndicator.class).health();
                        assertThat(health.getStatus().getCode()).isEqualTo("UP");
                        assertThat(health.getDetails().toString()).contains("2027");

                        context.getBean(PublishedCalendar.class)
                                .publish(2027, "made-up notice", "date\tkind\tname\n2027-01-01\tOFF\t元旦\n");

                        assertThat(context.getBean(HealthIndicator.class)
                                        .health()
                                        .getDetails())
                                .isEmpty();
                    });
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ComponentScan
    static class Module {}
}
