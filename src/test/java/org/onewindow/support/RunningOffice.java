package org.onewindow.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

/** The whole application on a port of its own, with the demo people, over a database of its own. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ActiveProfiles("demo")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=${test.datasource.url:jdbc:h2:mem:${random.uuid};MODE=MySQL;DB_CLOSE_DELAY=-1}",
            "onewindow.home=target/test-home"
        })
public @interface RunningOffice {}
