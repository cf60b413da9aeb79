package io.portfolioplatform.health.example;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portfolioplatform.health.DrainStartedEvent;
import io.portfolioplatform.health.Probe;
import io.portfolioplatform.health.actuate.ScorecardEndpoint;
import io.portfolioplatform.health.autoconfigure.PlatformHealthAutoConfiguration;
import io.portfolioplatform.health.autoconfigure.PlatformHealthEndpointAutoConfiguration;
import io.portfolioplatform.health.autoconfigure.PlatformHealthMetricsAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Maintenance}, {@link PricesLoaded} and {@link Jobs} stand in the module's README
 * as they do here, and each does what it is shown for, as do the settings of the
 * Actuator's port and the probes of Kubernetes. Its other text is not read.
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

	@Test
	void scorecardIsExposed() throws IOException {
		PropertySource<?> management = yaml(0);
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ApplicationAvailabilityAutoConfiguration.class,
					PlatformHealthAutoConfiguration.class, PlatformHealthMetricsAutoConfiguration.class,
					PlatformHealthEndpointAutoConfiguration.class))
			.withBean(SimpleMeterRegistry.class)
			.withInitializer((context) -> context.getEnvironment().getPropertySources().addFirst(management))
			.run((context) -> assertThat(context).hasSingleBean(ScorecardEndpoint.class));
	}

	@ParameterizedTest
	@CsvSource({ "startupProbe, STARTUP", "readinessProbe, READINESS", "livenessProbe, LIVENESS" })
	void kubernetesAsksTheManagementPort(String name, Probe probe) throws IOException {
		assertThat(yaml(1).getProperty(name + ".httpGet.path")).isEqualTo(probe.path());
		assertThat(yaml(1).getProperty(name + ".httpGet.port")).isNotNull()
			.isEqualTo(yaml(0).getProperty("management.server.port"));
	}

	private static PropertySource<?> yaml(int index) throws IOException {
		String block = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
			.matcher(Files.readString(Path.of("README.md")))
			.results()
			.toList()
			.get(index)
			.group(1);
		return new YamlPropertySourceLoader()
			.load("readme", new ByteArrayResource(block.getBytes(StandardCharsets.UTF_8)))
			.get(0);
	}

}
