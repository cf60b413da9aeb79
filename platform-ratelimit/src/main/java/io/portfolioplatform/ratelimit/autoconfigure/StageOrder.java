package io.portfolioplatform.ratelimit.autoconfigure;

import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;

import org.springframework.core.env.Environment;

/**
 * Where the filters are: one on each side of Spring Security's.
 *
 * @param security the order of Spring Security's filter
 */
record StageOrder(int security) {

	private static final int DISTANCE = 10;

	/**
	 * Nothing moves that of WebFlux.
	 */
	static final StageOrder WEBFLUX = new StageOrder(-100);

	static StageOrder ofServlets(Environment environment) {
		int security = environment.getProperty("spring.security.filter.order", Integer.class, -100);
		if (security < Integer.MIN_VALUE + DISTANCE || security > Integer.MAX_VALUE - DISTANCE) {
			throw new InvalidRateLimitException(
					"spring.security.filter.order is " + security
							+ ": there is no room for the filters that limit requests before and after it",
					"Choose an order that is at least " + DISTANCE + " away from the first and the last.");
		}
		return new StageOrder(security);
	}

	int before() {
		return this.security - DISTANCE;
	}

	int after() {
		return this.security + DISTANCE;
	}

}
