package org.onewindow.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onewindow.calendar.OfficeHours.OutsideHours;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class OfficeHoursTests {

    private final ApplicationContextRunner office = new ApplicationContextRunner().withUserConfiguration(Office.class);

    @Test
    void opensFromNineToFiveWithALunchBreakByDefault() {
        office.run(context -> {
            OfficeHours hours = context.getBean(OfficeHours.class);
            assertThat(hours.hours())
                    .extracting(Object::toString)
                    .containsExactly("Session[open=09:00, close=12:00]", "Session[open=13:30, close=17:00]");
            assertThat(hours.outsideHours()).isEqualTo(OutsideHours.NEXT_OPENING);
        });
    }

    @Test
    void opensAsConfigured() {
        office.withPropertyValues(
                        "onewindow.office.hours[0]=08:30-11:30",
                        "onewindow.office.hours[1]=11:30-18:00",
                        "onewindow.office.outside-hours=at-once")
                .run(context -> {
                    OfficeHours hours = context.getBean(OfficeHours.class);
                    assertThat(hours.open()).isEqualTo(LocalTime.of(8, 30));
                    assertThat(hours.close()).isEqualTo(LocalTime.of(18, 0));
                    assertThat(hours.hours()).hasSize(2);
                    assertThat(hours.outsideHours()).isEqualTo(OutsideHours.AT_ONCE);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "09:00",
                "9-12",
                "12:00-09:00",
                "09:00-09:00",
                "09:00-25:00",
                "09:00-12:00,11:59-17:00",
                "13:00-17:00,09:00-12:00"
            })
    void refusesToStartWithImpossibleHours(String hours) {
        office.withPropertyValues("onewindow.office.hours=" + hours)
                .run(context -> assertThat(context).hasFailed());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(OfficeHours.class)
    static class Office {}
}
