package org.onewindow.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * The application without a web server, with the demo people and registers, over a database of its own: time stands still
 * until a test moves the {@link SteppedClock}, no job runs until a test runs it, and {@link TakenFlows} notes the way of each
 * process. All classes marked so share one office.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ActiveProfiles("demo")
@SpringBootTest(
        properties = {
            "onewindow.demo.register-port=0",
            "onewindow.workflow.jobs=false",
            // Many tests apply for the same few demo vehicles.
            "onewindow.pass.classes[ORDINARY].overlap=allow",
            "onewindow.pass.classes[LARGE].overlap=allow",
            "onewindow.pass.ask-again-every=PT1H",
            "onewindow.pass.deem-every=PT1H",
            "onewindow.pass.vehicle-reports-every=PT1H",
            "onewindow.fleet.send-every=PT1H",
            "onewindow.notification.send-every=PT1H"
        })
@ContextConfiguration(initializers = SteppedOffice.Stepping.class)
public @interface SteppedOffice {

    /** Takes time and jobs into the test's hand. */
    final class Stepping implements ApplicationContextInitializer<GenericApplicationContext> {

        @Override
        public void initialize(GenericApplicationContext context) {
            byte[] masterKey = new byte[32];
            ThreadLocalRandom.current().nextBytes(masterKey);
            Map<String, Object> own = Map.of(
                    "spring.datasource.url", TestDatabase.emptyUrl(),
                    "onewindow.vault.master-key", Base64.getEncoder().encodeToString(masterKey));
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("stepped", own));
            var flows = new TakenFlows();
            context.registerBean("steppedClock", Clock.class, SteppedClock::new, bean -> bean.setPrimary(true));
            context.registerBean(TakenFlows.class, () -> flows);
            context.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
                @Override
                public Object postProcessBeforeInitialization(Object bean, String name) {
                    if (bean instanceof ProcessEngineConfigurationImpl engine) {
                        engine.getCustomPostBPMNParseListeners().add(flows);
                    }
                    return bean;
                }
            });
        }
    }
}
