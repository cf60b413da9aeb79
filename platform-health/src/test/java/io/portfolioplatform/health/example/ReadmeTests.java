package io.portfolioplatform.health.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.portfolioplatform.health.DrainStartedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Maintenance}, {@link PricesLoaded} and {@link Jobs} stand in the module's README
 * as they do here, and each does what it is shown for. Its other text is not read.
 */
class ReadmeTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ApplicationAvailabilityAutoConfiguration.class));

	@ParameterizedTest
	@ValueSource(classes = { Maintenance.class, PricesLoaded.class, Jobs.class })
	void readmeShowsTheExample(Class<?> example) throws IOException {
		String source = Files.readString(
				Path.of("src/test/java/io/portfolioplatform/health/example/" + example.getSimpleName() + ".java"));
		assertThat(Files.readString(Path.of("README.md"))).contains(source.substring(source.indexOf("@Component")));
	}

	@Test
	void maintenanceTakesTheProcessOut() {
		this.runner.withBean(Maintenance.class).run((context) -> {
			context.getBean(Maintenance.class).begin();
			assertThat(context.getBean(ApplicationAvailability.class).getReadinessState())
				.isEqualTo(ReadinessState.REFUSING_TRAFFIC);
		});
	}

	@Test
	void pricesHoldTheStartupProbe() {
		PricesLoaded prices = new PricesLoaded();
		assertThat(prices.check().met()).isFalse();
		prices.loaded();
		assertThat(prices.check().met()).isTrue();
	}

	@Test
	void jobsHearOfTheDrain() {
		this.runner.withBean(Jobs.class).run((context) -> {
			context.publishEvent(new DrainStartedEvent(context, Duration.ofSeconds(10)));
			assertThat(context.getBean(Jobs.class).accepting()).isFalse();
		});
	}

}
