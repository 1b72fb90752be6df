package org.onewindow.exchange;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param region our division code
 * @param unit code of the unit that decides what other cities have accepted
 * @param cities whom we exchange letters with
 * @param readTimeout for one letter, from sending to the last byte of the receipt
 */
@ConfigurationProperties("onewindow.exchange")
record ExchangeProperties(
        String region,
        String unit,
        @DefaultValue List<City> cities,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("5s") Duration readTimeout) {}
