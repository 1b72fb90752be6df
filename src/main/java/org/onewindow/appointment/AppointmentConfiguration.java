package org.onewindow.appointment;

import org.onewindow.shared.Invariant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AppointmentConfiguration {

    @Bean
    Invariant oneSeatPerAppointment() {
        return new Invariant(
                "one-seat-per-appointment", "whoever comes or came sits on one seat of his slot, for good", """
                SELECT a.number
                FROM appointment a LEFT JOIN appointment_seat s
                    ON s.appointment = a.number AND s.held_until IS NULL AND s.outlet = a.outlet
                        AND s.item_group = a.item_group AND s.starts_at = a.starts_at
                WHERE a.status IN ('CONFIRMED', 'ARRIVED', 'COMPLETED', 'NO_SHOW')
                GROUP BY a.number
                HAVING COUNT(s.seat) <> 1
                """);
    }

    @Bean
    Invariant noSeatWithoutAppointment() {
        return new Invariant(
                "no-seat-without-appointment",
                "nobody sits on a seat for good whose appointment was not confirmed",
                """
                SELECT s.appointment
                FROM appointment_seat s LEFT JOIN appointment a ON a.number = s.appointment
                WHERE s.appointment IS NOT NULL AND s.held_until IS NULL
                    AND (a.number IS NULL OR a.status NOT IN ('CONFIRMED', 'ARRIVED', 'COMPLETED', 'NO_SHOW'))
                """);
    }
}
