package io.portfolioplatform.health.autoconfigure;

import java.util.LinkedHashSet;
import java.util.Set;

import io.portfolioplatform.health.ReactiveRequestPriorities;
import io.portfolioplatform.health.shed.HeaderPriorities;
import io.portfolioplatform.health.shed.PoolRefusalHandler;
import io.portfolioplatform.health.shed.RouteLimits;
import io.portfolioplatform.health.shed.ShedListener;
import io.portfolioplatform.health.shed.SheddingHttpHandler;
import io.portfolioplatform.health.traffic.ManagementPaths;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;

/**
 * Auto-configuration of load shedding on the main port of a reactive application.
 */
@AutoConfiguration(after = PlatformHealthReactiveAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({ HttpHandlerDecoratorFactory.class, Mono.class })
@ConditionalOnBooleanProperty(name = "platform.health.shedding.enabled", matchIfMissing = true)
@EnableConfigurationProperties(PlatformHealthProperties.class)
@Import(RouteLimitsConfiguration.class)
public final class PlatformHealthReactiveSheddingAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ReactiveRequestPriorities platformReactiveRequestPriorities() {
		return (request) -> HeaderPriorities.of(request.getHeaders()::getFirst);
	}

	@Bean
	HttpHandlerDecoratorFactory platformSheddingHttpHandler(RouteLimits limits, ReactiveRequestPriorities priorities,
			ObjectProvider<ShedListener> listeners, ManagementPaths management) {
		return (handler) -> new SheddingHttpHandler(handler, limits, priorities,
				ManagementPathsConfiguration.exempt(management), RouteLimitsConfiguration.toAll(listeners));
	}

	@Bean
	PoolRefusalHandler platformPoolRefusalHandler(ObjectProvider<ShedListener> listeners) {
		return new PoolRefusalHandler(RouteLimitsConfiguration.toAll(listeners));
	}

	/**
	 * What Spring WebFlux adds: the routes of its annotated handlers.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RequestMappingInfoHandlerMapping.class)
	static class WebFluxConfiguration {

		@Bean
		RoutePatterns platformWebFluxRoutePatterns(ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
			return () -> {
				Set<String> patterns = new LinkedHashSet<>();
				mappings.forEach((mapping) -> mapping.getHandlerMethods()
					.keySet()
					.forEach((info) -> info.getPatternsCondition()
						.getPatterns()
						.forEach((pattern) -> patterns.add(pattern.getPatternString()))));
				return patterns;
			};
		}

	}

}
