package org.onewindow.counter;

import org.onewindow.shared.Invariant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CounterConfiguration {

    @Bean
    Invariant ticketOfEveryVisitor() {
        return new Invariant(
                "ticket-of-every-visitor",
                "whoever arrived for his appointment has a ticket, and no ticket is of one who did not",
                """
                SELECT a.number FROM appointment a LEFT JOIN counter_ticket t ON t.appointment = a.number
                WHERE a.status IN ('ARRIVED', 'COMPLETED') AND t.id IS NULL
                UNION ALL
                SELECT t.id FROM counter_ticket t JOIN appointment a ON a.number = t.appointment
                WHERE a.status NOT IN ('ARRIVED', 'COMPLETED')
                """);
    }
}
