package io.portfolioplatform.app.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Stands at the evening of the last trading day of the bundled prices.
 */
@TestConfiguration(proxyBeanMethods = false)
public class DemoClock {

	/**
	 * The moment at which the clock stands.
	 */
	public static final Instant NOW = Instant.parse("2007-12-31T22:00:00Z");

	@Bean
	Clock demoClock() {
		return Clock.fixed(NOW, ZoneOffset.UTC);
	}

}
