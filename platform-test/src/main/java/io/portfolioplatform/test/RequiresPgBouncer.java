package io.portfolioplatform.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test class only where PgBouncer is installed. With the environment variable
 * {@code REQUIRE_DOCKER=true}, which says that the machine has all it should have, it
 * runs in any case, so that a missing pooler fails the build.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresPgBouncerCondition.class)
public @interface RequiresPgBouncer {

}
