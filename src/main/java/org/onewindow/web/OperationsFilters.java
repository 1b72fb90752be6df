package org.onewindow.web;

import jakarta.servlet.Filter;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What stands before and behind the security chains on the way to the engine. */
@Configuration(proxyBeanMethods = false)
class OperationsFilters {

    @Bean
    FilterRegistrationBean<PortFilter> portFilter(OperationsPort operations) {
        return at(Ordered.HIGHEST_PRECEDENCE, new PortFilter(operations));
    }

    @Bean
    FilterRegistrationBean<EngineShield> engineShield() {
        return at(Ordered.HIGHEST_PRECEDENCE + 1, new EngineShield());
    }

    @Bean
    FilterRegistrationBean<OperatorJournal> operatorJournal() {
        return at(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 1, new OperatorJournal());
    }

    private static <F extends Filter> FilterRegistrationBean<F> at(int order, F filter) {
        var registered = new FilterRegistrationBean<>(filter);
        registered.setOrder(order);
        return registered;
    }
}
