package org.onewindow.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.onewindow.register.Answer.Outcome;
import org.onewindow.register.Answer.Silence;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DemoRegistersTests {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withUserConfiguration(Registers.class, DemoRegisters.class)
            .withBean(Clock.class, Clock::systemUTC)
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
            .withPropertyValues("onewindow.demo.register-port=0");

    @Test
    void withoutAnAddressAllRegistersAreSilent() {
        application.run(context -> {
            assertThat(context).doesNotHaveBean(DemoRegisterService.class);
            Answers answers = context.getBean(Registers.class).ask("鲁F10001", "01", null);
            assertThat(answers.silent())
                    .containsExactlyInAnyOrder(
                            Register.VEHICLE, Register.INSPECTION, Register.INSURANCE, Register.VIOLATION);
            assertThat(answers.vehicle().silence()).isEqualTo(Silence.NOT_CONFIGURED);
        });
    }

    @Test
    void theDemonstrationBringsItsOwnRegisters() {
        application
                .withPropertyValues("spring.profiles.active=demo")
                .run(context -> assertThat(context.getBean(Registers.class)
                                .ask("鲁F10001", "01", null)
                                .vehicle()
                                .outcome())
                        .isEqualTo(Outcome.FOUND));
    }

    @Test
    void configuredRegistersGoBeforeThoseOfTheDemonstration() {
        try (DemoRegisterService other = new DemoRegisterService(0, Clock.systemUTC())) {
            application
                    .withPropertyValues(
                            "spring.profiles.active=demo",
                            "onewindow.register.url=http://127.0.0.1:1",
                            "onewindow.register.urls.vehicle=" + other.url(),
                            "onewindow.register.connect-timeout=200ms")
                    .run(context -> {
                        Answers answers = context.getBean(Registers.class).ask("鲁F10001", "01", null);
                        assertThat(answers.silent())
                                .containsExactly(Register.INSPECTION, Register.INSURANCE, Register.VIOLATION);
                        assertThat(context.getBeanFactory().containsSingleton("demoRegisterService"))
                                .isFalse();
                    });
        }
    }
}
