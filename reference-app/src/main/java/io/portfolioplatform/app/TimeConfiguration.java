package io.portfolioplatform.app;

import java.time.Clock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;

/**
 * The clock every valuation reads, so that a demo or a test can stand at another day.
 */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

	@Bean
	@Fallback
	Clock clock() {
		return Clock.systemUTC();
	}

}
