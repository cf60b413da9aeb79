package io.portfolioplatform.health.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The snippet of the module's README, compiled and run.
 */
class ReadmeTests {

	@Test
	void readmeShowsThisExample() throws IOException {
		String source = Files.readString(Path.of("src/test/java/io/portfolioplatform/health/example/Maintenance.java"));
		assertThat(Files.readString(Path.of("README.md"))).contains(source.substring(source.indexOf("@Component")));
	}

	@Test
	void exampleTakesTheProcessOut() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ApplicationAvailabilityAutoConfiguration.class))
			.withBean(Maintenance.class)
			.run((context) -> {
				context.getBean(Maintenance.class).begin();
				assertThat(context.getBean(ApplicationAvailability.class).getReadinessState())
					.isEqualTo(ReadinessState.REFUSING_TRAFFIC);
			});
	}

}
