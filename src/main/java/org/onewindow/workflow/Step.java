package org.onewindow.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/**
 * The verbs a diagram may ask for. A bean marked so can be named in an expression, {@code ${pass.issue(…)}}; no other bean
 * can. Classes and verbs are public, because the expression language calls only those; each verb takes the case id, is one
 * line, and is safe to run twice.
 */
@Documented
@Component
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Step {

    /** Name in expressions: the module's. */
    @AliasFor(annotation = Component.class)
    String value();
}
