package io.portfolioplatform.health.autoconfigure;

import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.portfolioplatform.health.indicator.BackgroundIndicators;
import io.portfolioplatform.health.indicator.BackgroundReactiveRegistryPostProcessor;
import io.portfolioplatform.health.indicator.BackgroundRegistryPostProcessor;
import io.portfolioplatform.health.indicator.StartupIndicators;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Asks health indicators in the background, where there are any.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(HealthContributorRegistry.class)
class HealthIndicatorsConfiguration {

	@Bean
	SmartInitializingSingleton platformLivenessGuard(Environment environment,
			ObjectProvider<HealthContributorRegistry> registry,
			ObjectProvider<ReactiveHealthContributorRegistry> reactiveRegistry) {
		return () -> LivenessGroup.check(environment,
				(name) -> registry.stream()
					.anyMatch((each) -> BackgroundIndicators.isInProcess(each.getContributor(name)))
						|| reactiveRegistry.stream()
							.anyMatch((each) -> BackgroundIndicators.isInProcess(each.getContributor(name))));
	}

	/**
	 * The background itself, unless it is switched off.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "platform.health.indicators.enabled", matchIfMissing = true)
	static class BackgroundConfiguration {

		@Bean
		static BackgroundRegistryPostProcessor platformBackgroundRegistryPostProcessor(
				ObjectProvider<BackgroundIndicators> indicators) {
			return new BackgroundRegistryPostProcessor(indicators);
		}

		@Bean
		@ConditionalOnClass(name = "reactor.core.publisher.Mono")
		static BackgroundReactiveRegistryPostProcessor platformBackgroundReactiveRegistryPostProcessor(
				ObjectProvider<BackgroundIndicators> indicators) {
			return new BackgroundReactiveRegistryPostProcessor(indicators);
		}

		@Bean(defaultCandidate = false, destroyMethod = "shutdownNow")
		ExecutorService platformHealthExecutor() {
			CustomizableThreadFactory threads = new CustomizableThreadFactory("platform-health-");
			threads.setDaemon(true);
			// At most one thread for each indicator: a second question is never asked.
			return Executors.newCachedThreadPool(threads);
		}

		@Bean
		BackgroundIndicators platformBackgroundIndicators(@Qualifier("platformHealthExecutor") ExecutorService executor,
				PlatformHealthProperties properties) {
			return new BackgroundIndicators(executor, properties.indicators().deadline());
		}

		@Bean
		DownIndicators platformDownIndicators(BackgroundIndicators indicators, PlatformHealthProperties properties) {
			return new DownIndicators(indicators::down, properties.indicators().local());
		}

		@Bean
		StartupIndicators platformStartupIndicators(BackgroundIndicators indicators,
				PlatformHealthProperties properties) {
			return new StartupIndicators(indicators, properties.startup().waitFor());
		}

		@Bean
		SmartInitializingSingleton platformStartupGuard(BackgroundIndicators indicators,
				ObjectProvider<HealthContributorRegistry> registry,
				ObjectProvider<ReactiveHealthContributorRegistry> reactiveRegistry,
				PlatformHealthProperties properties) {
			return () -> {
				registry.ifAvailable(HealthContributorRegistry::stream);
				reactiveRegistry.ifAvailable(ReactiveHealthContributorRegistry::stream);
				requireKnown(indicators, "platform.health.startup.wait-for", properties.startup().waitFor(), "db");
				requireKnown(indicators, "platform.health.indicators.local", properties.indicators().local(),
						"diskSpace");
			};
		}

		@Bean
		Heartbeat platformIndicatorHeartbeat(BackgroundIndicators indicators, PlatformHealthProperties properties) {
			return new Heartbeat("platform-health-indicators", properties.indicators().interval(), indicators::refresh);
		}

		private static void requireKnown(BackgroundIndicators indicators, String property, Set<String> names,
				String byDefault) {
			for (String name : names) {
				if (!indicators.contains(name) && !name.equals(byDefault)) {
					throw new InvalidHealthConfigurationException(property, names,
							"No health indicator is called '" + name + "', or it answers at once.",
							"Name one that /actuator/health shows with its age, inside a composite as 'composite/name', "
									+ "or a composite of such, or remove '" + name + "'.");
				}
			}
		}

	}

}
