package io.portfolioplatform.health.autoconfigure;

import java.util.List;

import io.portfolioplatform.health.shed.RouteLimits;
import io.portfolioplatform.health.shed.ShedListener;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The limits of the routes, whatever serves them.
 */
@Configuration(proxyBeanMethods = false)
class RouteLimitsConfiguration {

	@Bean
	RouteLimits platformRouteLimits(PlatformHealthProperties properties, ObjectProvider<RoutePatterns> patterns) {
		return new RouteLimits(() -> all(patterns), properties.shedding().limits());
	}

	@Bean
	SmartInitializingSingleton platformSheddingTargetsGuard(PlatformHealthProperties properties,
			ObjectProvider<RoutePatterns> patterns) {
		return () -> properties.shedding().requireKnown(all(patterns));
	}

	/**
	 * Return a listener that tells every other one, asked when there is something to
	 * tell: a listener may depend on the limits.
	 */
	static ShedListener toAll(ObjectProvider<ShedListener> listeners) {
		return (route, priority, reason) -> listeners.forEach((listener) -> listener.shed(route, priority, reason));
	}

	private static List<String> all(ObjectProvider<RoutePatterns> patterns) {
		return patterns.stream().<String>mapMulti((each, all) -> each.patterns().forEach(all)).toList();
	}

}
