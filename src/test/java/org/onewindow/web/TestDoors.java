package org.onewindow.web;

import java.util.List;
import java.util.Optional;
import org.onewindow.workflow.Operator;
import org.onewindow.workflow.OperatorSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Two people and the least security that the operations port needs in front of it. */
@TestConfiguration(proxyBeanMethods = false)
class TestDoors {

    static final String OPERATOR = "op-1";
    static final String CLERK = "clerk-1";
    static final String PASSWORD = "made-up";

    @Bean
    UserDetailsService people() {
        return new InMemoryUserDetailsManager(person(OPERATOR, "OPERATOR"), person(CLERK, "CLERK"));
    }

    private static org.springframework.security.core.userdetails.UserDetails person(String id, String role) {
        return User.withUsername(id).password("{noop}" + PASSWORD).roles(role).build();
    }

    @Bean
    OperatorSource operators() {
        var operator = new Operator(OPERATOR, "演示运维员");
        return new OperatorSource() {
            @Override
            public Optional<Operator> find(String accountId) {
                return Optional.of(operator).filter(known -> known.id().equals(accountId));
            }

            @Override
            public List<Operator> all() {
                return List.of(operator);
            }
        };
    }

    @Bean
    @Order(1)
    SecurityFilterChain engineRestChain(HttpSecurity http) {
        return http.securityMatcher(PathPatternRequestMatcher.pathPattern("/engine-rest/**"))
                .authorizeHttpRequests(rules -> rules.anyRequest().hasRole("OPERATOR"))
                .httpBasic(Customizer.withDefaults())
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain everythingElseChain(HttpSecurity http) {
        return http.authorizeHttpRequests(rules -> rules.requestMatchers("/error", "/actuator/health/**")
                        .permitAll()
                        .anyRequest()
                        .hasRole("OPERATOR"))
                .formLogin(Customizer.withDefaults())
                .csrf(AbstractHttpConfigurer::disable)
                .build();
    }
}
