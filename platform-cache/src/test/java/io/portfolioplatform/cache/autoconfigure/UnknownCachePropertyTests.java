package io.portfolioplatform.cache.autoconfigure;

import java.util.Map;

import io.portfolioplatform.redis.diagnostics.UnknownPropertyFailureAnalyzer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnknownPropertyFailureAnalyzer} with {@code platform.cache}.
 */
class UnknownCachePropertyTests {

	@ParameterizedTest
	@CsvSource({ "platform.cache.caches.quotes.tttl, platform.cache.caches.quotes.ttl",
			"platform.cache.caches.quotes.max-entry, platform.cache.caches.quotes.max-entries",
			"platform.cache.near.max-entrys, platform.cache.near.max-entries",
			"platform.cache.caches.my-quotes.refreshafter2, platform.cache.caches.my-quotes.refresh-after",
			"platform.cache.tll-jitter, platform.cache.ttl-jitter", "platform.cache.neer.x, platform.cache.near" })
	void namesNearestProperty(String unknown, String nearest) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(PlatformCacheAutoConfiguration.class))
			.withPropertyValues(unknown + "=5")
			.withBean(PlatformCacheAutoConfigurationTests.Clock.class)
			.run((context) -> {
				FailureAnalysis analysis = new UnknownPropertyFailureAnalyzer().analyze(context.getStartupFailure());
				assertThat(analysis).isNotNull();
				assertThat(analysis.getDescription()).endsWith(unknown);
				assertThat(analysis.getAction()).startsWith("Write " + nearest + ", or remove it.");
			});
	}

	/**
	 * Boot lets them pass: what is set for a whole machine may be meant for others.
	 */
	@Test
	void startsWithUnknownPropertiesOfTheMachine() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(PlatformCacheAutoConfiguration.class))
			.withSystemProperties("platform.cache.tll-jitter=5")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.replace("systemEnvironment",
						new SystemEnvironmentPropertySource("systemEnvironment",
								Map.of("PLATFORM_CACHE_NEAR_MAXENTRYS", "5"))))
			.run((context) -> assertThat(context).hasNotFailed());
	}

}
