package org.onewindow.exchange;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Who takes part in the exchange, by configuration; in a demonstration also the cities that play along. */
@Component
@EnableConfigurationProperties(ExchangeProperties.class)
class Cities {

    private final ExchangeProperties properties;
    private final Map<String, City> byRegion = new TreeMap<>();

    Cities(ExchangeProperties properties, ObjectProvider<DemoCity> playing) {
        this.properties = properties;
        playing.orderedStream().map(DemoCity::card).forEach(city -> byRegion.put(city.region(), city));
        properties.cities().forEach(city -> byRegion.put(city.region(), city));
    }

    String ourRegion() {
        return properties.region();
    }

    String ourUnit() {
        return properties.unit();
    }

    Collection<City> all() {
        return byRegion.values();
    }

    Optional<City> in(String region) {
        return Optional.ofNullable(byRegion.get(region));
    }
}
