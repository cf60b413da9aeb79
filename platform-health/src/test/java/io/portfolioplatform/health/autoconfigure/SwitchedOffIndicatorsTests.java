package io.portfolioplatform.health.autoconfigure;

import io.portfolioplatform.health.probe.Probes;
import io.portfolioplatform.health.readiness.LocalTrouble;
import io.portfolioplatform.health.readiness.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Readiness and startup where nobody asks the indicators.
 */
class SwitchedOffIndicatorsTests {

	private final WebApplicationContextRunner all = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ApplicationAvailabilityAutoConfiguration.class,
				PlatformHealthAutoConfiguration.class));

	private final WebApplicationContextRunner runner = this.all
		.withPropertyValues("platform.health.indicators.enabled=false");

	/**
	 * A database that hangs would stop the whole fleet, which nobody could tell from
	 * processes that are stuck.
	 */
	@Test
	void refusesNoTrafficForRequestsThatDoNotEnd() {
		this.all.run((context) -> assertThat(context).hasSingleBean(Progress.class));
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.hasSingleBean(Probes.class)
			.doesNotHaveBean(Progress.class)
			.doesNotHaveBean(LocalTrouble.class));
		this.all.withClassLoader(new FilteredClassLoader(HealthContributorRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Progress.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "startup.wait-for=billing", "indicators.local=diskSpace", "readiness=stuck-after" })
	void refusesSettingsThatWouldCountForNothing(String setting) {
		String[] parts = setting.split("=");
		String property = parts[0].equals("readiness") ? "readiness.stuck-after=60s" : setting;
		this.runner.withPropertyValues("platform.health." + property).run((context) -> {
			assertThat(context).hasFailed();
			FailureAnalysis analysis = new InvalidHealthConfigurationFailureAnalyzer()
				.analyze(context.getStartupFailure());
			assertThat(analysis).isNotNull();
			assertThat(analysis.getDescription())
				.startsWith("'platform.health." + parts[0] + "' is [" + parts[1] + "]. It counts for nothing");
			assertThat(analysis.getAction()).contains("or 'platform.health.indicators.enabled'");
		});
	}

	@Test
	void acceptsThatThereIsNothingToWaitFor() {
		this.runner.withPropertyValues("platform.health.startup.wait-for=", "platform.health.indicators.local=")
			.run((context) -> assertThat(context).hasNotFailed());
	}

}
