package org.onewindow.register;

import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;

/** Registers to look around with, when no real ones are configured. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoRegisters {

    /** Lazy, so that its port is opened only when the connectors have no other address. */
    @Bean
    @Lazy
    DemoRegisterService demoRegisterService(@Value("${onewindow.demo.register-port:8082}") int port, Clock clock) {
        return new DemoRegisterService(port, clock);
    }
}
