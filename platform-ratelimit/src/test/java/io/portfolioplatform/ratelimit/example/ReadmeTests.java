package io.portfolioplatform.ratelimit.example;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import io.portfolioplatform.ratelimit.RateLimitExceededException;
import io.portfolioplatform.ratelimit.autoconfigure.PlatformRateLimitAutoConfiguration;
import io.portfolioplatform.ratelimit.autoconfigure.PlatformRateLimitWebAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The snippets of the module's README, compiled and run.
 */
class ReadmeTests {

	@Test
	void readmeShowsThisExample() throws IOException {
		String source = Files.readString(Path.of("src/test/java/io/portfolioplatform/ratelimit/example/Reports.java"));
		assertThat(readme()).contains(source.substring(source.indexOf("@Component")));
	}

	@Test
	void exampleWorks() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(PlatformRateLimitAutoConfiguration.class))
			.withPropertyValues("platform.ratelimit.policies.export.bandwidths[0].capacity=3",
					"platform.ratelimit.policies.export.bandwidths[0].period=1h")
			.withBean(Reports.class)
			.run((context) -> {
				Reports reports = context.getBean(Reports.class);
				assertThat(reports.export("a")).isEqualTo("report of a");
				assertThatExceptionOfType(RateLimitExceededException.class).isThrownBy(() -> reports.export("a"));
				assertThat(reports.export("b")).isEqualTo("report of b");
			});
	}

	@Test
	void configurationIsAccepted() throws IOException {
		PropertySource<?> yaml = new YamlPropertySourceLoader()
			.load("readme", new ByteArrayResource(block(readme(), "yaml").getBytes(StandardCharsets.UTF_8)))
			.get(0);
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(PlatformRateLimitAutoConfiguration.class,
					PlatformRateLimitWebAutoConfiguration.class))
			.withInitializer((context) -> context.getEnvironment().getPropertySources().addFirst(yaml))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private static String block(String text, String language) {
		String start = "```" + language + "\n";
		int from = text.indexOf(start) + start.length();
		return text.substring(from, text.indexOf("```", from));
	}

	private static String readme() throws IOException {
		return Files.readString(Path.of("README.md"));
	}

}
