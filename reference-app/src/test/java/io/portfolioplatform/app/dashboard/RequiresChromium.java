package io.portfolioplatform.app.dashboard;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test class where Chromium and its driver are installed, and passes a
 * {@link Browser} to its tests. With the environment variable
 * {@code REQUIRE_DOCKER=true}, as in CI, it runs in any case.
 */
@Target(ElementType.TYPE)
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ChromiumExtension.class)
@interface RequiresChromium {

}
