package io.portfolioplatform.health.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Liveness where the group is configured without saying what belongs to it.
 */
class LivenessGroupTests {

	private static final String GROUP = "management.endpoint.health.group.liveness";

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ApplicationAvailabilityAutoConfiguration.class,
				PlatformHealthAutoConfiguration.class));

	@ParameterizedTest
	@ValueSource(strings = { "show-details=always", "exclude=db", "include=", "status.http-mapping.down=500" })
	void refusesAGroupOfEverything(String setting) {
		this.runner.withPropertyValues(GROUP + "." + setting).run((context) -> {
			assertThat(context).hasFailed();
			FailureAnalysis analysis = new InvalidHealthConfigurationFailureAnalyzer()
				.analyze(context.getStartupFailure());
			assertThat(analysis).isNotNull();
			assertThat(analysis.getDescription()).startsWith("'" + GROUP + "' is [")
				.contains("contains every indicator", "restarted at once");
			assertThat(analysis.getAction()).isEqualTo("Set '" + GROUP + ".include' to 'livenessState'.");
		});
	}

	@Test
	void acceptsMoreAboutAGroupThatSaysWhatBelongsToIt() {
		this.runner.withPropertyValues(GROUP + ".show-details=always", GROUP + ".include=livenessState")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	/**
	 * What is refused, as Spring Boot does it alone.
	 */
	@Test
	void springBootPutsEverythingIntoAGroupThatIsNotItsOwn() {
		WebApplicationContextRunner springBoot = new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ApplicationAvailabilityAutoConfiguration.class,
					HealthContributorRegistryAutoConfiguration.class, HealthEndpointAutoConfiguration.class,
					AvailabilityProbesAutoConfiguration.class))
			.withPropertyValues("management.endpoints.web.exposure.include=health");
		springBoot.run((context) -> assertThat(isInLiveness(context.getBean(HealthEndpointGroups.class))).isFalse());
		springBoot.withPropertyValues(GROUP + ".show-details=always")
			.run((context) -> assertThat(isInLiveness(context.getBean(HealthEndpointGroups.class))).isTrue());
	}

	private static boolean isInLiveness(HealthEndpointGroups groups) {
		return groups.get("liveness").isMember("db");
	}

}
