package io.portfolioplatform.health.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.portfolioplatform.health.Probe;
import io.portfolioplatform.health.traffic.ManagementPaths;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Knows where the Actuator answers, also where {@code management.endpoints.web.base-path}
 * is empty.
 */
@Configuration(proxyBeanMethods = false)
class ManagementPathsConfiguration {

	@Bean
	ManagementPaths platformManagementPaths(Environment environment, ObjectProvider<EndpointPaths> endpoints) {
		String base = StringUtils
			.trimTrailingCharacter(environment.getProperty("management.endpoints.web.base-path", "/actuator"), '/');
		return new ManagementPaths(base.isEmpty() ? SingletonSupplier.of(() -> all(endpoints)) : () -> List.of(base));
	}

	private static Collection<String> all(ObjectProvider<EndpointPaths> endpoints) {
		return endpoints.stream().<String>mapMulti((each, all) -> each.get().forEach(all)).sorted().toList();
	}

	/**
	 * Return which paths are neither limited nor counted.
	 */
	static Predicate<String> exempt(ManagementPaths management) {
		return (path) -> Probe.of(path) != null || management.contains(path);
	}

	/**
	 * Paths of endpoints.
	 */
	interface EndpointPaths extends Supplier<Collection<String>> {

	}

	/**
	 * Looks them up when they are needed, because endpoints may use what needs them.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(PathMappedEndpoints.class)
	static class ActuatorConfiguration {

		@Bean
		EndpointPaths platformEndpointPaths(ObjectProvider<PathMappedEndpoints> endpoints) {
			return () -> endpoints.stream().<String>mapMulti((each, all) -> each.getAllPaths().forEach(all)).toList();
		}

	}

}
