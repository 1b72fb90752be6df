package org.onewindow.restriction;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RestrictionRules.class)
class RestrictionConfiguration {

    @Bean
    Zones zones(RestrictionRules rules) {
        return new Zones(rules.zones());
    }
}
