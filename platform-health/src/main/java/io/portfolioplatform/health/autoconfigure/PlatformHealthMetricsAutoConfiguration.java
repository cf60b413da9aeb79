package io.portfolioplatform.health.autoconfigure;

import java.io.IOException;
import java.time.Duration;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationFilter;
import io.portfolioplatform.health.Probe;
import io.portfolioplatform.health.beacon.BeaconFilter;
import io.portfolioplatform.health.metrics.BeaconMeters;
import io.portfolioplatform.health.metrics.EventStreamTimes;
import io.portfolioplatform.health.metrics.LastingBuckets;
import io.portfolioplatform.health.metrics.MeterTotals;
import io.portfolioplatform.health.metrics.ReactiveEventStreamTimes;
import io.portfolioplatform.health.metrics.RefusedRequests;
import io.portfolioplatform.health.metrics.RequestBuckets;
import io.portfolioplatform.health.metrics.ShedMeters;
import io.portfolioplatform.health.probe.Probes;
import io.portfolioplatform.health.scorecard.Objectives;
import io.portfolioplatform.health.scorecard.Scorecard;
import io.portfolioplatform.health.shed.RouteLimits;
import io.portfolioplatform.health.traffic.ManagementPaths;
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
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/**
 * Auto-configuration of meters and of the scorecard that reads them, where there is a
 * meter registry.
 */
@AutoConfiguration(
		after = { PlatformHealthSheddingAutoConfiguration.class,
				PlatformHealthReactiveSheddingAutoConfiguration.class },
		afterName = {
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration" })
@ConditionalOnClass({ MeterRegistry.class, MeterRegistryCustomizer.class })
@ConditionalOnBean(MeterRegistry.class)
@EnableConfigurationProperties(PlatformHealthProperties.class)
@Import(ManagementPathsConfiguration.class)
public final class PlatformHealthMetricsAutoConfiguration {

	@Bean
	@ConditionalOnBean(RouteLimits.class)
	ShedMeters platformShedMeters(MeterRegistry registry, RouteLimits limits) {
		return new ShedMeters(registry, limits);
	}

	@Bean
	@ConditionalOnBean(RouteLimits.class)
	RefusedRequests platformRefusedRequests() {
		return new RefusedRequests();
	}

	/**
	 * Whether the process is started and takes requests: nobody else tells of a fleet in
	 * which no process does, for it gets no request that could fail.
	 */
	@Bean
	@ConditionalOnBean(Probes.class)
	MeterBinder platformReadyMeter(Probes probes) {
		return (registry) -> Gauge
			.builder("platform.health.ready", probes,
					(asked) -> (asked.ask(Probe.STARTUP).passed() && asked.ask(Probe.READINESS).passed()) ? 1 : 0)
			.description("Whether this process is started and ready, 1 or 0")
			.register(registry);
	}

	/**
	 * The scorecard and the buckets it needs.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "platform.health.scorecard.enabled", matchIfMissing = true)
	static class ScorecardConfiguration {

		@Bean
		static RequestBuckets platformRequestBuckets(PlatformHealthProperties properties) {
			ScorecardProperties.Latency latency = properties.scorecard().latency();
			return new RequestBuckets(Duration.ofMillis(250), Duration.ofSeconds(1), latency.objective(),
					latency.alert());
		}

		@Bean
		static MeterRegistryCustomizer<SimpleMeterRegistry> platformLastingBuckets() {
			return (registry) -> registry.config().meterFilter(new LastingBuckets());
		}

		@Bean
		Scorecard platformScorecard(MeterRegistry registry, PlatformHealthProperties properties,
				ManagementPaths management) {
			Objectives objectives = properties.scorecard().objectives();
			return new Scorecard(new MeterTotals(registry, management::contains, objectives), objectives);
		}

		@Bean
		Heartbeat platformScorecardHeartbeat(Scorecard scorecard) {
			return new Heartbeat("platform-health-scorecard", Scorecard.STEP, scorecard::sample);
		}

	}

	/**
	 * Keeps streams of events out of what the scorecard and its rules judge.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass({ ObservationFilter.class, Filter.class })
	@ConditionalOnBooleanProperty(name = "platform.health.scorecard.enabled", matchIfMissing = true)
	static class EventStreamsConfiguration {

		@Bean
		EventStreamTimes platformEventStreamTimes() {
			return new EventStreamTimes();
		}

	}

	/**
	 * The same for WebFlux.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnClass(ObservationFilter.class)
	@ConditionalOnBooleanProperty(name = "platform.health.scorecard.enabled", matchIfMissing = true)
	static class ReactiveEventStreamsConfiguration {

		@Bean
		ReactiveEventStreamTimes platformReactiveEventStreamTimes() {
			return new ReactiveEventStreamTimes();
		}

	}

	/**
	 * What browsers measure, where it is asked for.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass({ Filter.class, FilterRegistrationBean.class })
	@ConditionalOnBooleanProperty("platform.health.beacon.enabled")
	static class BeaconConfiguration {

		@Bean
		BeaconMeters platformBeaconMeters(MeterRegistry registry) {
			return new BeaconMeters(registry);
		}

		@Bean
		FilterRegistrationBean<BeaconFilter> platformBeaconFilter(PlatformHealthProperties properties,
				BeaconMeters meters) throws IOException {
			FilterRegistrationBean<BeaconFilter> registration = new FilterRegistrationBean<>(
					new BeaconFilter(properties.beacon().pages(), properties.beacon().perSecond(), meters));
			registration.addUrlPatterns(BeaconFilter.PATH, BeaconFilter.SCRIPT);
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

}
