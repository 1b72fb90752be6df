package org.onewindow.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.UUID;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole application in a real servlet container on a port of its own, with the demo people, over a {@link TestDatabase}.
 * All classes with this mark share it, so a test counts only what it has made itself.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ActiveProfiles("demo")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "onewindow.demo.register-port=0",
            "onewindow.ops.port=0",
            "onewindow.exchange.demo-decides-after=300ms",
            // What a test withdraws is on the list at once.
            "onewindow.roadcheck.withdrawals-kept=PT0S",
            // Many tests apply for the same few demo vehicles.
            "onewindow.pass.classes[ORDINARY].overlap=allow",
            "onewindow.pass.classes[LARGE].overlap=allow",
            // And book for the same few demo people.
            "onewindow.appointments.limits[0].days=30",
            "onewindow.appointments.limits[0].most=1000",
            "onewindow.appointments.holds.most=1000",
        })
@ContextConfiguration(initializers = RunningOffice.OwnDatabase.class)
public @interface RunningOffice {

    /** Runs before the first bean, so that what is logged at the start is heard too. */
    final class OwnDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            OfficeLog.listen();
            // Checkpoints of another database are none of ours.
            TestPropertyValues.of(
                            "spring.datasource.url=" + TestDatabase.emptyUrl(),
                            "onewindow.home=target/office/" + UUID.randomUUID())
                    // Nobody answers there yet when the office starts.
                    .and(CityIssuer.properties().toArray(String[]::new))
                    .applyTo(context);
        }
    }
}
