package io.portfolioplatform.health.probe;

import java.util.ArrayList;
import java.util.List;

import io.portfolioplatform.health.Probe;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class ProbesStartupTests {

	@Test
	void startupPassesOnlyWhenEveryRunnerHasRun() {
		SpringApplication application = new SpringApplication(SlowStart.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		try (var context = application.run()) {
			assertThat(context.getBean(SlowStart.class).seenWhileStarting).containsExactly(false, false);
			assertThat(context.getBean(Probes.class).ask(Probe.STARTUP).passed()).isTrue();
			assertThat(context.getBean(Probes.class).ask(Probe.READINESS).passed()).isTrue();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(ApplicationAvailabilityAutoConfiguration.class)
	static class SlowStart {

		final List<Boolean> seenWhileStarting = new ArrayList<>();

		@Bean
		StartupState startupState() {
			return new StartupState();
		}

		@Bean
		Probes probes(ApplicationAvailability availability, StartupState startup) {
			return new Probes(availability, startup, List.of());
		}

		@Bean
		ApplicationRunner runner(Probes probes) {
			return (arguments) -> {
				this.seenWhileStarting.add(probes.ask(Probe.STARTUP).passed());
				this.seenWhileStarting.add(probes.ask(Probe.READINESS).passed());
			};
		}

	}

}
