package io.portfolioplatform.health.autoconfigure;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.portfolioplatform.health.RequestPriorities;
import io.portfolioplatform.health.probe.ProbeFilter;
import io.portfolioplatform.health.shed.HeaderPriorities;
import io.portfolioplatform.health.shed.PoolRefusalResolver;
import io.portfolioplatform.health.shed.RouteLimits;
import io.portfolioplatform.health.shed.ShedListener;
import io.portfolioplatform.health.shed.SheddingFilter;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Auto-configuration of load shedding on the main port.
 */
@AutoConfiguration(after = PlatformHealthAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ Filter.class, FilterRegistrationBean.class })
@ConditionalOnBooleanProperty(name = "platform.health.shedding.enabled", matchIfMissing = true)
@EnableConfigurationProperties(SheddingProperties.class)
public final class PlatformHealthSheddingAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RequestPriorities platformRequestPriorities() {
		return new HeaderPriorities();
	}

	@Bean
	RouteLimits platformRouteLimits(SheddingProperties properties, ObjectProvider<RoutePatterns> patterns) {
		Supplier<Collection<String>> known = () -> patterns.stream()
			.<String>mapMulti((each, all) -> each.patterns().forEach(all))
			.toList();
		return new RouteLimits(known, properties.limits());
	}

	@Bean
	SheddingFilter platformSheddingFilter(RouteLimits limits, RequestPriorities priorities,
			ObjectProvider<ShedListener> listeners, Environment environment) {
		ShedListener all = (route, priority, reason) -> listeners
			.forEach((listener) -> listener.shed(route, priority, reason));
		return new SheddingFilter(limits, priorities, exempt(environment), all);
	}

	@Bean
	FilterRegistrationBean<SheddingFilter> platformSheddingFilterRegistration(SheddingFilter filter) {
		FilterRegistrationBean<SheddingFilter> registration = new FilterRegistrationBean<>(filter);
		// In front of the filter that measures requests: what is refused has its own
		// meter.
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		registration.setAsyncSupported(true);
		return registration;
	}

	private static Predicate<String> exempt(Environment environment) {
		Set<String> probes = Set.of(ProbeFilter.paths());
		String management = environment.getProperty("management.endpoints.web.base-path", "/actuator");
		return (path) -> probes.contains(path) || path.equals(management) || path.startsWith(management + "/");
	}

	/**
	 * Knows patterns of the application's routes.
	 */
	@FunctionalInterface
	interface RoutePatterns {

		Collection<String> patterns();

	}

	/**
	 * What Spring MVC adds: its routes, and exceptions on their way to its handlers.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HandlerExceptionResolver.class, RequestMappingInfoHandlerMapping.class })
	static class MvcConfiguration {

		@Bean
		RoutePatterns platformMvcRoutePatterns(ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
			return () -> {
				Set<String> patterns = new LinkedHashSet<>();
				mappings.forEach((mapping) -> mapping.getHandlerMethods()
					.keySet()
					.forEach((info) -> patterns.addAll((info.getPathPatternsCondition() != null)
							? info.getPathPatternsCondition().getPatternValues() : Collections.emptySet())));
				return patterns;
			};
		}

		@Bean
		PoolRefusalResolver platformPoolRefusalResolver(SheddingFilter filter) {
			return new PoolRefusalResolver(filter);
		}

	}

}
