package org.onewindow.pass;

import org.onewindow.shared.Invariant;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PassRules.class, PassActRules.class, CheckRules.class})
class PassConfiguration {

    @Bean
    Invariant onePassPerGrant(PassRules rules) {
        String items = String.join(
                "', '",
                rules.classes().values().stream()
                        .map(PassRules.Terms::item)
                        .distinct()
                        .toList());
        return new Invariant(
                "one-pass-per-grant",
                "every granted truck pass case has its pass, and every pass its granted case",
                """
                SELECT c.id FROM service_case c LEFT JOIN truck_pass p ON p.case_id = c.id
                WHERE c.item IN ('%s') AND c.status = 'GRANTED' AND p.number IS NULL
                UNION ALL
                SELECT p.case_id FROM truck_pass p LEFT JOIN service_case c ON c.id = p.case_id
                WHERE c.id IS NULL OR c.status <> 'GRANTED'
                """.formatted(items));
    }

    @Bean
    Invariant applicationOfEveryCase() {
        return new Invariant("application-of-every-case", "no application without its case", """
                SELECT a.case_id FROM truck_pass_application a LEFT JOIN service_case c ON c.id = a.case_id
                WHERE c.id IS NULL
                """);
    }

    @Bean
    Invariant versionsOfAPass() {
        return new Invariant(
                "versions-of-a-pass",
                "a superseded pass, and no other, names the pass that took its place, and that one names it",
                """
                SELECT p.number FROM truck_pass p LEFT JOIN truck_pass n ON n.number = p.replaced_by
                WHERE p.status = 'SUPERSEDED' AND (n.replaces IS NULL OR n.replaces <> p.number)
                   OR p.status <> 'SUPERSEDED' AND p.replaced_by IS NOT NULL
                """);
    }

    @Bean
    Invariant codesOfEndedPasses() {
        return new Invariant(
                "codes-of-ended-passes",
                "an ended pass has a withdrawn code, a suspended one exactly one suspended code, and no other has one",
                """
                SELECT p.number FROM truck_pass p LEFT JOIN withdrawn_token t ON t.pass_number = p.number
                GROUP BY p.number, p.status
                HAVING SUM(CASE WHEN t.state = 'SUSPENDED' THEN 1 ELSE 0 END)
                        <> CASE WHEN p.status = 'SUSPENDED' THEN 1 ELSE 0 END
                    OR p.status NOT IN ('LIVE', 'SUSPENDED') AND COUNT(t.token_id) = 0
                """);
    }
}
