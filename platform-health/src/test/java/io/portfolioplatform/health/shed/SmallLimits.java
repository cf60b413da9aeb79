package io.portfolioplatform.health.shed;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;

/**
 * Test against a server with 10 requests of a route at a time, and 5 streams. All such
 * tests share it: use routes of your own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = SheddingTests.Shop.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "platform.health.shedding.initial-limit=10", "platform.health.shedding.min-limit=10",
				"platform.health.shedding.max-limit=10", "platform.health.shedding.max-streams=5" })
@interface SmallLimits {

}
