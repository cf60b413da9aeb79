package io.portfolioplatform.perf.ratelimit;

import java.time.Duration;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;

/**
 * resilience4j's limiter, which knows neither keys nor other processes.
 */
final class Resilience4jContender implements Contender {

	private final RateLimiter limiter = RateLimiter.of("api",
			RateLimiterConfig.custom()
				.limitForPeriod(Integer.MAX_VALUE)
				.limitRefreshPeriod(Duration.ofSeconds(1))
				.timeoutDuration(Duration.ZERO)
				.build());

	@Override
	public boolean admits() {
		return this.limiter.acquirePermission();
	}

	@Override
	public void close() {
	}

}
