package org.onewindow.shared;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A request that must not have its effect twice: the header {@code Idempotency-Key} is required. The same key and request get
 * the first answer again; another request under the same key is refused. Without this mark the header is honoured, but may
 * be left out.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {}
