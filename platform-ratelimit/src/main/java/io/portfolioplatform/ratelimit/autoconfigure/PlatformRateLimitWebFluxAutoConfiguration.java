package io.portfolioplatform.ratelimit.autoconfigure;

import java.util.List;

import io.portfolioplatform.ratelimit.PlanResolver;
import io.portfolioplatform.ratelimit.TenantResolver;
import io.portfolioplatform.ratelimit.engine.RateLimitEngine;
import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;
import io.portfolioplatform.ratelimit.policy.Policies;
import io.portfolioplatform.ratelimit.web.LimitedRoute;
import io.portfolioplatform.ratelimit.web.RateLimitWebFilter;
import io.portfolioplatform.ratelimit.web.RouteLimits;
import io.portfolioplatform.ratelimit.web.Stage;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.DispatcherHandler;

/**
 * Auto-configuration of the rate limits of HTTP routes in a WebFlux application.
 */
@AutoConfiguration(after = PlatformRateLimitAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(DispatcherHandler.class)
@ConditionalOnBean(RateLimitEngine.class)
public final class PlatformRateLimitWebFluxAutoConfiguration {

	private final PlatformRateLimitProperties properties;

	private final RateLimitEngine engine;

	private final List<LimitedRoute> routes;

	private final @Nullable PlanResolver plans;

	private final ApplicationContext context;

	PlatformRateLimitWebFluxAutoConfiguration(PlatformRateLimitProperties properties, Policies policies,
			RateLimitEngine engine, ObjectProvider<TenantResolver> tenants, ObjectProvider<PlanResolver> plans,
			ApplicationContext context) {
		this.properties = properties;
		this.engine = engine;
		this.routes = new RouteFactory(properties, policies, tenants.getIfAvailable()).routes();
		this.plans = plans.getIfAvailable();
		this.context = context;
		checkAddresses(context.getEnvironment());
	}

	/**
	 * Forwarded headers that the server or Spring has applied already cannot be undone
	 * here, and they take the leftmost address, which the client is free to invent.
	 */
	private void checkAddresses(Environment environment) {
		String property = "server.forward-headers-strategy";
		CloudPlatform platform = CloudPlatform.getActive(environment);
		String strategy = environment.getProperty(property,
				(platform != null && platform.isUsingForwardHeaders()) ? "native" : "none");
		if (!"none".equalsIgnoreCase(strategy) && this.routes.stream().anyMatch(LimitedRoute::mayCountAddresses)) {
			throw new InvalidRateLimitException(
					"'" + property + "' is '" + strategy + "'"
							+ (environment.containsProperty(property) ? ""
									: " (Spring Boot's default on " + platform + ")")
							+ ", with which WebFlux believes addresses that clients invent",
					"Set it to 'none' and name your proxies in 'platform.ratelimit.client-ip.trusted-proxies'.");
		}
	}

	@Bean
	RateLimitWebFilter platformIpRateLimitWebFilter() {
		return filter(Stage.BEFORE_AUTHENTICATION, StageOrder.WEBFLUX.before());
	}

	@Bean
	RateLimitWebFilter platformPrincipalRateLimitWebFilter() {
		return filter(Stage.AFTER_AUTHENTICATION, StageOrder.WEBFLUX.after());
	}

	@Bean
	RateLimitFilters platformRateLimitFilters() {
		return new RateLimitFilters();
	}

	private RateLimitWebFilter filter(Stage stage, int order) {
		return new RateLimitWebFilter(new RouteLimits(this.engine, stage, this.routes, this.plans),
				this.properties.clientIp().rule(), order, this.context);
	}

}
