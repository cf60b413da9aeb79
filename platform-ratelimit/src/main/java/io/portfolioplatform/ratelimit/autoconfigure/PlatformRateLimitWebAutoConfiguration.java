package io.portfolioplatform.ratelimit.autoconfigure;

import java.util.List;

import io.portfolioplatform.ratelimit.engine.RateLimitEngine;
import io.portfolioplatform.ratelimit.key.ClientIp;
import io.portfolioplatform.ratelimit.policy.Policies;
import io.portfolioplatform.ratelimit.web.LimitedRoute;
import io.portfolioplatform.ratelimit.web.RateLimitExceptionHandler;
import io.portfolioplatform.ratelimit.web.RateLimitFilter;
import io.portfolioplatform.ratelimit.web.RouteKey;
import jakarta.servlet.Filter;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Auto-configuration of the rate limits of HTTP routes.
 */
@AutoConfiguration(after = PlatformRateLimitAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ Filter.class, DispatcherServlet.class })
@ConditionalOnBean(RateLimitEngine.class)
public final class PlatformRateLimitWebAutoConfiguration {

	/**
	 * Spring Boot's order of the Spring Security filter chain is -100.
	 */
	private static final int BEFORE_SECURITY = -110;

	private static final int AFTER_SECURITY = -90;

	private final RateLimitEngine engine;

	private final ClientIp clientIp;

	private final List<LimitedRoute> routes;

	PlatformRateLimitWebAutoConfiguration(PlatformRateLimitProperties properties, Policies policies,
			RateLimitEngine engine) {
		this.engine = engine;
		this.clientIp = new ClientIp(properties.clientIp().trustedProxies(), properties.clientIp().header());
		this.routes = PropertiesToRoutes.routes(properties, policies);
	}

	@Bean
	FilterRegistrationBean<RateLimitFilter> platformIpRateLimitFilter() {
		return filter(RouteKey.IP, BEFORE_SECURITY);
	}

	@Bean
	FilterRegistrationBean<RateLimitFilter> platformPrincipalRateLimitFilter() {
		return filter(RouteKey.PRINCIPAL, AFTER_SECURITY);
	}

	@Bean
	RateLimitFilters platformRateLimitFilters() {
		return new RateLimitFilters();
	}

	@Bean
	RateLimitExceptionHandler platformRateLimitExceptionHandler() {
		return new RateLimitExceptionHandler();
	}

	private FilterRegistrationBean<RateLimitFilter> filter(RouteKey key, int order) {
		RateLimitFilter filter = new RateLimitFilter(this.engine, this.clientIp, key, this.routes);
		FilterRegistrationBean<RateLimitFilter> registration = new FilterRegistrationBean<>(filter);
		registration.setName("platformRateLimit" + key);
		registration.setOrder(order);
		return registration;
	}

}
