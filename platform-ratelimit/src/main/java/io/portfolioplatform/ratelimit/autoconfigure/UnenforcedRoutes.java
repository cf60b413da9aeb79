package io.portfolioplatform.ratelimit.autoconfigure;

import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Fails the start if routes are configured and nothing can enforce them: a limit that is
 * silently absent is worse than none.
 */
final class UnenforcedRoutes implements SmartInitializingSingleton {

	private final PlatformRateLimitProperties properties;

	private final ObjectProvider<RateLimitFilters> filters;

	UnenforcedRoutes(PlatformRateLimitProperties properties, ObjectProvider<RateLimitFilters> filters) {
		this.properties = properties;
		this.filters = filters;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (!this.properties.routes().isEmpty() && this.filters.getIfAvailable() == null) {
			throw new InvalidRateLimitException(
					"'platform.ratelimit.routes' is set, but this is no servlet application with Spring MVC",
					"Add spring-boot-starter-webmvc, or limit methods with @RateLimit and remove the routes.");
		}
	}

}
