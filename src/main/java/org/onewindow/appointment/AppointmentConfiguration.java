package org.onewindow.appointment;

import org.onewindow.shared.Invariant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AppointmentConfiguration {

    @Bean
    Invariant oneSeatPerAppointment() {
        return new Invariant(
                "one-seat-per-appointment",
                "whoever comes or came sits for good on one seat of each slot that his visit takes",
                """
                SELECT a.number
                FROM appointment a LEFT JOIN appointment_seat s
                    ON s.appointment = a.number AND s.held_until IS NULL AND s.outlet = a.outlet
                        AND s.item_group = a.item_group AND s.starts_at >= a.starts_at AND s.starts_at < a.ends_at
                WHERE a.status IN ('CONFIRMED', 'TO_MOVE', 'ARRIVED', 'COMPLETED', 'NO_SHOW')
                GROUP BY a.number
                HAVING COUNT(DISTINCT s.starts_at) <> COUNT(s.seat) OR COUNT(s.seat) <> 1 + (
                    SELECT COUNT(*) FROM appointment_further f WHERE f.appointment = a.number)
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
                    AND (a.number IS NULL OR a.status NOT IN ('CONFIRMED', 'TO_MOVE', 'ARRIVED', 'COMPLETED', 'NO_SHOW'))
                """);
    }

    @Bean
    Invariant caseOfEveryBoundVisit() {
        return new Invariant("case-of-every-bound-visit", "no case is gone that has a visit to come", """
                SELECT b.appointment FROM appointment_case b JOIN appointment a ON a.number = b.appointment
                    LEFT JOIN service_case c ON c.id = b.case_id
                WHERE a.status IN ('HELD', 'CONFIRMED', 'TO_MOVE') AND c.id IS NULL
                """);
    }
}
