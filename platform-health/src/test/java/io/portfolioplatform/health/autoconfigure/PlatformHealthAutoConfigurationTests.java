package io.portfolioplatform.health.autoconfigure;

import io.portfolioplatform.health.probe.ProbeFilter;
import io.portfolioplatform.health.probe.Probes;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;

import static org.assertj.core.api.Assertions.assertThat;

class PlatformHealthAutoConfigurationTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations
		.of(ApplicationAvailabilityAutoConfiguration.class, PlatformHealthAutoConfiguration.class);

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
			.run((context) -> assertThat(context).doesNotHaveBean(Probes.class));
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

	@ParameterizedTest
	@ValueSource(strings = { "db", "livenessState,redis", "*" })
	void refusesAnExternalIndicatorInLiveness(String include) {
		this.runner.withPropertyValues(LivenessGroup.PROPERTY + "=" + include).run((context) -> {
			assertThat(context).hasFailed();
			FailureAnalysis analysis = new ExternalLivenessFailureAnalyzer().analyze(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains(LivenessGroup.PROPERTY, "restarted at once");
			assertThat(analysis.getAction()).contains("livenessState");
		});
	}

}
