package io.portfolioplatform.health.autoconfigure;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

import io.portfolioplatform.health.RequestPriorities;
import io.portfolioplatform.health.shed.HeaderPriorities;
import io.portfolioplatform.health.shed.PoolRefusalResolver;
import io.portfolioplatform.health.shed.RouteLimits;
import io.portfolioplatform.health.shed.ShedListener;
import io.portfolioplatform.health.shed.SheddingFilter;
import io.portfolioplatform.health.traffic.ManagementPaths;
import io.portfolioplatform.health.traffic.ServletPath;
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
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Auto-configuration of load shedding on the main port.
 */
@AutoConfiguration(after = PlatformHealthAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ Filter.class, FilterRegistrationBean.class })
@ConditionalOnBooleanProperty(name = "platform.health.shedding.enabled", matchIfMissing = true)
@EnableConfigurationProperties(PlatformHealthProperties.class)
@Import(RouteLimitsConfiguration.class)
public final class PlatformHealthSheddingAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RequestPriorities platformRequestPriorities() {
		return new HeaderPriorities();
	}

	@Bean
	SheddingFilter platformSheddingFilter(RouteLimits limits, RequestPriorities priorities,
			ObjectProvider<ShedListener> listeners, ManagementPaths management,
			ObjectProvider<ServletPath> servletPath) {
		return new SheddingFilter(limits, priorities, servletPath.getIfAvailable(() -> ServletPath.ROOT),
				ManagementPathsConfiguration.exempt(management), RouteLimitsConfiguration.toAll(listeners));
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
