package io.portfolioplatform.health.autoconfigure;

import java.io.IOException;
import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portfolioplatform.health.beacon.BeaconFilter;
import io.portfolioplatform.health.metrics.BeaconMeters;
import io.portfolioplatform.health.metrics.LastingBuckets;
import io.portfolioplatform.health.metrics.MeterTotals;
import io.portfolioplatform.health.metrics.RequestBuckets;
import io.portfolioplatform.health.metrics.ShedMeters;
import io.portfolioplatform.health.scorecard.Scorecard;
import io.portfolioplatform.health.shed.RouteLimits;
import jakarta.servlet.Filter;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.micrometer.metrics.autoconfigure.MeterRegistryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of meters and of the scorecard that reads them, where there is a
 * meter registry.
 */
@AutoConfiguration(after = PlatformHealthSheddingAutoConfiguration.class, afterName = {
		"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration" })
@ConditionalOnClass({ MeterRegistry.class, MeterRegistryCustomizer.class })
@ConditionalOnBean(MeterRegistry.class)
public final class PlatformHealthMetricsAutoConfiguration {

	@Bean
	@ConditionalOnBean(RouteLimits.class)
	ShedMeters platformShedMeters(MeterRegistry registry, RouteLimits limits) {
		return new ShedMeters(registry, limits);
	}

	private static String management(Environment environment) {
		return environment.getProperty("management.endpoints.web.base-path", "/actuator");
	}

	/**
	 * The scorecard and the buckets it needs.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "platform.health.scorecard.enabled", matchIfMissing = true)
	@EnableConfigurationProperties(ScorecardProperties.class)
	static class ScorecardConfiguration {

		@Bean
		static RequestBuckets platformRequestBuckets(ScorecardProperties properties) {
			return new RequestBuckets(Duration.ofMillis(250), properties.latency().objective(),
					properties.latency().alert());
		}

		@Bean
		static MeterRegistryCustomizer<SimpleMeterRegistry> platformLastingBuckets() {
			return (registry) -> registry.config().meterFilter(new LastingBuckets());
		}

		@Bean
		Scorecard platformScorecard(MeterRegistry registry, ScorecardProperties properties, Environment environment) {
			return new Scorecard(new MeterTotals(registry, management(environment), properties.objectives()),
					properties.objectives());
		}

		@Bean
		Heartbeat platformScorecardHeartbeat(Scorecard scorecard) {
			return new Heartbeat("platform-health-scorecard", Scorecard.STEP, scorecard::sample);
		}

	}

	/**
	 * What browsers measure, where it is asked for.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass({ Filter.class, FilterRegistrationBean.class })
	@ConditionalOnBooleanProperty("platform.health.beacon.enabled")
	@EnableConfigurationProperties(BeaconProperties.class)
	static class BeaconConfiguration {

		@Bean
		BeaconMeters platformBeaconMeters(MeterRegistry registry) {
			return new BeaconMeters(registry);
		}

		@Bean
		FilterRegistrationBean<BeaconFilter> platformBeaconFilter(BeaconProperties properties, BeaconMeters meters)
				throws IOException {
			FilterRegistrationBean<BeaconFilter> registration = new FilterRegistrationBean<>(
					new BeaconFilter(properties.pages(), properties.perSecond(), meters));
			registration.addUrlPatterns(BeaconFilter.PATH, BeaconFilter.SCRIPT);
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

}
