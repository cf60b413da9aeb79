package io.portfolioplatform.ratelimit.autoconfigure;

import java.util.List;

import io.portfolioplatform.ratelimit.PlanResolver;
import io.portfolioplatform.ratelimit.TenantResolver;
import io.portfolioplatform.ratelimit.engine.RateLimitEngine;
import io.portfolioplatform.ratelimit.policy.Policies;
import io.portfolioplatform.ratelimit.web.LimitedRoute;
import io.portfolioplatform.ratelimit.web.RateLimitFilter;
import io.portfolioplatform.ratelimit.web.RouteLimits;
import io.portfolioplatform.ratelimit.web.Stage;
import jakarta.servlet.Filter;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Auto-configuration of the rate limits of HTTP routes.
 */
@AutoConfiguration(after = PlatformRateLimitAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ Filter.class, DispatcherServlet.class })
@ConditionalOnBean(RateLimitEngine.class)
public final class PlatformRateLimitWebAutoConfiguration {

	private final PlatformRateLimitProperties properties;

	private final RateLimitEngine engine;

	private final List<LimitedRoute> routes;

	private final @Nullable PlanResolver plans;

	private final StageOrder order;

	PlatformRateLimitWebAutoConfiguration(PlatformRateLimitProperties properties, Policies policies,
			RateLimitEngine engine, ObjectProvider<TenantResolver> tenants, ObjectProvider<PlanResolver> plans,
			Environment environment) {
		this.properties = properties;
		this.engine = engine;
		this.routes = new RouteFactory(properties, policies, tenants.getIfAvailable()).routes();
		this.plans = plans.getIfAvailable();
		this.order = StageOrder.ofServlets(environment);
	}

	@Bean
	FilterRegistrationBean<RateLimitFilter> platformIpRateLimitFilter() {
		boolean last = limits(Stage.AFTER_AUTHENTICATION).isEmpty();
		return filter(Stage.BEFORE_AUTHENTICATION, last, this.order.before());
	}

	@Bean
	FilterRegistrationBean<RateLimitFilter> platformPrincipalRateLimitFilter() {
		return filter(Stage.AFTER_AUTHENTICATION, true, this.order.after());
	}

	@Bean
	RateLimitFilters platformRateLimitFilters() {
		return new RateLimitFilters();
	}

	private RouteLimits limits(Stage stage) {
		return new RouteLimits(this.engine, stage, this.routes, this.plans);
	}

	private FilterRegistrationBean<RateLimitFilter> filter(Stage stage, boolean last, int order) {
		RouteLimits limits = limits(stage);
		RateLimitFilter filter = new RateLimitFilter(limits, stage, this.properties.clientIp().rule(), last);
		FilterRegistrationBean<RateLimitFilter> registration = new FilterRegistrationBean<>(filter);
		// What limits nothing costs nothing.
		registration.setEnabled(!limits.isEmpty());
		registration.setName("platformRateLimit" + stage);
		registration.setOrder(order);
		return registration;
	}

}
