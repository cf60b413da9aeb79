package io.portfolioplatform.health.autoconfigure;

import java.util.Map;

import io.portfolioplatform.health.Probe;
import io.portfolioplatform.health.probe.ProbeAnswer;
import io.portfolioplatform.health.probe.Probes;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.autoconfigure.application.DiskSpaceHealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Readiness with a disk that is too full, which no disk is not for a petabyte, and with
 * what the fleet shares.
 */
class LocalIndicatorsTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ApplicationAvailabilityAutoConfiguration.class,
				PlatformHealthAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class,
				DiskSpaceHealthContributorAutoConfiguration.class))
		.withPropertyValues("platform.health.indicators.interval=50ms");

	private final WebApplicationContextRunner fullDisk = this.runner
		.withPropertyValues("management.health.diskspace.threshold=1024TB");

	@Test
	void aFullDiskTakesThisProcessOut() {
		this.fullDisk.run((context) -> {
			Awaitility.await().until(() -> !readiness(context).passed());
			assertThat(readiness(context).reason()).isEqualTo("down in this process alone: diskSpace");
			AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
			assertThat(context.getBean(Probes.class).ask(Probe.LIVENESS).passed()).as("liveness").isTrue();
		});
	}

	@Test
	void aDiskThatAllShareFailsOpen() {
		this.fullDisk.withPropertyValues("platform.health.indicators.local=").run((context) -> {
			Awaitility.await().until(() -> readiness(context).reason().contains("diskSpace"));
			assertThat(readiness(context))
				.isEqualTo(new ProbeAnswer(true, "failing open: the whole fleet shares what is down: diskSpace"));
		});
	}

	@Test
	void aLocalIndicatorOfOnesOwnCountsWhileASharedOneFailsOpen() {
		this.runner.withBean("volumeHealthIndicator", HealthIndicator.class, () -> () -> Health.down().build())
			.withBean("billingHealthIndicator", HealthIndicator.class, () -> () -> Health.down().build())
			.withPropertyValues("platform.health.indicators.local=diskSpace,volume")
			.run((context) -> {
				Awaitility.await().until(() -> !readiness(context).passed());
				assertThat(readiness(context).reason()).isEqualTo("down in this process alone: volume");
			});
	}

	@Test
	void aLocalCompositeMeansAllItsMembers() {
		HealthIndicator down = () -> Health.down().build();
		this.runner
			.withBean("volumesHealthContributor", HealthContributor.class,
					() -> CompositeHealthContributor.fromMap(Map.of("scratch", down)))
			.withPropertyValues("platform.health.indicators.local=volumes")
			.run((context) -> {
				Awaitility.await().until(() -> !readiness(context).passed());
				assertThat(readiness(context).reason()).isEqualTo("down in this process alone: volumes/scratch");
			});
	}

	private static ProbeAnswer readiness(AssertableWebApplicationContext context) {
		AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
		return context.getBean(Probes.class).ask(Probe.READINESS);
	}

}
