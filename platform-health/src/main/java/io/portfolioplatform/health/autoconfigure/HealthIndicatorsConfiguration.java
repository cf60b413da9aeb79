package io.portfolioplatform.health.autoconfigure;

import java.util.List;
import java.util.Map;
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
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Asks health indicators in the background, where there are any.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(HealthContributorRegistry.class)
class HealthIndicatorsConfiguration {

	private static final String ENABLED = "platform.health.indicators.enabled";

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
	 * Refuses settings of what there is not while nobody asks the indicators.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = ENABLED, havingValue = false)
	static class SwitchedOffConfiguration {

		@Bean
		SmartInitializingSingleton platformUnaskedIndicatorsGuard(Environment environment) {
			return () -> {
				Binder binder = Binder.get(environment);
				Bindable<Set<String>> names = Bindable.setOf(String.class);
				for (String property : List.of("platform.health.startup.wait-for",
						"platform.health.indicators.local")) {
					requireNone(property, binder.bind(property, names).orElse(Set.of()));
				}
				String readiness = "platform.health.readiness";
				requireNone(readiness,
						binder.bind(readiness, Bindable.mapOf(String.class, String.class)).orElse(Map.of()).keySet());
			};
		}

		private static void requireNone(String property, Set<String> value) {
			if (!value.isEmpty()) {
				throw new InvalidHealthConfigurationException(property, value,
						"It counts for nothing while '" + ENABLED + "' is false: nobody knows what is down then.",
						"Remove it, or '" + ENABLED + "'.");
			}
		}

	}

	/**
	 * The background itself, unless it is switched off.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = ENABLED, matchIfMissing = true)
	@Import(ReadinessConfiguration.class)
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
