package io.portfolioplatform.cache.example;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;

import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The snippet of the module's README, compiled and run.
 */
class ReadmeTests {

	@Test
	void readmeShowsThisExample() throws IOException {
		String source = Files.readString(Path.of("src/test/java/io/portfolioplatform/cache/example/Overviews.java"));
		assertThat(Files.readString(Path.of("README.md"))).contains(source.substring(source.indexOf("@Service")));
	}

	@Test
	void exampleWorks() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(PlatformCacheAutoConfiguration.class))
			.withBean(Accounts.class)
			.withBean(Overviews.class)
			.run((context) -> {
				Overviews overviews = context.getBean(Overviews.class);
				Overviews.Overview first = overviews.overviewOf("u");
				assertThat(overviews.overviewOf("u")).isSameAs(first);
				overviews.deposit("u", BigDecimal.TEN);
				assertThat(overviews.overviewOf("u").netWorth()).isEqualTo(BigDecimal.TEN);
			});
	}

}
