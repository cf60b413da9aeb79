package io.portfolioplatform.ratelimit.autoconfigure;

import org.springframework.core.env.Environment;

/**
 * Where the filters are: one on each side of Spring Security's.
 *
 * @param security the order of Spring Security's filter
 */
record StageOrder(int security) {

	/**
	 * Nothing moves that of WebFlux.
	 */
	static final StageOrder WEBFLUX = new StageOrder(-100);

	static StageOrder ofServlets(Environment environment) {
		return new StageOrder(environment.getProperty("spring.security.filter.order", Integer.class, -100));
	}

	int before() {
		return this.security - 10;
	}

	int after() {
		return this.security + 10;
	}

}
