package org.onewindow.exchange;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.onewindow.vault.Keyring;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;

/** Cities to look around with: one in the province, and one beyond it. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoCities {

    @Bean
    @Order(1)
    DemoCity demoQingdao(Keyring keyring, ExchangeProperties properties, Clock clock) {
        return city("370200", "青岛市公安局（演示）", "Qingdao Public Security Bureau (demo)", keyring, properties, clock);
    }

    @Bean
    @Order(2)
    DemoCity demoDalian(Keyring keyring, ExchangeProperties properties, Clock clock) {
        return city("210200", "大连市公安局（演示）", "Dalian Public Security Bureau (demo)", keyring, properties, clock);
    }

    private static DemoCity city(
            String region, String nameZh, String nameEn, Keyring keyring, ExchangeProperties properties, Clock clock) {
        return new DemoCity(
                region,
                nameZh,
                nameEn,
                properties.region(),
                () -> keyring.signingKey(Keyring.Purpose.EXCHANGE).pair().getPublic(),
                0,
                clock);
    }

    /** Only an office that can be reached hears their answers. */
    @Bean
    Answering demoCitiesAnswering(
            DemoCity demoQingdao,
            DemoCity demoDalian,
            Post post,
            @Value("${onewindow.exchange.demo-decides-after:5s}") Duration after) {
        return new Answering(demoQingdao, demoDalian, post, after);
    }

    record Answering(DemoCity qingdao, DemoCity dalian, Post post, Duration after) {

        @EventListener
        void opened(WebServerInitializedEvent event) {
            URI office = URI.create("http://127.0.0.1:" + event.getWebServer().getPort());
            qingdao.decides(office, after, post);
            dalian.decides(office, after, post);
        }
    }
}
