package io.portfolioplatform.health.autoconfigure;

import java.time.Duration;
import java.util.Map;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portfolioplatform.health.InProcess;
import io.portfolioplatform.health.Probe;
import io.portfolioplatform.health.ProbeCondition;
import io.portfolioplatform.health.RequestPriorities;
import io.portfolioplatform.health.RequestPriority;
import io.portfolioplatform.health.actuate.ScorecardEndpoint;
import io.portfolioplatform.health.drain.Drain;
import io.portfolioplatform.health.indicator.BackgroundIndicators;
import io.portfolioplatform.health.probe.ProbeFilter;
import io.portfolioplatform.health.metrics.RequestBuckets;
import io.portfolioplatform.health.metrics.ShedMeters;
import io.portfolioplatform.health.probe.Probes;
import io.portfolioplatform.health.scorecard.Metric;
import io.portfolioplatform.health.scorecard.Objectives;
import io.portfolioplatform.health.scorecard.Scorecard;
import io.portfolioplatform.health.scorecard.Threshold;
import io.portfolioplatform.health.shed.PoolRefusalResolver;
import io.portfolioplatform.health.shed.SheddingFilter;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.application.LivenessStateHealthIndicator;
import org.springframework.boot.health.application.ReadinessStateHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.PingHealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class PlatformHealthAutoConfigurationTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(
			ApplicationAvailabilityAutoConfiguration.class, PlatformHealthAutoConfiguration.class,
			PlatformHealthSheddingAutoConfiguration.class, PlatformHealthMetricsAutoConfiguration.class,
			PlatformHealthEndpointAutoConfiguration.class);

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	@Test
	void registersTheFilterForEachProbe() {
		this.runner.run((context) -> {
			FilterRegistrationBean<?> registration = context.getBean("platformProbeFilter",
					FilterRegistrationBean.class);
			assertThat(registration.getFilter()).isInstanceOf(ProbeFilter.class);
			assertThat(registration.getUrlPatterns()).containsExactlyInAnyOrder("/livez", "/readyz", "/startupz");
		});
	}

	@Test
	void backsOffWhenSwitchedOff() {
		this.runner.withPropertyValues("platform.health.probes.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(Probes.class)
				.doesNotHaveBean("platformProbeFilter")
				.hasSingleBean(Drain.class)
				.hasSingleBean(BackgroundIndicators.class));
	}

	@Test
	void backsOffWithoutServlets() {
		new ApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Probes.class));
		this.runner.withClassLoader(new FilteredClassLoader(Filter.class))
			.run((context) -> assertThat(context).doesNotHaveBean(Probes.class));
	}

	@Test
	void acceptsTheApplicationsOwnStateInLiveness() {
		this.runner.withPropertyValues(LivenessGroup.PROPERTY + "=livenessState")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void acceptsAnInProcessIndicatorInLiveness() {
		this.runner.withBean("heapHealthIndicator", HeapHealthIndicator.class)
			.withConfiguration(AutoConfigurations.of(HealthContributorRegistryAutoConfiguration.class))
			.withPropertyValues(LivenessGroup.PROPERTY + "=livenessState,heap")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(BackgroundIndicators.class).contains("heap")).isFalse();
			});
	}

	@Test
	void asksOtherIndicatorsInTheBackground() {
		WebApplicationContextRunner withIndicator = this.runner
			.withConfiguration(AutoConfigurations.of(HealthContributorRegistryAutoConfiguration.class))
			.withBean("billingHealthIndicator", HealthIndicator.class, () -> () -> Health.up().build());
		withIndicator
			.run((context) -> assertThat(context.getBean(BackgroundIndicators.class).contains("billing")).isTrue());
		withIndicator.withPropertyValues("platform.health.indicators.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(BackgroundIndicators.class));
	}

	@Test
	void asksReactiveIndicatorsInTheBackground() {
		WebApplicationContextRunner withIndicator = this.runner
			.withConfiguration(AutoConfigurations.of(HealthContributorRegistryAutoConfiguration.class))
			.withBean("billingHealthIndicator", ReactiveHealthIndicator.class, () -> Mono::never);
		withIndicator.run((context) -> {
			BackgroundIndicators indicators = context.getBean(BackgroundIndicators.class);
			assertThat(indicators.contains("billing")).isTrue();
			ReactiveHealthContributorRegistry registry = context.getBean(ReactiveHealthContributorRegistry.class);
			registry.registerContributor("late", CompositeReactiveHealthContributor
				.fromMap(Map.of("one", (ReactiveHealthIndicator) () -> Mono.just(Health.up().build()))));
			assertThat(indicators.contains("late/one")).isTrue();
			registry.unregisterContributor("late");
			assertThat(indicators.contains("late/one")).isFalse();
		});
		withIndicator.withPropertyValues("platform.health.indicators.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(BackgroundIndicators.class));
		this.runner.withClassLoader(new FilteredClassLoader("reactor", "org.reactivestreams"))
			.withConfiguration(AutoConfigurations.of(HealthContributorRegistryAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(BackgroundIndicators.class));
	}

	@Test
	void asksIndicatorsThatAreRegisteredLater() {
		this.runner.withConfiguration(AutoConfigurations.of(HealthContributorRegistryAutoConfiguration.class))
			.run((context) -> {
				context.getBean(HealthContributorRegistry.class)
					.registerContributor("late", CompositeHealthContributor
						.fromMap(Map.of("one", (HealthIndicator) () -> Health.up().build())));
				assertThat(context.getBean(BackgroundIndicators.class).contains("late/one")).isTrue();
			});
	}

	@Test
	void refusesAGroupThatNamesAnUnknownIndicator() {
		this.runner
			.withConfiguration(AutoConfigurations.of(HealthContributorRegistryAutoConfiguration.class,
					HealthEndpointAutoConfiguration.class))
			.withPropertyValues("management.endpoints.web.exposure.include=health",
					"management.endpoint.health.group.shop.include=billing")
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining("'billing'"));
	}

	@Test
	void worksWithoutHealthIndicators() {
		this.runner.withClassLoader(new FilteredClassLoader(HealthContributorRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(Probes.class)
				.doesNotHaveBean(BackgroundIndicators.class));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					startup.wait-for=db,billing                 | No health indicator is called 'billing'
					indicators.interval=0s                      | must be greater than zero
					readiness.stuck-requests=-1                 | must be greater than zero
					readiness.stuck-after=7s                    | indicators.interval + indicators.deadline = PT7S
					shedding.target=0s                          | must be greater than zero
					shedding.max-limit=5                        | below platform.health.shedding.min-limit, which is 8
					shedding.initial-limit=7                    | not from platform.health.shedding.min-limit to .max-limit, which are 8 and 400
					shedding.initial-limit=401                  | not from platform.health.shedding.min-limit to .max-limit, which are 8 and 400
					drain.delay=-1s                             | Time does not run backwards
					shedding.max-streams=0                      | must be greater than zero
					indicators.local=diskSpace,disc             | No health indicator is called 'disc'
					""")
	void refusesSettingsThatCannotWork(String setting, String problem) {
		this.runner.withPropertyValues("platform.health." + setting).run((context) -> {
			assertThat(context).hasFailed();
			FailureAnalysis analysis = new InvalidHealthConfigurationFailureAnalyzer()
				.analyze(context.getStartupFailure());
			assertThat(analysis).isNotNull();
			assertThat(analysis.getDescription()).contains(problem,
					"'platform.health." + setting.substring(0, setting.indexOf('=')) + "' is");
			assertThat(analysis.getAction()).isNotBlank();
		});
	}

	@Test
	void refusesATargetThatNoRouteHas() {
		WebApplicationContextRunner withRoutes = this.runner.withUserConfiguration(Routes.class);
		withRoutes
			.withPropertyValues("platform.health.shedding.targets.[/api/orders/{id}]=5s",
					"platform.health.shedding.targets.other=5s")
			.run((context) -> assertThat(context).hasNotFailed());
		withRoutes.withPropertyValues("platform.health.shedding.targets.[/api/order/1]=5s").run((context) -> {
			FailureAnalysis analysis = new InvalidHealthConfigurationFailureAnalyzer()
				.analyze(context.getStartupFailure());
			assertThat(analysis).isNotNull();
			assertThat(analysis.getDescription()).contains("'platform.health.shedding.targets' is [/api/order/1]");
			assertThat(analysis.getAction()).contains("Write '[/api/orders/{id}]' or 'other'");
		});
		withRoutes.withPropertyValues("platform.health.shedding.targets.[/api/orders/{orderId}]=5s").run((context) -> {
			FailureAnalysis analysis = new InvalidHealthConfigurationFailureAnalyzer()
				.analyze(context.getStartupFailure());
			assertThat(analysis).isNotNull();
			assertThat(analysis.getDescription())
				.contains("'/api/orders/{orderId}' and '/api/orders/{id}' are one route");
			assertThat(analysis.getAction()).contains("Write '[/api/orders/{id}]'");
		});
	}

	@ParameterizedTest
	@CsvSource({ "drain.dellay=5s,drain.delay", "shedding.intial-limit=9,shedding.initial-limit",
			"scorecard.errors.objektive=0.1,scorecard.errors.objective", "probe.enabled=false,probes.enabled" })
	void refusesAnUnknownPropertyAndNamesTheNearest(String setting, String nearest) {
		this.runner.withPropertyValues("platform.health." + setting).run((context) -> {
			FailureAnalysis analysis = new UnknownHealthPropertyFailureAnalyzer().analyze(context.getStartupFailure());
			assertThat(analysis).isNotNull();
			assertThat(analysis.getDescription())
				.contains("'platform.health." + setting.substring(0, setting.indexOf('=')) + "'");
			assertThat(analysis.getAction()).contains("Write 'platform.health." + nearest + "'");
		});
	}

	@Test
	void refusesAConditionOfLiveness() {
		ProbeCondition condition = new ProbeCondition() {

			@Override
			public Probe probe() {
				return Probe.LIVENESS;
			}

			@Override
			public Verdict check() {
				return Verdict.MET;
			}

		};
		this.runner.withBean(ProbeCondition.class, () -> condition)
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("belongs to liveness")
				.hasStackTraceContaining(condition.getClass().getName()));
	}

	@Test
	void shedsUnlessSwitchedOff() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(SheddingFilter.class));
		this.runner.withPropertyValues("platform.health.shedding.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(SheddingFilter.class)
				.doesNotHaveBean(PoolRefusalResolver.class));
	}

	@Test
	void shedsWithoutSpringMvc() {
		this.runner.withClassLoader(new FilteredClassLoader(DispatcherServlet.class.getPackageName()))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(SheddingFilter.class)
				.doesNotHaveBean(PoolRefusalResolver.class));
	}

	@Test
	void countsOnlyWhereThereIsAMeterRegistry() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(ShedMeters.class));
		this.runner.withBean(SimpleMeterRegistry.class)
			.run((context) -> assertThat(context).hasSingleBean(ShedMeters.class));
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(SheddingFilter.class));
	}

	@Test
	void judgesObjectivesWhereThereIsAMeterRegistry() {
		WebApplicationContextRunner withMeters = this.runner.withBean(SimpleMeterRegistry.class)
			.withPropertyValues("management.endpoints.web.exposure.include=scorecard");
		withMeters.run((context) -> assertThat(context).hasSingleBean(Scorecard.class)
			.hasSingleBean(ScorecardEndpoint.class)
			.hasSingleBean(RequestBuckets.class));
		withMeters.withPropertyValues("platform.health.scorecard.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(Scorecard.class)
				.doesNotHaveBean(ScorecardEndpoint.class)
				.doesNotHaveBean(RequestBuckets.class));
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(Scorecard.class));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			errors.objective=1.5      | It is a share of the whole
			errors.alert=0.001        | It is better than platform.health.scorecard.errors.objective, which is 0.01
			cache-hits.alert=0.9      | It is better than platform.health.scorecard.cache-hits.objective, which is 0.8
			latency.alert=100ms       | It is better than platform.health.scorecard.latency.objective, which is PT0.5S
			min-requests=0            | must be greater than zero
			window=59s                | whole seconds, and a rate several scrapes
			window=90500ms            | whole seconds, and a rate several scrapes
			errors.objective=-0.1     | It is a share of the whole
			shed.objective=NaN        | It is a share of the whole
			pool-use.alert=2          | It is a share of the whole
			gc-pause.alert=1.01       | It is a share of the whole
			pool-waiters.objective=-1 | It is no number of threads
			pool-waiters.alert=0      | It is better than platform.health.scorecard.pool-waiters.objective, which is 1.0
			lease-age.objective=0s    | must be greater than zero
			lease-age.alert=10s       | It is better than platform.health.scorecard.lease-age.objective, which is PT15S
			pod-demand.alert=0.7      | It is better than platform.health.scorecard.pod-demand.objective, which is 0.8
			pod-demand.requests-per-pod=0 | must be greater than zero
			""")
	void refusesLevelsThatCannotWork(String setting, String problem) {
		this.runner.withBean(SimpleMeterRegistry.class)
			.withPropertyValues("platform.health.scorecard." + setting)
			.run((context) -> {
				assertThat(context).hasFailed();
				FailureAnalysis analysis = new InvalidHealthConfigurationFailureAnalyzer()
					.analyze(context.getStartupFailure());
				assertThat(analysis).isNotNull();
				assertThat(analysis.getDescription()).contains(problem,
						"'platform.health.scorecard." + setting.substring(0, setting.indexOf('=')) + "' is");
			});
	}

	@Test
	void takesBeaconsWhenAskedTo() {
		WebApplicationContextRunner withMeters = this.runner.withBean(SimpleMeterRegistry.class);
		withMeters.run((context) -> assertThat(context).doesNotHaveBean("platformBeaconFilter"));
		WebApplicationContextRunner asked = withMeters.withPropertyValues("platform.health.beacon.enabled=true");
		asked.run((context) -> assertThat(context).hasBean("platformBeaconFilter"));
		asked.withPropertyValues("platform.health.beacon.pages=portfolios")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'portfolios' is no path"));
		this.runner.withPropertyValues("platform.health.beacon.enabled=true")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("platformBeaconFilter"));
	}

	@Test
	void letsTheApplicationDecidePriorities() {
		RequestPriorities own = (request) -> RequestPriority.BACKGROUND;
		this.runner.withBean(RequestPriorities.class, () -> own)
			.run((context) -> assertThat(context.getBean(RequestPriorities.class)).isSameAs(own));
	}

	@ParameterizedTest
	@ValueSource(strings = { "db", "livenessState,redis", "*" })
	void refusesAnExternalIndicatorInLiveness(String include) {
		this.runner.withPropertyValues(LivenessGroup.PROPERTY + "=" + include).run((context) -> {
			assertThat(context).hasFailed();
			FailureAnalysis analysis = new InvalidHealthConfigurationFailureAnalyzer()
				.analyze(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains(LivenessGroup.PROPERTY, "restarted at once");
			assertThat(analysis.getAction()).contains("livenessState");
		});
	}

	/**
	 * Readiness is off while the process drains, and a restart cannot help with that.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "readinessState", "livenessState,ping", "livenessState,readinessState" })
	void refusesAnIndicatorInLivenessThatIsNotMarked(String include) {
		this.runner.withBean("livenessStateHealthIndicator", LivenessStateHealthIndicator.class)
			.withBean("readinessStateHealthIndicator", ReadinessStateHealthIndicator.class)
			.withBean("pingHealthContributor", PingHealthIndicator.class)
			.withConfiguration(AutoConfigurations.of(HealthContributorRegistryAutoConfiguration.class))
			.withPropertyValues(LivenessGroup.PROPERTY + "=" + include)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidHealthConfigurationException.class)
				.hasMessageContaining("restarted at once"));
	}

	@Test
	void judgesByTheGuidesLevels() {
		this.runner.run((context) -> {
			Objectives objectives = context.getBean(PlatformHealthProperties.class).scorecard().objectives();
			assertThat(objectives.latency()).isEqualTo(Duration.ofMillis(500));
			assertThat(objectives.latencyAlert()).isEqualTo(Duration.ofSeconds(2));
			assertThat(objectives.thresholds()).containsOnly(entry(Metric.SLOW_REQUESTS, new Threshold(0.05, 0.05)),
					entry(Metric.ERRORS, new Threshold(0.01, 0.05)), entry(Metric.POOL_USE, new Threshold(0.8, 0.9)),
					entry(Metric.POOL_WAITERS, new Threshold(1, 10)), entry(Metric.CACHE_HITS, new Threshold(0.8, 0.5)),
					entry(Metric.SHED_REQUESTS, new Threshold(0.01, 0.05)),
					entry(Metric.GC_PAUSE, new Threshold(0.02, 0.1)), entry(Metric.LEASE_AGE, new Threshold(15, 30)),
					entry(Metric.POD_DEMAND, new Threshold(0.8, 1)));
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebMvc
	static class Routes {

		@Bean
		Orders orders() {
			return new Orders();
		}

	}

	@RestController
	static class Orders {

		@GetMapping("/api/orders/{id}")
		String order() {
			return "";
		}

		@DeleteMapping("/api/orders/{orderId}")
		void cancel() {
		}

	}

	@InProcess
	static class HeapHealthIndicator implements HealthIndicator {

		@Override
		public Health health() {
			return Health.up().build();
		}

	}

}
