package io.portfolioplatform.health.autoconfigure;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portfolioplatform.health.ReactiveRequestPriorities;
import io.portfolioplatform.health.RequestPriority;
import io.portfolioplatform.health.metrics.ShedMeters;
import io.portfolioplatform.health.readiness.Progress;
import io.portfolioplatform.health.shed.PoolRefusalHandler;
import io.portfolioplatform.health.shed.RouteLimits;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;

class PlatformHealthReactiveAutoConfigurationTests {

	private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ApplicationAvailabilityAutoConfiguration.class,
				PlatformHealthReactiveAutoConfiguration.class, PlatformHealthReactiveSheddingAutoConfiguration.class,
				PlatformHealthMetricsAutoConfiguration.class));

	@Test
	void needsNoServlets() {
		this.runner.withBean(SimpleMeterRegistry.class)
			.withClassLoader(new FilteredClassLoader("jakarta.servlet", "org.springframework.web.servlet"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("platformProbeHttpHandler")
				.hasSingleBean(Progress.class)
				.hasSingleBean(RouteLimits.class)
				.hasSingleBean(ShedMeters.class)
				.hasBean("platformTrafficHttpHandler")
				.hasBean("platformSheddingHttpHandler"));
	}

	@Test
	void shedsUnlessSwitchedOff() {
		this.runner.withPropertyValues("platform.health.shedding.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("platformTrafficHttpHandler")
				.doesNotHaveBean("platformSheddingHttpHandler")
				.doesNotHaveBean(PoolRefusalHandler.class));
	}

	@Test
	void readsPrioritiesFromHeadersUnlessTheApplicationDecides() {
		this.runner.run((context) -> assertThat(context.getBean(ReactiveRequestPriorities.class)
			.of(MockServerHttpRequest.get("/").header("Sec-Purpose", "prefetch").build()))
			.isEqualTo(RequestPriority.BACKGROUND));
		ReactiveRequestPriorities own = (request) -> RequestPriority.INTERACTIVE;
		this.runner.withBean(ReactiveRequestPriorities.class, () -> own)
			.run((context) -> assertThat(context.getBean(ReactiveRequestPriorities.class)).isSameAs(own));
	}

	@Test
	void refusesATargetThatNoRouteHas() {
		this.runner.withPropertyValues("platform.health.shedding.targets.[/api/orders]=1s").run((context) -> {
			assertThat(context).hasFailed();
			FailureAnalysis analysis = new InvalidHealthConfigurationFailureAnalyzer()
				.analyze(context.getStartupFailure());
			assertThat(analysis).isNotNull();
			assertThat(analysis.getDescription()).contains("No handler has the pattern '/api/orders'");
		});
	}

}
