package io.portfolioplatform.ratelimit.autoconfigure;

/**
 * Where the filters are: Spring Boot's order of Spring Security's chain is -100, for
 * servlets and for WebFlux.
 */
final class StageOrder {

	static final int BEFORE_SECURITY = -110;

	static final int AFTER_SECURITY = -90;

	private StageOrder() {
	}

}
